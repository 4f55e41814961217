import type { NamedNode, Quad } from '@rdfjs/types';
import type { Quality } from '../model/quality.ts';
import { compact, dct, namedNode } from '../rdf/vocabularies.ts';
import type { Knowing } from './checks.ts';
import { readDescription, type Statements, valuesOf } from './description.ts';
import type { Expectations } from './expectations.ts';
import { statedOn } from './freshness.ts';
import { assessMqa } from './mqa.ts';

/** What a description is measured by. */
export interface Yardstick extends Knowing {
  /** What its profile expects of its access level. */
  readonly expectations: Expectations;
}

/**
 * Measures one description: what its profile expects of it, the languages it is told in, the metrics of
 * the MQA, and how fresh it says it is.
 */
export function assess(quads: readonly Quad[], datasetIri: string, yardstick: Yardstick): Quality {
  const { expectations } = yardstick;
  const description = readDescription(quads, datasetIri);
  const { dataset } = description;
  const isAbsent = (property: string) => valuesOf(dataset, namedNode(property)).length === 0;
  const described = languagesOf(dataset, dct.description);
  return {
    mandatory: share(expectations.mandatory, isAbsent),
    recommended: share(expectations.recommended, isAbsent),
    languages: languagesOf(dataset, dct.title)
      .filter((language) => described.includes(language))
      .sort(),
    missing: [...expectations.mandatory, ...expectations.recommended].filter(isAbsent).map(compact),
    mqa: assessMqa(description, yardstick),
    statedOn: statedOn(dataset),
  };
}

function share(expected: readonly string[], isAbsent: (property: string) => boolean): number {
  if (expected.length === 0) return 1;
  return 1 - expected.filter(isAbsent).length / expected.length;
}

/** Primary language subtags (RFC 5646 §2.2.1) of a property's values. */
function languagesOf(dataset: Statements, property: NamedNode): string[] {
  const tags = valuesOf(dataset, property).flatMap((value) =>
    value.termType === 'Literal' && value.language !== ''
      ? [value.language.toLowerCase().replace(/-.*$/, '')]
      : [],
  );
  return [...new Set(tags)];
}
