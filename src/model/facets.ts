import type { Scope, Summary } from './record.ts';
import type { FacetName, FacetValue } from './search.ts';
import type { AccessLevel, Localised, Source } from './source.ts';

/** A published dataset, as far as facets go. */
export interface Faceted {
  readonly summary: Summary;
  /** Languages in which it has a title and a description. */
  readonly languages: readonly string[];
  /** Sources that describe it: its own and those of the records merged into it. */
  readonly sources: readonly { readonly id: string; readonly title: Localised | null }[];
  readonly level: Source['level'] | null;
  /** The year until which a dataset whose period has no end is taken to go on. */
  readonly currentYear: number;
}

/** Most values kept of one facet: nobody narrows a search by the fortieth. */
const mostValues = 40;

/** Lower bounds of the sizes of populations; each reaches to the next. */
export const populationSizes = [0, 1000, 10_000, 100_000, 1_000_000] as const;

/** Ages in years, both ends included. */
export const ageGroups = { children: [0, 17], adults: [18, 64], seniors: [65, 200] } as const;

/** The first decade that periods are told apart by; earlier ones count as `earlier`. */
export const firstDecade = 1950;

const accessLevels: ReadonlySet<string> = new Set<AccessLevel>([
  'PUBLIC',
  'RESTRICTED',
  'NON_PUBLIC',
]);

/** Every value that a dataset has in any facet. */
export function facetValues(dataset: Faceted): readonly FacetValue[] {
  const { summary, languages, sources, level } = dataset;
  const { scope } = summary;
  const codes: Readonly<Record<FacetName, readonly string[]>> = {
    category: summary.healthCategories,
    theme: scope?.themes ?? [],
    access: [summary.accessRights ?? ''].filter((code) => accessLevels.has(code)),
    holder: summary.holderIri === null ? [] : [summary.holderIri],
    region: scope?.places ?? [],
    level: level === null ? [] : [level],
    size: sizeOf(summary.individuals),
    age: agesOf(scope?.ages ?? null),
    period: decadesOf(scope?.years ?? null, dataset.currentYear),
    coding: summary.codingSystems,
    biobank: scope?.isBiobank ? ['yes'] : [],
    rare: scope?.isRareDisease ? ['yes'] : [],
    source: sources.map(({ id }) => id),
    missing: ['fr', 'en'].filter((language) => !languages.includes(language)),
  };
  return (Object.keys(codes) as FacetName[]) // Keys of a record of all facets.
    .flatMap((facet) =>
      [...new Set(codes[facet])]
        .filter((code) => code !== '' && code.length <= 500)
        .slice(0, mostValues)
        .map((code) => ({ facet, code, label: labelOf(facet, code, dataset) })),
    );
}

function labelOf(facet: FacetName, code: string, { summary, sources }: Faceted): Localised | null {
  if (facet === 'holder') return summary.holder;
  return facet === 'source' ? (sources.find(({ id }) => id === code)?.title ?? null) : null;
}

function sizeOf(individuals: number | null): readonly string[] {
  if (individuals === null) return [];
  const bound = populationSizes.findLast((least) => individuals >= least);
  return bound === undefined ? [] : [String(bound)];
}

function agesOf(ages: Scope['ages']): readonly string[] {
  if (ages === null) return [];
  const least = ages.least ?? 0;
  const most = ages.most ?? 200;
  return Object.entries(ageGroups).flatMap(([code, [from, to]]) =>
    least <= to && most >= from ? [code] : [],
  );
}

function decadesOf(years: Scope['years'], currentYear: number): readonly string[] {
  if (years === null) return [];
  const end = Math.min(years.last ?? currentYear, currentYear + 50);
  const start = years.first ?? end;
  const decades = start < firstDecade ? ['earlier'] : [];
  const from = Math.max(firstDecade, Math.floor(start / 10) * 10);
  for (let decade = from; decade <= end; decade += 10) decades.push(String(decade));
  return decades;
}
