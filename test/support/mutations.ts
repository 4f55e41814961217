import type { Quad } from '@rdfjs/types';
import { Parser } from 'n3';
import { prefixes } from '../../src/rdf/vocabularies.ts';

const known: Readonly<Record<string, string>> = { ...prefixes, ex: 'https://data.example.org/' };

/** Full IRI of a compact name such as `dct:title` or `ex:cohort`. */
export function expand(name: string): string {
  const colon = name.indexOf(':');
  const base = known[name.slice(0, colon)];
  return base === undefined ? name : base + name.slice(colon + 1);
}

/** The triples without those of a subject and a predicate, both as compact names. */
export function without(quads: readonly Quad[], subject: string, predicate: string): Quad[] {
  const [s, p] = [expand(subject), expand(predicate)];
  return quads.filter((quad) => quad.subject.value !== s || quad.predicate.value !== p);
}

/** The triples with some Turtle added, in which the usual prefixes and `ex:` are known. */
export function withTurtle(quads: readonly Quad[], turtle: string): Quad[] {
  const head = Object.entries(known).map(([prefix, iri]) => `@prefix ${prefix}: <${iri}> .`);
  return [...quads, ...new Parser().parse(`${head.join('\n')}\n${turtle}`)];
}

/** The triples in which the values of a property are replaced by one value in Turtle. */
export function replacing(
  quads: readonly Quad[],
  subject: string,
  predicate: string,
  value: string,
): Quad[] {
  return withTurtle(without(quads, subject, predicate), `${subject} ${predicate} ${value} .`);
}
