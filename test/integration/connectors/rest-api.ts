import type { Quad } from '@rdfjs/types';
import { expect, it } from 'vitest';
import type { ProblemCode } from '../../../src/model/problem.ts';
import { blankNode, namedNode, quad } from '../../../src/rdf/vocabularies.ts';
import type { RestApi } from '../../sandbox/rest/endpoint.ts';
import { brokenAnswers, describeConnector, type Failure } from './connector-case.ts';

/** What is particular to the harvest of one API. */
export interface RestCase {
  /** Name of the API and of its golden graph. */
  readonly api: string;
  /** Name of its mapping; that of the API if absent. */
  readonly mapping?: string;
  readonly start: () => Promise<RestApi>;
  readonly pageSize: number;
  /** Number of pages of the list at the beginning. */
  readonly pages: number;
  /** Outcomes of the first harvest. */
  readonly counts: Readonly<Record<string, number>>;
  /** Codes of the problems of its records, in any order. */
  readonly problems: readonly ProblemCode[];
  /** A request for the second page of the list. */
  readonly secondPage: RegExp;
  /** Keys of two sound datasets: one to change, one to remove. */
  readonly changed: string;
  readonly removed: string;
  readonly options?: Readonly<Record<string, unknown>>;
  /** Where an API says itself that a record is gone, it needs no end of grace: 0 if absent. */
  readonly graceDays?: number;
  /** Whether its pages announce how many rows there are: true if absent. */
  readonly hasTotal?: boolean;
}

/** Harvests an API as {@link describeConnector} does, with failures in mid-walk. */
export function describeRestApi(its: RestCase): void {
  const { api, mapping = api, secondPage: path, graceDays = 0 } = its;
  describeConnector<RestApi>(
    {
      ...its,
      what: `${api}, a JSON API`,
      source: ({ origin }) => ({
        connector: 'rest-json',
        url: `${origin}/`,
        options: { api, pageSize: its.pageSize, ...its.options },
        mapping,
        policy: { deletion: { graceDays, maxShare: 0.5, floor: 5 } },
      }),
      golden: api,
      comparable: withoutOrigin,
      failures: [
        ...brokenAnswers('partial', path),
        fails('a page is empty', (at) => at.fail({ mode: 'empty', path }), 'PARSE_SYNTAX'),
        fails('a page fails for good', (at) => at.fail({ status: 500, path }), 'FETCH_STATUS'),
        fails('pages repeat', (at) => at.quirk({ repeats: true }), 'GATHER_PAGE_LOOP'),
        ...(its.hasTotal === false ? [] : [drift]),
      ],
      passing: { status: 500, path },
    },
    (at) => {
      it('asks for each page once and for no record when nothing changed', async () => {
        const { sandbox, service, first } = at();
        const before = sandbox.requests().length;
        const { run } = await service.harvest();
        expect(run.gathered).toBe(first.run.gathered);
        expect(sandbox.requests().length - before).toBeLessThanOrEqual(its.pages);
        expect(run.notModified).toBeGreaterThan(0);
      });
    },
  );
}

const fails = (
  when: string,
  plant: (api: RestApi) => void,
  code: ProblemCode,
): Failure<RestApi> => ({ when, plant, code, verdict: 'partial' });

const drift = fails(
  'the total changes in mid-walk',
  (api) => api.quirk({ drift: 2 }),
  'GATHER_COUNT_MISMATCH',
);

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
