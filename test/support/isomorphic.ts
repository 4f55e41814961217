import type { Quad } from '@rdfjs/types';
import jsonld from 'jsonld';
import { toCanonicalNTriples } from '../../src/rdf/serialise.ts';

// The published types know neither RDFC-1.0 nor N-Quads in, and intersect a promise with void.
const canonize = jsonld.canonize as unknown as (input: string, options: object) => Promise<string>;

/** RDF Dataset Canonicalization (RDFC-1.0) of a graph: equal for isomorphic graphs and only for them. */
export function canonical(quads: Iterable<Quad>): Promise<string> {
  return canonize(toCanonicalNTriples(quads), {
    algorithm: 'RDFC-1.0',
    inputFormat: 'application/n-quads',
    format: 'application/n-quads',
  });
}

/** Tells whether two graphs are equal but for the labels of their blank nodes. */
export async function isomorphic(a: Iterable<Quad>, b: Iterable<Quad>): Promise<boolean> {
  return (await canonical(a)) === (await canonical(b));
}
