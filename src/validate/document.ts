import type { Quad, Term } from '@rdfjs/types';
import type { ValidationResult } from '../model/report.ts';
import type { AccessLevel } from '../model/source.ts';
import { indexBySubject, nodeKey } from '../rdf/graph.ts';
import { dcat, dct, rdf } from '../rdf/vocabularies.ts';
import type { RawResult } from './compile/index.ts';
import { createNodeNames } from './node-names.ts';
import { chooseLevel } from './profile.ts';
import { toResults } from './result.ts';
import type { Inspector } from './shacl.ts';

/** What was found about one dataset of a document, or about all that belongs to none. */
export interface PartReport {
  /** IRI or `_:label` of the dataset; null for the rest of the document. */
  readonly dataset: string | null;
  readonly title: string | null;
  readonly level: AccessLevel;
  /** As SHACL states them, with the terms of the document. */
  readonly found: readonly RawResult[];
  readonly results: readonly ValidationResult[];
}

/** Nodes that belong to no dataset that refers to them. */
const ownEntities: ReadonlySet<string> = new Set(
  [dcat.Dataset, dcat.DatasetSeries, dcat.Catalog, dcat.CatalogRecord].map(({ value }) => value),
);

type Index = ReadonlyMap<string, readonly Quad[]>;

function isOwnEntity(quads: readonly Quad[]): boolean {
  return quads.some(
    ({ predicate, object }) => predicate.equals(rdf.type) && ownEntities.has(object.value),
  );
}

/** The triples about a dataset and all that is described under it. */
function partOf(dataset: Term, index: Index): readonly Quad[] {
  const start = nodeKey(dataset);
  const entered = new Set([start]);
  const part: Quad[] = [];
  // A set gives what is added during the walk as well.
  for (const node of entered) {
    const about = index.get(node) ?? [];
    if (node !== start && isOwnEntity(about)) continue;
    part.push(...about);
    for (const { object } of about)
      if (object.termType !== 'Literal' && index.has(nodeKey(object))) entered.add(nodeKey(object));
  }
  return part;
}

function titleOf(dataset: Term, about: readonly Quad[]): string | null {
  const titles = about.filter(
    ({ subject, predicate }) => subject.equals(dataset) && predicate.equals(dct.title),
  );
  return titles[0]?.object.value ?? null;
}

/**
 * Validates a whole document, without cutting it up: each dataset against the shapes of its own
 * level and in the company of all that the document says. A result about a resource that several
 * datasets share stands with each. What belongs to no dataset (catalogue, records, series, loose
 * agents and distributions, as FAIR Data Points serve one document per class) is a part of its own.
 */
export async function inspectDocument(
  quads: readonly Quad[],
  inspect: Inspector,
): Promise<readonly PartReport[]> {
  const index = indexBySubject(quads);
  const datasets = quads
    .filter(({ predicate, object }) => predicate.equals(rdf.type) && object.equals(dcat.Dataset))
    .map(({ subject }) => subject);
  const byLevel = new Map<AccessLevel, Promise<readonly RawResult[]>>();
  const at = (level: AccessLevel) => {
    const found = byLevel.get(level) ?? inspect(quads, level);
    byLevel.set(level, found);
    return found;
  };
  const owned = new Set<string>();
  const parts: PartReport[] = [];
  for (const dataset of datasets) {
    const part = partOf(dataset, index);
    const nodes = new Set(part.map(({ subject }) => nodeKey(subject)));
    for (const node of nodes) owned.add(node);
    const { level } = chooseLevel(part.filter(({ subject }) => subject.equals(dataset)));
    const found = (await at(level)).filter(({ focusNode }) => nodes.has(nodeKey(focusNode)));
    const nameOf = createNodeNames(part);
    parts.push({
      dataset: dataset.termType === 'BlankNode' ? `_:${dataset.value}` : dataset.value,
      title: titleOf(dataset, part),
      level,
      found,
      results: toResults(found, nameOf),
    });
  }
  const level = parts[0]?.level ?? 'NON_PUBLIC';
  const found = (await at(level)).filter(({ focusNode }) => !owned.has(nodeKey(focusNode)));
  const holdsMore = [...index.keys()].some((node) => !owned.has(node));
  if (found.length === 0 && (parts.length > 0 || !holdsMore)) return parts;
  const results = toResults(found, createNodeNames(quads));
  return [...parts, { dataset: null, title: null, level, found, results }];
}
