import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HarvestRun } from '../../../src/model/run.ts';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { databases, type TestDatabase } from '../../support/database.ts';
import { type Harvester, startHarvester } from '../../support/harvester.ts';

const ids = ['bndmr', 'france-cohortes', 'hdh', 'eds'];

describe.each(databases())('harvesting the four seed sources into $name', (kind) => {
  let sandbox: Sandbox;
  let harvester: Harvester;
  let server: TestDatabase | undefined;
  let runs: Readonly<Record<string, HarvestRun>>;

  beforeAll(async () => {
    sandbox = await startSandbox();
    if (kind.name !== 'PGlite') server = await kind.open();
    harvester = await startHarvester(sandbox.urls, { databaseUrl: server?.url });
    runs = await harvester.harvest();
  }, 180_000);
  afterAll(async () => {
    await harvester.close();
    await sandbox.close();
    await server?.drop();
  });

  it('walks each source completely and publishes at least 250 datasets', async () => {
    expect(Object.keys(runs).sort()).toEqual([...ids].sort());
    for (const id of ids) {
      expect(runs[id]?.problems, id).toEqual([]);
      expect(runs[id]?.verdict, id).toBe('complete');
    }
    expect((await harvester.context.reader.state()).datasets).toBeGreaterThanOrEqual(250);
  });

  it('states what each verdict rests on', () => {
    const proof = { isWhole: true, lost: 0 };
    expect(runs['hdh']?.evidence).toEqual({ ...proof, announced: 35, walked: 35 });
    expect(runs['france-cohortes']?.evidence).toEqual({ ...proof, announced: 239, walked: 239 });
    expect(runs['eds']?.evidence).toEqual({ ...proof, announced: null, walked: null });
  });

  it('accounts for every record gathered by exactly one outcome', () => {
    for (const id of ids) {
      const { counts, gathered } = runs[id] as HarvestRun; // the test above proves that it is there
      const { created, updated, unchanged, quarantined, failed } = counts;
      expect(created + updated + unchanged + quarantined + failed, id).toBe(gathered);
    }
  });

  it('keeps the planted dirt out, with a reason for each record', async () => {
    for (const id of ids) {
      const run = runs[id] as HarvestRun;
      const outcomes = await harvester.context.runs.outcomes(run.id, 1000);
      const bad = outcomes.filter(
        ({ kind: outcome }) => outcome === 'failed' || outcome === 'quarantined',
      );
      expect(bad.length, id).toBeGreaterThan(0);
      for (const { kind: outcome, problem, violations } of bad) {
        if (outcome === 'failed') expect(problem?.remedy).toBeTruthy();
        else expect(violations).toBeGreaterThan(0);
      }
    }
  });

  it('finds everything unchanged the second time and leaves the serial alone', async () => {
    const before = await harvester.context.reader.state();
    const again = await harvester.harvest();
    for (const id of ids) {
      const { counts } = again[id] as HarvestRun;
      expect(
        { created: counts.created, updated: counts.updated, deleted: counts.deleted },
        id,
      ).toEqual({
        created: 0,
        updated: 0,
        deleted: 0,
      });
      expect(counts.unchanged + counts.failed, id).toBe(again[id]?.gathered);
    }
    expect((await harvester.context.reader.state()).serial).toBe(before.serial);
  });

  it('publishes one record added, one changed and one removed as exactly three events', async () => {
    const { reader } = harvester.context;
    const [changed, removed] = sandbox.switches.keys('hdh').slice(2, 4);
    const before = await reader.state();
    sandbox.switches.change('hdh', changed ?? '');
    sandbox.switches.add('hdh');
    sandbox.switches.remove('hdh', removed ?? '');
    const { hdh } = await harvester.harvest('hdh');
    expect(hdh?.counts).toMatchObject({ created: 1, updated: 1, deleted: 0 });
    expect(hdh?.missing).toBe(1);
    const events = await reader.eventsAfter(before.serial, 100);
    expect(
      events
        .filter((event) => event.kind === 'dataset')
        .map((event) => event.type)
        .sort(),
    ).toEqual(['create', 'update']);
    sandbox.switches.clear();
    await harvester.harvest('hdh');
  });

  it.each([
    ['login-page', 'PARSE_LOGIN_PAGE'],
    ['empty', 'GATHER_EMPTY'],
    ['redirect-loop', 'FETCH_REDIRECT_LOOP'],
    ['wrong-charset', 'PARSE_CHARSET'],
    ['oversize', 'FETCH_BODY_TOO_LARGE'],
    ['truncate', 'FETCH_TRUNCATED'],
  ] as const)('deletes nothing when the source answers with %s', async (mode, code) => {
    const before = await harvester.context.reader.state();
    sandbox.switches.fail('hdh', { mode });
    const { hdh } = await harvester.harvest('hdh');
    sandbox.switches.clear();
    expect(hdh?.verdict).not.toBe('complete');
    expect(hdh?.problems.map((problem) => problem.code)).toContain(code);
    const after = await harvester.context.reader.state();
    expect(after.datasets).toBe(before.datasets);
    expect(after.serial).toBe(before.serial);
  });

  it('keeps what it gathered before the second page failed, and deletes nothing', async () => {
    const before = await harvester.context.reader.state();
    sandbox.switches.fail('hdh', { path: /page=2/, status: 500 });
    const { hdh } = await harvester.harvest('hdh');
    sandbox.switches.clear();
    expect(hdh?.verdict).toBe('partial');
    expect(hdh?.evidence.lost).toBe(1);
    expect(hdh?.counts.unchanged).toBeGreaterThan(0);
    expect((await harvester.context.reader.state()).datasets).toBe(before.datasets);
  });
});
