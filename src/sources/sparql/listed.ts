import type { GatherContext } from '../../harvest/ports.ts';
import { HarvestError, type Problem, problemOf } from '../../model/problem.ts';
import type { Gathered } from '../../model/record.ts';
import { failed, incomplete, keysMet, problemOfPart } from '../gathered.ts';
import { recordsOf } from '../page-records.ts';
import { construct } from './ask.ts';
import { countOf, listDatasets } from './list.ts';
import { countQuery, describeQuery, isLegalIri } from './queries.ts';

/** How an endpoint is walked when the source gives no query of its own. */
export interface ListedWalk {
  readonly graph: string | undefined;
  /** Datasets listed by one query. */
  readonly pageSize: number;
  /** Datasets described by one query. */
  readonly batchSize: number;
  readonly maxPages: number;
}

/** So many datasets in a row that cannot be described are no accident. */
const mostSetbacks = 3;
/** An endpoint that fails at a batch is asked for batches this many times smaller. */
const shrinkage = 4;

/**
 * Counts and lists the datasets of an endpoint, then asks for their descriptions in batches, which
 * shrink where the endpoint is too slow or caps its results. Throws when it cannot count or list.
 */
export async function* gatherListed(
  context: GatherContext,
  walk: ListedWalk,
): AsyncGenerator<Gathered> {
  const { url } = context.source;
  const total = await countOf(context, countQuery(walk.graph));
  const list = await listDatasets(context, walk, total);
  if (list.problem) yield incomplete(url, list.problem);
  if (list.blank > 0) yield incomplete(url, blankDatasets(list.blank));
  const legal: string[] = [];
  for (const iri of list.iris) {
    if (isLegalIri(iri)) legal.push(iri);
    else yield failed(iri, url, illegalIri(iri));
  }
  yield* describeAll(context, walk, legal);
  const walked = list.iris.size + list.blank;
  if (!list.problem) yield { kind: 'announced', total, walked };
}

async function* describeAll(
  context: GatherContext,
  { graph, batchSize }: ListedWalk,
  iris: readonly string[],
): AsyncGenerator<Gathered> {
  const { url } = context.source;
  let size = batchSize;
  let setbacks = 0;
  for (let at = 0; at < iris.length; ) {
    const batch = iris.slice(at, at + size);
    const description = await describe(context, graph, batch);
    if (description.problem && batch.length > 1) {
      size = Math.ceil(batch.length / shrinkage);
      continue;
    }
    at += batch.length;
    yield* description.gathered;
    if (!description.problem) setbacks = 0;
    else if (++setbacks === mostSetbacks) {
      if (at < iris.length) yield incomplete(url, description.problem);
      return;
    }
  }
}

interface Description {
  readonly gathered: readonly Gathered[];
  /** Why the whole batch could not be described, or null. */
  readonly problem: Problem | null;
}

async function describe(
  context: GatherContext,
  graph: string | undefined,
  batch: readonly string[],
): Promise<Description> {
  const { url } = context.source;
  try {
    const page = await construct(context, describeQuery(graph, batch));
    const cut = page.failures.find(({ error }) => error.code === 'PARSE_TRUNCATED');
    if (cut) throw cut.error;
    const asked = new Set(batch);
    const gathered = [...recordsOf(page)].filter((found) =>
      keysMet(found).every((key) => asked.has(key)),
    );
    for (const key of gathered.flatMap(keysMet)) asked.delete(key);
    return {
      gathered: [...gathered, ...[...asked].map((iri) => failed(iri, url, notDescribed(iri)))],
      problem: null,
    };
  } catch (error) {
    const problem = problemOfPart(error, context.signal);
    return { gathered: batch.map((iri) => failed(iri, url, problem)), problem };
  }
}

function problemOfKind(code: 'MAP_NO_DATASET' | 'PARSE_IRI', sentence: string): Problem {
  return problemOf(new HarvestError(code, sentence));
}

function notDescribed(iri: string): Problem {
  return problemOfKind('MAP_NO_DATASET', `The endpoint lists ${iri} but says nothing about it.`);
}

function illegalIri(iri: string): Problem {
  return problemOfKind(
    'PARSE_IRI',
    `The endpoint lists ${iri.slice(0, 300)}, which is no legal IRI.`,
  );
}

function blankDatasets(count: number): Problem {
  const sentence = `${count} datasets have no IRI and cannot be asked for by name; give a CONSTRUCT query in options.query.`;
  return problemOfKind('MAP_NO_DATASET', sentence);
}
