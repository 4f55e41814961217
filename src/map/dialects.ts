import type { NamedNode, Quad } from '@rdfjs/types';
import type { NoteText } from '../model/note-texts.ts';
import { compact, dcat, dct, namedNode, quad } from '../rdf/vocabularies.ts';
import type { Node, Value } from './draft.ts';
import type { Terms } from './terms.ts';

/** A rewriting that happened, for the notes: the property concerned and what stood there. */
export interface Rewriting {
  readonly property: string;
  readonly message: NoteText;
  readonly original: string;
}

const olderTerm = 'A term of an earlier release or another vocabulary was replaced';
const olderIri = 'An address of an earlier release was replaced';

/**
 * Rewrites the dialects met in the wild (the April 2025 draft, Releases 5 to 7, the national
 * catalogue, EJP-RD) to the terms of HealthDCAT-AP Release 8, by the alias table.
 */
export function translateDialects(
  quads: readonly Quad[],
  terms: Terms,
): {
  readonly quads: readonly Quad[];
  readonly rewritings: readonly Rewriting[];
} {
  const names = new Map<string, string>();
  const rewritings = new Map<string, Rewriting>();
  const current = (iri: string) => {
    const known = names.get(iri);
    if (known !== undefined) return known;
    const now = terms.current(iri);
    names.set(iri, now);
    return now;
  };
  const node = <T extends Quad['subject'] | Quad['object']>(term: T) => {
    if (term.termType !== 'NamedNode') return term;
    const now = current(term.value);
    return now === term.value ? term : namedNode(now);
  };
  const translated = quads.map((q) => {
    const property = propertyOf(q, current, terms);
    const subject = node(q.subject);
    const object = node(q.object);
    const rewrite = (message: NoteText, original: string) => {
      const name = compact(property.value);
      if (!rewritings.has(name + message))
        rewritings.set(name + message, { property: name, message, original });
    };
    if (property.value !== q.predicate.value) rewrite(olderTerm, q.predicate.value);
    if (object !== q.object) rewrite(olderIri, q.object.value);
    // RDF/JS lets quoted triples stand here; the parsers this service uses emit none.
    return quad(subject as Node, property, object as Value);
  });
  return { quads: translated, rewritings: [...rewritings.values()] };
}

function propertyOf(q: Quad, current: (iri: string) => string, terms: Terms): NamedNode {
  const now = current(q.predicate.value);
  // DCAT-AP 2 and FAIR Data Points write the version as dct:hasVersion "1.0".
  if (now === dct.hasVersion.value) {
    return q.object.termType === 'Literal' ? dcat.version : dcat.hasVersion;
  }
  const replaced = terms.property(now);
  if (replaced !== undefined) return namedNode(replaced);
  return now === q.predicate.value ? namedNode(q.predicate.value) : namedNode(now);
}
