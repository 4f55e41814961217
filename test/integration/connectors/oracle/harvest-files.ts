import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { HarvestRun, Outcome } from '../../../../src/model/run.ts';
import { type SourceEntry, startConnectorHarvest } from '../../../support/connector-harvest.ts';
import { startFileServer } from '../../../support/file-server.ts';
import { nationalDefaults } from '../national-defaults.ts';

/** Folder of the samples of the field, or '' where they are not at hand. */
export const oracle = process.env['ORACLE_DATA'] ?? '';

/** What a harvest of files gave. */
export interface Harvested {
  readonly run: HarvestRun;
  /** In order, with addresses of the server as paths. */
  readonly outcomes: readonly Outcome[];
}

/** Serves these files of the samples from a plain web server and harvests them once, through the whole flow. */
export async function harvestFiles(
  files: readonly string[],
  entry: Omit<SourceEntry, 'url'>,
  start = '',
): Promise<Harvested> {
  const bodies = files.map(async (name) => [name, await readFile(join(oracle, name))] as const);
  const site = await startFileServer(await Promise.all(bodies));
  const service = await startConnectorHarvest({
    connector: 'saved-answers',
    mapping: 'dcat-ap',
    defaults: nationalDefaults,
    policy: { onViolation: 'publish' },
    ...entry,
    url: `${site.url}/${start}`,
  });
  const { run, outcomes } = await service.harvest();
  await service.close();
  await site.close();
  return {
    run,
    outcomes: outcomes.map((outcome) => ({
      ...outcome,
      remoteKey: outcome.remoteKey.replace(site.url, ''),
    })),
  };
}

/** Remote keys of the outcomes of one kind, sorted. */
export const keysOf = ({ outcomes }: Harvested, kind: Outcome['kind']): readonly string[] =>
  outcomes.flatMap((outcome) => (outcome.kind === kind ? outcome.remoteKey : [])).sort();

/** Codes by remote key of what could not be published. */
export const failures = ({ outcomes }: Harvested): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(
    outcomes
      .filter(({ kind }) => kind === 'failed')
      .map(({ remoteKey, problem }) => [remoteKey, problem?.code]),
  );

/** Fails when something is a defect of ours, or when a record was lost on the way. */
export function expectNoDefectOfOurs({ run, outcomes }: Harvested): void {
  const problems = [...run.problems, ...outcomes.flatMap(({ problem }) => problem ?? [])];
  expect(problems.filter(({ code }) => code === 'INTERNAL')).toEqual([]);
  expect(run.verdict).not.toBe('failed');
  const { created, updated, unchanged, quarantined, failed } = run.counts;
  expect({ updated, unchanged, quarantined }).toEqual({ updated: 0, unchanged: 0, quarantined: 0 });
  expect(run.gathered).toBe(created + failed);
}
