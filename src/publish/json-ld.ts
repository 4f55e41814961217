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

/**
 * A JSON-LD document of two parts: the subject with all that can be reached from it as a tree, each node
 * where it comes first (JSON-LD 1.1 Framing), and the nodes that only point at it, as they are. So it holds
 * every triple, and programs that know no RDF find the description in one place: `@graph[0]`.
 */
export async function toFramedJsonLd(quads: readonly Quad[], subject: string): Promise<string> {
  const below = reachable(quads, subject);
  const expanded = await jsonld.fromRDF(
    quads.filter((quad) => below.has(quad.subject.value) && isExpressible(quad)),
    { useNativeTypes: false },
  );
  const tree = await jsonld.frame(expanded, {
    '@context': { ...jsonLdContext },
    '@id': subject,
  });
  const { '@context': _context, ...described } = tree;
  const others = await toJsonLdNodes(quads.filter((quad) => !below.has(quad.subject.value)));
  const nodes = [JSON.stringify(described), ...(others === '' ? [] : [others])].join(',\n');
  return `{"@context":${JSON.stringify(jsonLdContext)},\n"@graph":[\n${nodes}\n]}\n`;
}

/** A node and all that statements lead to from it. */
function reachable(quads: readonly Quad[], from: string): ReadonlySet<string> {
  const objects = new Map<string, string[]>();
  for (const { subject, object } of quads) {
    if (object.termType === 'Literal') continue;
    const known = objects.get(subject.value);
    if (known) known.push(object.value);
    else objects.set(subject.value, [object.value]);
  }
  const found = new Set([from]);
  // A set takes in what is added while it is gone through.
  for (const node of found) for (const object of objects.get(node) ?? []) found.add(object);
  return found;
}

async function refuseToFetch(url: string): Promise<never> {
  throw new Error(`No document is fetched while writing: ${url}`);
}
