import { dcat, rdf } from '../../rdf/vocabularies.ts';
import { datasetClasses, listingClasses } from '../entity-classes.ts';

const iriList = (iris: Iterable<string>) => [...iris].map((iri) => `<${iri}>`).join(' ');

const classes = iriList(datasetClasses);
/** Never entered from a dataset: other records, and what lists them. */
const closed = iriList([...datasetClasses, ...listingClasses]).replaceAll(' ', ', ');

const within = (graph: string | undefined, pattern: string) =>
  graph === undefined ? pattern : `GRAPH <${graph}> { ${pattern} }`;

const datasets = `VALUES ?class { ${classes} } ?dataset a ?class
    FILTER NOT EXISTS { ?dataset a <${dcat.Catalog.value}> }`;

/** Counts the datasets as `?count`, blank nodes included. */
export function countQuery(graph: string | undefined): string {
  return `SELECT (COUNT(DISTINCT ?dataset) AS ?count) WHERE { ${within(graph, datasets)} }`;
}

/** Lists datasets as `?dataset`, in an order that holds between pages. */
export function listQuery(graph: string | undefined, limit: number, offset: number): string {
  return `SELECT DISTINCT ?dataset WHERE { ${within(graph, datasets)} }
  ORDER BY ?dataset LIMIT ${limit} OFFSET ${offset}`;
}

const deepest = 3;

/**
 * Describes datasets with the nodes up to three links away, without entering other datasets or
 * catalogues. The IRIs must be legal.
 */
export function describeQuery(graph: string | undefined, iris: readonly string[]): string {
  const values = `VALUES ?dataset { ${iriList(iris)} }`;
  const branches = [
    `${values} ${within(graph, '?dataset ?property ?value')} BIND(?dataset AS ?node)`,
  ];
  for (let depth = 1; depth <= deepest; depth++) {
    branches.push(`${values} ${within(graph, `${pathOf(depth)} ?node ?property ?value .`)}`);
  }
  return `CONSTRUCT { ?node ?property ?value } WHERE {
  { ${branches.join(' }\n  UNION { ')} }
}`;
}

/** From `?dataset` to `?node` over so many links, each to a node that may be entered. */
function pathOf(depth: number): string {
  let from = '?dataset';
  let path = '';
  for (let step = 1; step <= depth; step++) {
    const to = step === depth ? '?node' : `?via${step}`;
    path += `${from} ?link${step} ${to} .
      FILTER(?link${step} != <${rdf.type.value}>)
      FILTER NOT EXISTS { ${to} a ?closed${step} FILTER(?closed${step} IN (${closed})) }\n    `;
    from = to;
  }
  return path;
}

// RFC 3987 §2.2; anything else could end the IRI and begin another query.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it refuses.
const illegal = /[\u0000-\u0020<>"{}|\\^`]/;

/** Tells whether an IRI may stand in a query. */
export function isLegalIri(iri: string): boolean {
  return /^[a-z][a-z0-9+.-]*:/i.test(iri) && !illegal.test(iri);
}
