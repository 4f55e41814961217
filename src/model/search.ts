import type { Summary } from './record.ts';
import type { Localised } from './source.ts';

/** What a search can be narrowed by, in the order in which pages show it. */
export const facetNames = [
  'category',
  'theme',
  'access',
  'holder',
  'region',
  'level',
  'size',
  'age',
  'period',
  'coding',
  'biobank',
  'rare',
  'source',
  'missing',
] as const;

export type FacetName = (typeof facetNames)[number];

/** One value of a facet. */
export interface FacetValue {
  readonly facet: FacetName;
  readonly code: string;
  /** Its name, where the description gives one and no vocabulary does. */
  readonly label: Localised | null;
}

/** Values chosen: a dataset has one of them in every facet named. */
export type Filters = Readonly<Partial<Record<FacetName, readonly string[]>>>;

/** Orders of the results. */
export const sorts = ['relevance', 'newest', 'title'] as const;

export type Sort = (typeof sorts)[number];

export interface SearchQuery {
  /** Words to find: "a phrase", one or another, -not this one; '' for all. */
  readonly text: string;
  readonly filters: Filters;
  /** Datasets changed last come first where it is `newest`; without text relevance is the title. */
  readonly sort: Sort;
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
}

/** A value with the number of datasets that would be found with it and the other facets' filters. */
export interface FacetCount extends FacetValue {
  readonly count: number;
  readonly isChosen: boolean;
}

/** What a list of results shows of a dataset. */
export interface FoundDataset {
  readonly id: string;
  readonly iri: string;
  readonly sourceId: string;
  readonly summary: Summary;
  /** Languages in which it has a title and a description. */
  readonly languages: readonly string[];
  readonly modified: Date;
}

/** A dataset that may hold the same data as another, and why. */
export interface Overlap extends FoundDataset {
  /** Alike titles or acronyms that wait for a decision, or alike contents. */
  readonly ground: 'suggested' | 'alike';
  /** How alike, 0 to 1. */
  readonly similarity: number;
  /** What both descriptions say of their contents. */
  readonly shared: readonly FacetValue[];
}

export interface SearchPage {
  readonly items: readonly FoundDataset[];
  readonly total: number;
  readonly facets: readonly FacetCount[];
  /** Beginnings of the words that were found, without accents and in lower case. */
  readonly stems: readonly string[];
  /** The text that was searched instead, because nothing was found by the text as it was typed. */
  readonly corrected: string | null;
}
