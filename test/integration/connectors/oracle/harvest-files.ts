import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { HarvestRun, Outcome } from '../../../../src/model/run.ts';
import {
  type ConnectorHarvest,
  type SourceEntry,
  startConnectorHarvest,
} from '../../../support/connector-harvest.ts';
import { type FileServer, startFileServer } from '../../../support/file-server.ts';
import { nationalDefaults } from '../national-defaults.ts';

/** Folder of the samples of the field, or '' where they are not at hand. */
export const oracle = process.env['ORACLE_DATA'] ?? '';

/** Files of the samples that one plain web server holds for one source. */
export interface FileCase {
  readonly files: readonly string[];
  /** The source reads this file; absent: the index of all of them. */
  readonly start?: string;
  readonly entry: Omit<SourceEntry, 'url'>;
}

/** What a harvest of files gave. */
export interface Harvested {
  readonly run: HarvestRun;
  /** In order, with addresses of the server as paths. */
  readonly outcomes: readonly Outcome[];
}

/** Serves each case from a web server of its own, and harvests it once through the whole flow. */
export async function harvestCases<Name extends string>(
  cases: Readonly<Record<Name, FileCase>>,
): Promise<ReadonlyMap<string, Harvested>> {
  const sites = new Map<string, FileServer>();
  const entries: SourceEntry[] = [];
  for (const [id, { files, start = '', entry }] of Object.entries<FileCase>(cases)) {
    const bodies = files.map(async (name) => [name, await readFile(join(oracle, name))] as const);
    const site = await startFileServer(await Promise.all(bodies));
    sites.set(id, site);
    const url = `${site.url}/${start}`;
    // An entry has its connector and its mapping.
    entries.push({ id, ...shared, ...entry, url } as unknown as SourceEntry);
  }
  const [first, ...further] = entries;
  if (!first) throw new RangeError('there is no case');
  const service = await startConnectorHarvest(first, further);
  const found = new Map<string, Harvested>();
  for (const [id, site] of sites) {
    found.set(id, await harvestOne(service, id, site));
    await site.close();
  }
  await service.close();
  return found;
}

const shared = { defaults: nationalDefaults, policy: { onViolation: 'publish' } };

async function harvestOne(service: ConnectorHarvest, id: string, site: FileServer) {
  const { run, outcomes } = await service.harvest(id);
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
