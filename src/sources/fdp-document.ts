import { adms, dcat, fdpo, ldp } from '../rdf/vocabularies.ts';
import {
  catalogueClasses,
  datasetClasses,
  listingClasses,
  typeProperty,
} from './entity-classes.ts';
import type { RdfPage } from './rdf-page.ts';

/** A child that a document names. What it is said to be decides what its loss means. */
export interface Link {
  readonly iri: string;
  readonly expected: 'catalogue' | 'dataset';
}

/** What a document is about, under the IRI it uses itself. */
export interface Described {
  readonly iri: string;
  /** `unknown`: described, but neither a dataset nor a container; `absent`: not described. */
  readonly kind: 'dataset' | 'container' | 'unknown' | 'absent';
}

const containerClasses: ReadonlySet<string> = new Set([
  ...listingClasses,
  dcat.DatasetSeries.value,
]);

/** Relations of containers whose members belong to one dataset or are no datasets. */
const otherRelations: ReadonlySet<string> = new Set([
  dcat.distribution.value,
  dcat.service.value,
  adms.sample.value,
]);

const listProperties: ReadonlySet<string> = new Set([
  ldp.contains.value,
  fdpo.metadataCatalog.value,
  dcat.catalog.value,
  dcat.dataset.value,
]);

type Classes = ReadonlyMap<string, ReadonlySet<string>>;

function classesOf({ quads }: RdfPage): Classes {
  const classes = new Map<string, Set<string>>();
  for (const { subject, predicate, object } of quads) {
    if (predicate.value !== typeProperty || subject.termType !== 'NamedNode') continue;
    classes.set(subject.value, (classes.get(subject.value) ?? new Set()).add(object.value));
  }
  return classes;
}

function kindOf(classes: ReadonlySet<string> | undefined): Described['kind'] {
  const isOneOf = (wanted: ReadonlySet<string>) =>
    classes !== undefined && [...classes].some((name) => wanted.has(name));
  if (isOneOf(catalogueClasses)) return 'container';
  if (isOneOf(datasetClasses)) return 'dataset';
  return isOneOf(containerClasses) ? 'container' : 'unknown';
}

/** What the document fetched for a link describes; its IRI may differ in the slash at its end. */
export function describe(page: RdfPage, { iri, expected }: Link): Described {
  const classes = classesOf(page);
  const other = iri.endsWith('/') ? iri.slice(0, -1) : `${iri}/`;
  const same = [iri, other, page.url].find((candidate) => classes.has(candidate));
  if (same !== undefined) return { iri: same, kind: kindOf(classes.get(same)) };
  const subjects = [...classes].map(([subject, names]) => ({ iri: subject, kind: kindOf(names) }));
  const datasets = subjects.filter(({ kind }) => kind === 'dataset');
  const container = subjects.find(({ kind }) => kind === 'container');
  const dataset = datasets.length === 1 ? datasets[0] : undefined;
  const found = expected === 'dataset' ? (dataset ?? container) : (container ?? dataset);
  return found ?? { iri, kind: 'absent' };
}

/** The children that a container's document names: catalogues, series and datasets, in its order. */
export function linksOf(page: RdfPage): readonly Link[] {
  const classes = classesOf(page);
  const relations = new Map<string, string>();
  for (const { subject, predicate, object } of page.quads) {
    if (predicate.equals(ldp.hasMemberRelation)) relations.set(subject.value, object.value);
  }
  const links = new Map<string, Link>();
  for (const { subject, predicate, object } of page.quads) {
    if (object.termType !== 'NamedNode' || !listProperties.has(predicate.value)) continue;
    const isContained = predicate.equals(ldp.contains);
    const relation = (isContained && relations.get(subject.value)) || predicate.value;
    if (otherRelations.has(relation)) continue;
    const kind = kindOf(classes.get(object.value));
    const isDataset =
      kind === 'dataset' || (relation === dcat.dataset.value && kind !== 'container');
    links.set(object.value, { iri: object.value, expected: isDataset ? 'dataset' : 'catalogue' });
  }
  return [...links.values()];
}
