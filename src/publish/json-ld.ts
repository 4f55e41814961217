import type { Quad } from '@rdfjs/types';
import jsonld from 'jsonld';
import { rdf } from '../rdf/vocabularies.ts';
import { jsonLdContext } from './context.ts';

const jsonDatatype = `${rdf.base}JSON`;

/** False for a literal that claims to be JSON and is not: JSON-LD has no way to write it. */
function isExpressible({ object }: Quad): boolean {
  if (object.termType !== 'Literal' || object.datatype.value !== jsonDatatype) return true;
  try {
    JSON.parse(object.value);
    return true;
  } catch {
    return false;
  }
}

/** Node objects of some triples, compacted with {@link jsonLdContext}: one JSON text per line, parted by commas. */
export async function toJsonLdNodes(quads: readonly Quad[]): Promise<string> {
  const expanded = await jsonld.fromRDF(quads.filter(isExpressible), { useNativeTypes: false });
  const compacted = await jsonld.compact(
    expanded,
    { ...jsonLdContext },
    {
      graph: true,
      compactToRelative: false,
      documentLoader: refuseToFetch,
    },
  );
  const nodes = compacted['@graph'];
  return (Array.isArray(nodes) ? nodes : []).map((node) => JSON.stringify(node)).join(',\n');
}

async function refuseToFetch(url: string): Promise<never> {
  throw new Error(`No document is fetched while writing: ${url}`);
}
