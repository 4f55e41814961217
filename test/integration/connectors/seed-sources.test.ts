import type { Quad } from '@rdfjs/types';
import { Parser } from 'n3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HarvestRun, Outcome } from '../../../src/model/run.ts';
import type { Source } from '../../../src/model/source.ts';
import { blankNode, quad } from '../../../src/rdf/vocabularies.ts';
import { type Endpoint, type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { expectGolden, withoutHarvestDates } from '../../support/golden-graph.ts';
import { forSandbox, type Harvester, startHarvester } from '../../support/harvester.ts';

/** What is particular to one seed source; keys are those of the switches. */
interface SeedCase {
  /** Id of the source, of its preset and of its golden graph. */
  readonly id: string;
  readonly endpoint: Endpoint;
  /** Outcomes of the first harvest. */
  readonly counts: Readonly<Record<string, number>>;
  /** Records of the golden graph, each for a feature or a defect of its own. */
  readonly golden: readonly string[];
  /** A request in mid-walk. */
  readonly later: RegExp;
  readonly changed: string;
  readonly removed: string;
}

const cases: readonly SeedCase[] = [
  {
    id: 'bndmr',
    endpoint: 'bndmr',
    counts: { created: 18, quarantined: 1, failed: 1, skipped: 0 },
    golden: ['sdm-mr', 'bndmr-counts', 'filnemus', 'ceredih', 'registre-neurofibromatoses'],
    later: /\/page\/dataset\?page=1\b/,
    changed: 'bamara',
    removed: 'marih',
  },
  {
    id: 'hdh',
    endpoint: 'hdh',
    counts: { created: 32, quarantined: 1, failed: 2, skipped: 0 },
    golden: ['snds-base-principale', 'si-dep', 'apriorics', 'memento', 'vac-si-open'],
    later: /page=2\b/,
    changed: 'dcir',
    removed: 'pmsi-mco',
  },
  {
    id: 'eds',
    endpoint: 'eds',
    counts: { created: 134, quarantined: 1, failed: 1, skipped: 1 },
    golden: [
      'eds-socle-omop',
      'eds-biologie',
      'assistance-publique-hopitaux-de-paris-eds-ap-hp',
      'chu-de-lille-include',
      'chu-de-montpellier-edol',
    ],
    later: /eds-biologie\.ttl/,
    changed: 'eds-pmsi',
    removed: 'chu-de-rennes-ehop',
  },
  {
    id: 'france-cohortes',
    endpoint: 'franceCohortes',
    counts: { created: 115, quarantined: 2, failed: 1, skipped: 0 },
    golden: ['FRESH-PEF3395', 'FRESH-PEF3162', 'FRESH-PEF3406', 'FReSH-95003'],
    later: /search\?.*page=2\b/,
    changed: 'FRESH-PEF3411',
    removed: 'FRESH-PEF3438',
  },
];

/** Without the days of grace, so that one harvest shows a removal. */
function withoutGrace(source: Source): Source {
  const { policy, ...rest } = forSandbox(source);
  return { ...rest, policy: { ...policy, deletion: { ...policy.deletion, graceDays: 0 } } };
}

describe.each(cases)('harvesting the seed source $id with its preset', (its) => {
  let sandbox: Sandbox;
  let origin: string;
  let harvester: Harvester;
  let first: HarvestRun;
  let outcomes: readonly Outcome[];

  const harvest = async (): Promise<HarvestRun> => {
    const run = (await harvester.harvest(its.id))[its.id];
    if (run === undefined) throw new Error(`another run of ${its.id} is under way`);
    return run;
  };
  /** Remote keys are the sandbox's own keys or names that end in them. */
  const recordOf = (key: string): string => {
    const ids = outcomes
      .filter(({ remoteKey }) => remoteKey.split(/[/:]/).at(-1) === key)
      .flatMap(({ recordId, kind }) => (kind === 'created' && recordId) || []);
    expect(ids, key).toHaveLength(1);
    return ids[0] ?? '';
  };
  const datasetOf = async (key: string) => {
    const dataset = await harvester.context.reader.dataset(recordOf(key));
    if (dataset === null) throw new Error(`${key} is not published`);
    return dataset;
  };

  beforeAll(async () => {
    sandbox = await startSandbox();
    origin = new URL(sandbox.urls[its.endpoint]).origin;
    harvester = await startHarvester(sandbox.urls, { adapt: withoutGrace });
    first = await harvest();
    outcomes = await harvester.context.runs.outcomes(first.id, 1000);
  }, 180_000);
  afterAll(async () => {
    await harvester.close();
    await sandbox.close();
  });

  it('walks all of it and publishes the golden graph', async () => {
    expect(first).toMatchObject({ verdict: 'complete', problems: [], counts: its.counts });
    const datasets = await Promise.all(its.golden.map(datasetOf));
    const texts = [...datasets.map(({ ntriples }) => ntriples)];
    const named = new Set(texts.flatMap((text) => new Parser().parse(text).map(objectOf)));
    await harvester.context.reader.snapshot(async (_state, entities) => {
      for await (const { kind, iri, ntriples } of entities)
        if (kind === 'agent' && named.has(iri)) texts.push(ntriples);
    });
    expect(texts.length, 'datasets and at least one agent').toBeGreaterThan(datasets.length);
    await expectGolden(comparable(texts.join('\n'), origin, outcomes), origin, its.id);
  });

  it('publishes one record added, one changed and one removed as exactly three events', async () => {
    const { reader } = harvester.context;
    const { iri: changed } = await datasetOf(its.changed);
    const { iri: removed } = await datasetOf(its.removed);
    const { serial } = await reader.state();
    const added = sandbox.switches.add(its.endpoint);
    sandbox.switches.change(its.endpoint, its.changed);
    sandbox.switches.remove(its.endpoint, its.removed);

    const run = await harvest();
    expect(run).toMatchObject({ verdict: 'complete', problems: [], missing: 0, held: 0 });
    expect(run.counts).toMatchObject({ created: 1, updated: 1, deleted: 1 });
    const seen = await harvester.context.runs.outcomes(run.id, 1000);
    const created = seen.find(({ kind }) => kind === 'created');
    expect(created?.remoteKey).toContain(added);
    const events = (await reader.eventsAfter(serial, 1000)).filter(
      ({ kind }) => kind === 'dataset',
    );
    const iris = Object.fromEntries(events.map(({ type, iri }) => [type, iri]));
    expect(events).toHaveLength(3);
    expect(iris).toEqual({
      create: (await reader.dataset(created?.recordId ?? ''))?.iri,
      update: changed,
      delete: removed,
    });
  });

  it.each([
    ['a login page', 'login-page', 'PARSE_LOGIN_PAGE'],
    ['half a document', 'half-document', 'PARSE_TRUNCATED'],
    ['a body that breaks off', 'truncate', 'FETCH_TRUNCATED'],
  ] as const)('deletes nothing after %s in mid-walk', async (_what, mode, code) => {
    const { serial } = await harvester.context.reader.state();
    sandbox.switches.fail(its.endpoint, { path: its.later, mode });
    const run = await harvest();
    sandbox.switches.mend();
    expect(run.problems.map((problem) => problem.code)).toContain(code);
    expect(run).toMatchObject({ verdict: 'partial', held: 0, missing: 0, counts: { deleted: 0 } });
    expect((await harvester.context.reader.state()).serial).toBe(serial);
  });
});

const objectOf = ({ object }: Quad): string => object.value;

/** Nodes inside a document; their names are minted from what they say, addresses included. */
const inner = /\/datasets\/[^/#]+#(?!record$)/;

/**
 * The same graph in each run: under the origin http://source.example.org, without the two dates that
 * only the store knows. A dataset known by an address on a free port bears the end of that address in
 * place of its id, and inner nodes become blank: what they say is compared, not how they are called.
 */
function comparable(
  ntriples: string,
  origin: string,
  outcomes: readonly Outcome[],
): readonly Quad[] {
  let text = withoutHarvestDates(ntriples).replaceAll(origin, 'http://source.example.org');
  for (const { remoteKey, recordId } of outcomes) {
    if (recordId !== null && remoteKey.startsWith(origin))
      text = text.replaceAll(recordId, remoteKey.split('/').at(-1) ?? '');
  }
  const term = <T extends Quad['subject'] | Quad['object']>(given: T): T =>
    given.termType === 'NamedNode' && inner.test(given.value)
      ? // A node stands where the node stood.
        (blankNode(given.value.replace(/\W/g, '_')) as unknown as T)
      : given;
  return new Parser()
    .parse(text)
    .map(({ subject, predicate, object }) =>
      quad(term(subject) as never, predicate as never, term(object) as never),
    );
}
