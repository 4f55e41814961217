import type { Quad } from '@rdfjs/types';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ProblemCode } from '../../../src/model/problem.ts';
import type { Verdict } from '../../../src/model/run.ts';
import type { LoneEndpoint } from '../../sandbox/lone-endpoint.ts';
import type { Fault } from '../../sandbox/switches.ts';
import {
  type ConnectorHarvest,
  type SourceEntry,
  startConnectorHarvest,
} from '../../support/connector-harvest.ts';
import { expectGolden } from '../../support/golden-graph.ts';
import { nationalDefaults } from './national-defaults.ts';

/** Something that goes wrong in a harvest, and what the run says of it. */
export interface Failure<Sandbox> {
  /** Ends the sentence "deletes nothing when …". */
  readonly when: string;
  readonly plant: (sandbox: Sandbox) => void;
  readonly code: ProblemCode;
  readonly verdict: Verdict;
}

/** What is particular to the harvest of one kind of source. */
export interface ConnectorCase<Sandbox> {
  /** Ends the sentence "harvesting …". */
  readonly what: string;
  readonly start: () => Promise<Sandbox>;
  readonly source: (sandbox: Sandbox) => SourceEntry;
  readonly golden: string;
  /** Makes names comparable that are minted from an address, whose port is another in each run. */
  readonly comparable?: (quads: readonly Quad[], origin: string) => readonly Quad[];
  /** Outcomes of the first harvest. */
  readonly counts: Readonly<Record<string, number>>;
  /** Codes of the problems of its records, in any order; none if absent. */
  readonly problems?: readonly ProblemCode[];
  readonly failures: readonly Failure<Sandbox>[];
  /** What the server gets over when it is asked again. */
  readonly passing: Fault;
  /** Keys of two sound datasets: one to change, one to remove. */
  readonly changed: string;
  readonly removed: string;
  /** Whether the source says itself that a record is gone, which holds in a broken walk too. */
  readonly saysDeleted?: boolean;
}

/** A source and the service that harvests it, through all tests of a case in order. */
export interface Harvested<Sandbox> {
  readonly sandbox: Sandbox;
  readonly service: ConnectorHarvest;
  readonly first: Awaited<ReturnType<ConnectorHarvest['harvest']>>;
}

/** Failures of whatever answers requests that match, with the verdict of the run. */
export function brokenAnswers(verdict: Verdict, path?: RegExp): readonly Failure<LoneEndpoint>[] {
  const faults = [
    ['an answer is a login page', { mode: 'login-page' }, 'PARSE_LOGIN_PAGE'],
    ['the body of an answer breaks off', { mode: 'truncate' }, 'FETCH_TRUNCATED'],
    ['a document ends half-way', { mode: 'half-document' }, 'PARSE_TRUNCATED'],
    ['an answer is in another charset than it says', { mode: 'wrong-charset' }, 'PARSE_CHARSET'],
    ['an answer unpacks to 128 MiB', { mode: 'oversize' }, 'FETCH_BODY_TOO_LARGE'],
    ['an address redirects to itself', { mode: 'redirect-loop' }, 'FETCH_REDIRECT_LOOP'],
    ['an answer is an error', { status: 403 }, 'FETCH_STATUS'],
  ] as const satisfies readonly (readonly [string, Fault, ProblemCode])[];
  return faults.map(([when, fault, code]) => ({
    when,
    plant: (sandbox) => sandbox.fail({ ...fault, ...(path && { path }) }),
    code,
    verdict,
  }));
}

/** Whether a failure can befall answers that are ASCII throughout. */
export const isForAscii = ({ code }: Pick<Failure<never>, 'code'>): boolean =>
  code !== 'PARSE_CHARSET';

/**
 * Harvests a source from beginning to end: golden graph, nothing when nothing changed, failures, what
 * is particular to it, and an increment of three events.
 */
export function describeConnector<Sandbox extends LoneEndpoint>(
  its: ConnectorCase<Sandbox>,
  particular: (at: () => Harvested<Sandbox>) => void = () => undefined,
): void {
  describe(`harvesting ${its.what}`, () => {
    const at = useHarvest(its);
    itPublishes(at, its);
    itDeletesNothing(at, its);
    particular(at);
    itMakesEvents(at, its);
  });
}

function useHarvest<Sandbox extends LoneEndpoint>(
  its: ConnectorCase<Sandbox>,
): () => Harvested<Sandbox> {
  let harvested: Harvested<Sandbox> | undefined;
  const at = () => {
    if (!harvested) throw new Error('The first harvest did not come to an end');
    return harvested;
  };
  beforeAll(async () => {
    const sandbox = await its.start();
    const service = await startConnectorHarvest({
      defaults: nationalDefaults,
      policy: { deletion: { graceDays: 0, maxShare: 0.5, floor: 5 } },
      ...its.source(sandbox),
    });
    harvested = { sandbox, service, first: await service.harvest() };
  }, 180_000);
  afterAll(async () => {
    await harvested?.service.close();
    await harvested?.sandbox.close();
  });
  afterEach(() => at().sandbox.mend());
  return at;
}

function itPublishes<Sandbox extends LoneEndpoint>(
  at: () => Harvested<Sandbox>,
  { counts, problems = [], golden, comparable = (quads) => quads }: ConnectorCase<Sandbox>,
): void {
  it('reads it to its end and publishes the golden graph', async () => {
    const { sandbox, service, first } = at();
    expect(first.run).toMatchObject({ verdict: 'complete', problems: [], counts });
    const bad = first.outcomes.filter(({ kind }) => kind !== 'created');
    expect(bad.map(({ problem }) => problem?.code).sort()).toEqual([...problems].sort());
    const { origin } = sandbox;
    await expectGolden(comparable(await service.published(), origin), origin, golden);
  }, 60_000);

  it('makes no event when nothing changed', async () => {
    const { service } = at();
    await service.datasetEvents();
    const { run } = await service.harvest();
    expect(run).toMatchObject({ verdict: 'complete', problems: [] });
    expect(run.counts).toMatchObject({ created: 0, updated: 0, deleted: 0 });
    expect(await service.datasetEvents()).toEqual([]);
  });
}

function itDeletesNothing<Sandbox extends LoneEndpoint>(
  at: () => Harvested<Sandbox>,
  { failures, passing, removed, saysDeleted = false }: ConnectorCase<Sandbox>,
): void {
  for (const { when, plant, code, verdict } of failures) {
    it(`deletes nothing when ${when}`, async () => {
      const { sandbox, service } = at();
      // A record is missing indeed: a run that cannot tell must not act on it.
      if (!saysDeleted) sandbox.remove(removed);
      plant(sandbox);
      const { run } = await service.harvest();
      sandbox.restore(removed);
      expect(run.problems[0]?.code).toBe(code);
      expect(run).toMatchObject({ verdict, missing: 0, counts: { deleted: 0 } });
      expect(await service.datasetEvents()).toEqual([]);
    });
  }

  it('is read to its end when an answer fails once', async () => {
    const { sandbox, service } = at();
    sandbox.fail({ ...passing, times: 1 });
    const { run } = await service.harvest();
    expect(run).toMatchObject({ verdict: 'complete', problems: [], retries: 1 });
    expect(await service.datasetEvents()).toEqual([]);
  });
}

function itMakesEvents<Sandbox extends LoneEndpoint>(
  at: () => Harvested<Sandbox>,
  { changed, removed }: ConnectorCase<Sandbox>,
): void {
  it('publishes one record added, one changed and one removed as exactly three events', async () => {
    const { sandbox, service } = at();
    await service.datasetEvents();
    sandbox.add();
    sandbox.change(changed);
    sandbox.remove(removed);
    const { run } = await service.harvest();
    expect(run).toMatchObject({ verdict: 'complete', problems: [], held: 0 });
    expect(run.counts).toMatchObject({ created: 1, updated: 1, deleted: 1 });
    const events = await service.datasetEvents();
    expect(events.map(({ type }) => type).sort()).toEqual(['create', 'delete', 'update']);
  });
}
