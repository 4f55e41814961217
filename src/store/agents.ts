import type { Quad } from '@rdfjs/types';
import { Parser } from 'n3';
import { toCanonicalNTriples } from '../rdf/serialise.ts';
import { cv, dct, foaf, healthdcatap } from '../rdf/vocabularies.ts';

/** Properties an agent has at most one of. */
const single = new Set(
  [dct.type, foaf.homepage, healthdcatap.trustedDataHolder].map(({ value }) => value),
);
/** Properties an agent has at most one of per language. */
const singlePerLanguage = new Set([dct.description.value, foaf.name.value]);

/**
 * One description of an agent from those of several records, as N-Triples: of single-valued
 * properties the first description that has one wins, everything else is united. Of a contact point
 * that loses, the nodes described under it are dropped too. The caller fixes the order.
 */
export function mergeAgent(descriptions: readonly string[]): string {
  const merged: Quad[] = [];
  /** Which description owns a single-valued property. */
  const owner = new Map<string, number>();
  for (const [index, text] of descriptions.entries()) {
    const quads = new Parser({ format: 'N-Triples' }).parse(text);
    const contact = contactNodes(quads);
    for (const quad of quads) {
      const key = contact.has(quad.subject.value) ? cv.contactPoint.value : keyOf(quad);
      if (key === null) merged.push(quad);
      else if ((owner.get(key) ?? index) === index) {
        owner.set(key, index);
        merged.push(quad);
      }
    }
  }
  return toCanonicalNTriples(merged);
}

/** What is described only to describe a contact point: its node and those below. */
function contactNodes(quads: readonly Quad[]): ReadonlySet<string> {
  const links = quads.filter(({ predicate }) => predicate.value === cv.contactPoint.value);
  const agents = new Set(links.map(({ subject }) => subject.value));
  const below = objectsBySubject(quads);
  const open = links.map(({ object }) => object.value);
  const nodes = new Set<string>();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (nodes.has(node) || agents.has(node)) continue;
    nodes.add(node);
    for (const object of below.get(node) ?? []) open.push(object);
  }
  return nodes;
}

function objectsBySubject(quads: readonly Quad[]): ReadonlyMap<string, readonly string[]> {
  const objects = new Map<string, string[]>();
  for (const { subject, object } of quads) {
    if (object.termType !== 'NamedNode') continue;
    const known = objects.get(subject.value);
    if (known === undefined) objects.set(subject.value, [object.value]);
    else known.push(object.value);
  }
  return objects;
}

function keyOf(quad: Quad): string | null {
  const predicate = quad.predicate.value;
  if (predicate === cv.contactPoint.value) return predicate;
  const property = `${quad.subject.value} ${predicate}`;
  if (single.has(predicate)) return property;
  if (!singlePerLanguage.has(predicate)) return null;
  const language = quad.object.termType === 'Literal' ? quad.object.language.toLowerCase() : '';
  return `${property} ${language}`;
}
