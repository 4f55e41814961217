import type { NamedNode } from '@rdfjs/types';
import { dcat } from '../rdf/vocabularies.ts';
import type { Checks } from './checks.ts';
import { has, irisOf, type Statements } from './description.ts';

/**
 * Accessibility of a distribution (MQA, 100 points). Whether its links lead somewhere is not in the
 * description: `accessUrlStatusCode` (50 points) and `downloadUrlStatusCode` (30 points) come from checks of
 * the links below, and are met by a status of 200 to 399.
 */
export const accessibility = {
  /** 20 points: a dcat:downloadURL. */
  downloadUrlAvailability: (distribution) => has(distribution, dcat.downloadURL),
} as const satisfies Checks;

/** Longest address that is checked, in characters. */
const longestUrl = 2000;

/** The addresses of a property that can be checked: http(s), in alphabetical order. */
export function linksOf(distribution: Statements, property: NamedNode): readonly string[] {
  const urls = irisOf(distribution, property).filter(isCheckable);
  return [...new Set(urls)].sort();
}

function isCheckable(url: string): boolean {
  return url.length <= longestUrl && /^https?:\/\//i.test(url) && URL.canParse(url);
}
