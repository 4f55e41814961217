import type { Quad } from '@rdfjs/types';
import type { Quality } from '../model/quality.ts';
import { compact, dct } from '../rdf/vocabularies.ts';
import type { Expectations } from './expectations.ts';

/** Measures one description: what its profile expects of it, and the languages it is told in. */
export function assess(
  quads: readonly Quad[],
  datasetIri: string,
  expectations: Expectations,
): Quality {
  const own = quads.filter((q) => q.subject.value === datasetIri);
  const present = new Set(own.map((q) => q.predicate.value));
  const isAbsent = (property: string) => !present.has(property);
  return {
    mandatory: share(expectations.mandatory, isAbsent),
    recommended: share(expectations.recommended, isAbsent),
    languages: languagesOf(own, dct.title.value)
      .filter((language) => languagesOf(own, dct.description.value).includes(language))
      .sort(),
    missing: [...expectations.mandatory, ...expectations.recommended].filter(isAbsent).map(compact),
  };
}

function share(expected: readonly string[], isAbsent: (property: string) => boolean): number {
  if (expected.length === 0) return 1;
  return 1 - expected.filter(isAbsent).length / expected.length;
}

/** Primary language subtags (RFC 5646 §2.2.1) of a property's values. */
function languagesOf(quads: readonly Quad[], property: string): string[] {
  const tags = quads.flatMap((q) =>
    q.predicate.value === property && q.object.termType === 'Literal' && q.object.language !== ''
      ? [q.object.language.toLowerCase().replace(/-.*$/, '')]
      : [],
  );
  return [...new Set(tags)];
}
