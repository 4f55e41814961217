import type { Quad } from '@rdfjs/types';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { blankNode, namedNode, quad } from '../../../src/rdf/vocabularies.ts';
import type { RestApi } from '../../sandbox/rest/endpoint.ts';
import { type ConnectorHarvest, startConnectorHarvest } from '../../support/connector-harvest.ts';
import { expectGolden } from '../../support/golden-graph.ts';
import { nationalDefaults } from './national-defaults.ts';

/** What is particular to the harvest of one API. */
export interface RestCase {
  /** Name of the API, of its mapping and of its golden graph. */
  readonly api: string;
  readonly start: () => Promise<RestApi>;
  readonly pageSize: number;
  /** Number of pages of the list at the beginning. */
  readonly pages: number;
  /** Outcomes of the first harvest. */
  readonly counts: Readonly<Record<string, number>>;
  /** Codes of the problems of its records, in order. */
  readonly problems: readonly string[];
  /** A request for the second page of the list. */
  readonly secondPage: RegExp;
  /** Keys of two sound datasets: one to change, one to remove. */
  readonly changed: string;
  readonly removed: string;
  readonly options?: Readonly<Record<string, unknown>>;
  /** Where an API says itself that a record is gone, it needs no end of grace: 0 if absent. */
  readonly graceDays?: number;
}

/** Harvests an API from beginning to end: golden graph, increment, failures in mid-walk. */
export function describeRestApi(its: RestCase): void {
  describe(`harvesting ${its.api}`, () => {
    let api: RestApi;
    let service: ConnectorHarvest;
    let first: Awaited<ReturnType<ConnectorHarvest['harvest']>>;

    beforeAll(async () => {
      api = await its.start();
      service = await startConnectorHarvest({
        connector: 'rest-json',
        url: `${api.origin}/`,
        options: { api: its.api, pageSize: its.pageSize, ...its.options },
        mapping: its.api,
        defaults: nationalDefaults,
        policy: { deletion: { graceDays: its.graceDays ?? 0, maxShare: 0.5, floor: 5 } },
      });
      first = await service.harvest();
    }, 120_000);
    afterAll(async () => {
      await service.close();
      await api.close();
    });
    afterEach(() => api.mend());

    it('walks the list to its end and publishes the golden graph', async () => {
      expect(first.run.problems).toEqual([]);
      expect(first.run).toMatchObject({ verdict: 'complete', counts: its.counts });
      const broken = first.outcomes.filter(({ kind }) => kind !== 'created');
      expect(broken.map(({ problem }) => problem?.code).sort()).toEqual([...its.problems].sort());
      await expectGolden(withoutOrigin(await service.published(), api.origin), api.origin, its.api);
      await service.datasetEvents();
    });

    it('asks for each page once and for no record when nothing changed', async () => {
      const before = api.requests().length;
      const { run } = await service.harvest();
      expect(run.verdict).toBe('complete');
      expect(run.counts).toMatchObject({ created: 0, updated: 0, deleted: 0 });
      expect(run.gathered).toBe(first.run.gathered);
      expect(api.requests().length - before).toBeLessThanOrEqual(its.pages);
      expect(run.notModified).toBeGreaterThan(0);
      expect(await service.datasetEvents()).toEqual([]);
    });

    it.each([
      ['a login page', { mode: 'login-page' }, 'PARSE_LOGIN_PAGE'],
      ['a body that breaks off', { mode: 'truncate' }, 'FETCH_TRUNCATED'],
      ['half a document', { mode: 'half-document' }, 'PARSE_TRUNCATED'],
      ['an error', { status: 500 }, 'FETCH_STATUS'],
      ['an empty body', { mode: 'empty' }, 'PARSE_SYNTAX'],
    ] as const)('deletes nothing after %s in mid-walk', async (_what, fault, code) => {
      api.fail({ ...fault, path: its.secondPage });
      const { run } = await service.harvest();
      expect(run.verdict).toBe('partial');
      expect(run.problems.map((problem) => problem.code)).toEqual([code]);
      expect(run).toMatchObject({ missing: 0, counts: { deleted: 0 } });
      expect(await service.datasetEvents()).toEqual([]);
    });

    it('tries again after one error and walks on to the end', async () => {
      api.fail({ status: 500, path: its.secondPage, times: 1 });
      expect((await service.harvest()).run).toMatchObject({ verdict: 'complete', problems: [] });
    });

    it.each([
      ['pages repeat', { repeats: true }, 'GATHER_PAGE_LOOP'],
      ['the total changes in mid-walk', { drift: 2 }, 'GATHER_COUNT_MISMATCH'],
    ] as const)('deletes nothing when %s', async (_what, quirks, code) => {
      api.quirk(quirks);
      const { run } = await service.harvest();
      expect(run.verdict).toBe('partial');
      expect(run.problems.map((problem) => problem.code)).toEqual([code]);
      expect(run).toMatchObject({ missing: 0, counts: { deleted: 0 } });
    });

    it('publishes one record added, one changed and one removed as exactly three events', async () => {
      api.change(its.changed);
      api.remove(its.removed);
      api.add();
      const { run } = await service.harvest();
      expect(run.problems).toEqual([]);
      expect(run.counts).toMatchObject({ created: 1, updated: 1, deleted: 1 });
      const events = await service.datasetEvents();
      expect(events.map(({ type }) => type).sort()).toEqual(['create', 'delete', 'update']);
    });
  });
}

const minted = /\/(?:datasets|agents)\/[0-9a-f-]{36}#(?!record$)/;

/**
 * The graph under the origin https://api.example.org. Names that are minted from an address differ
 * with the port, so their nodes become blank: what they say is compared, not how they are called.
 */
function withoutOrigin(quads: readonly Quad[], origin: string): readonly Quad[] {
  const term = <T extends Quad['subject'] | Quad['object']>(given: T): T => {
    if (given.termType !== 'NamedNode') return given;
    const named = minted.test(given.value)
      ? blankNode(given.value.replace(/\W/g, '_'))
      : namedNode(given.value.replace(origin, 'https://api.example.org'));
    // A node stands where the node stood.
    return named as unknown as T;
  };
  return quads.map((q) =>
    quad(term(q.subject) as never, q.predicate as never, term(q.object) as never),
  );
}
