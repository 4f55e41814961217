import type { Quad } from '@rdfjs/types';
import { problemOf } from '../model/problem.ts';
import type { Gathered } from '../model/record.ts';
import { datasetClasses, listingClasses } from './entity-classes.ts';
import { failed, incomplete, keyMet } from './gathered.ts';
import type { RdfPage, RdfVisit, StatementFailures } from './rdf-page.ts';
import { type DatasetPart, datasetParts } from './split.ts';

type StatementFailure = StatementFailures[number];

/**
 * What a visit of one RDF document gives: its records, and what to remember of it with `rest`. A
 * document that is broken beyond its records is not remembered, so that the next run says so again.
 */
export function* gatherPage(
  visited: RdfVisit,
  rest: Readonly<Record<string, unknown>> = {},
): Generator<Gathered> {
  if (visited.kind === 'unchanged') {
    yield* visited.gathered;
    return;
  }
  const keys: string[] = [];
  let isSound = true;
  for (const found of recordsOf(visited.rdf)) {
    const key = keyMet(found);
    if (key === null) isSound = false;
    else keys.push(key);
    yield found;
  }
  if (isSound) yield visited.remember(keys, rest);
}

/**
 * The records of one RDF document. A statement that could not be read fails the datasets it belongs
 * to, which must not be published by halves; one that belongs to none makes the walk incomplete.
 */
export function* recordsOf(page: RdfPage): Generator<Gathered> {
  // Split twice where something is broken: keeping all the parts could fill the memory.
  const { failures, rest } = attribute(page.failures, page.quads);
  for (const part of datasetParts(page.quads)) {
    if (!failures.has(part.remoteKey)) yield payloadOf(part, page.url);
  }
  for (const [remoteKey, { error }] of failures) {
    yield failed(remoteKey, page.url, problemOf(error));
  }
  if (rest[0]) yield incomplete(page.url, problemOfAll(rest[0], rest.length));
}

function payloadOf({ remoteKey, ntriples }: DatasetPart, url: string): Gathered {
  return {
    kind: 'payload',
    payload: { remoteKey, body: ntriples, mediaType: 'application/n-triples', url },
  };
}

function problemOfAll({ error }: StatementFailure, count: number) {
  const problem = problemOf(error);
  if (count === 1) return problem;
  return { ...problem, message: `${problem.message} And ${count - 1} more such statements.` };
}

interface Attribution {
  /** The first failure of each dataset, by remote key. */
  readonly failures: ReadonlyMap<string, StatementFailure>;
  /** Failures that prove something is missing, without saying what. */
  readonly rest: readonly StatementFailure[];
}

function attribute(broken: StatementFailures, quads: readonly Quad[]): Attribution {
  const failures = new Map<string, StatementFailure>();
  const rest: StatementFailure[] = [];
  if (broken.length === 0) return { failures, rest };
  const subjects = new Set(broken.flatMap(({ subject }) => subject ?? []));
  const datasets = datasetsNaming(subjects, quads);
  for (const failure of broken) {
    const blamed = blame(failure, datasets);
    for (const key of blamed) if (!failures.has(key)) failures.set(key, failure);
    // Where a document breaks off, more datasets may have followed.
    if (blamed.length === 0 || failure.error.code === 'PARSE_TRUNCATED') rest.push(failure);
  }
  return { failures, rest };
}

interface Datasets {
  readonly keys: ReadonlySet<string>;
  /** Keys of the datasets that describe or refer to a resource, by the resource. */
  readonly naming: ReadonlyMap<string, ReadonlySet<string>>;
}

function datasetsNaming(wanted: ReadonlySet<string>, quads: readonly Quad[]): Datasets {
  const keys = new Set<string>();
  const naming = new Map<string, Set<string>>();
  for (const part of datasetParts(quads)) {
    keys.add(part.remoteKey);
    for (const { subject, object } of part.quads) {
      for (const { value } of [subject, object]) {
        if (!wanted.has(value)) continue;
        const named = naming.get(value) ?? new Set();
        naming.set(value, named.add(part.remoteKey));
      }
    }
  }
  return { keys, naming };
}

/** Keys of the datasets that a broken statement belongs to. */
function blame(
  { subject, mentions }: StatementFailure,
  { keys, naming }: Datasets,
): readonly string[] {
  // A catalogue's own statement names all its datasets and harms none.
  const isListing = mentions.some((iri) => listingClasses.has(iri));
  if (subject !== null) {
    const isDataset = !isListing && mentions.some((iri) => datasetClasses.has(iri));
    if (keys.has(subject) || isDataset) return [subject];
    const named = naming.get(subject);
    if (named) return [...named];
  }
  return isListing ? [] : mentions.filter((iri) => keys.has(iri));
}
