import { populationSizes } from '../../model/facets.ts';
import type { FacetName, FacetValue } from '../../model/search.ts';
import type { Localised } from '../../model/source.ts';
import type { ReferenceDocuments } from '../../publish/reference-documents.ts';
import { categoryLabel } from './labels.ts';
import { formatNumber, type Language, type Spoken, speak } from './language.ts';
import { messages } from './messages.ts';

/** Names of concepts by their codes, from the vocabularies in force. */
export type ConceptNames = (facet: FacetName, code: string) => Localised | null;

const vocabulariesOf: Readonly<Partial<Record<FacetName, readonly string[]>>> = {
  theme: ['health-theme'],
  coding: ['coding-system', 'coding-system-fr'],
  region: ['nuts-fr', 'country'],
};

const namesOf = new WeakMap<ReferenceDocuments, ReadonlyMap<string, Localised>>();

/** Reads the names once, when the first is asked for. */
export function createConceptNames(documents: ReferenceDocuments): ConceptNames {
  const read = () =>
    new Map(
      Object.entries(vocabulariesOf).flatMap(([facet, ids]) =>
        documents
          .vocabularies()
          .filter(({ id }) => ids.includes(id))
          .flatMap(({ list }) => list?.concepts ?? [])
          .map(({ code, labels }) => [`${facet} ${code}`, labels] as const),
      ),
    );
  return (facet, code) => {
    const names = namesOf.get(documents) ?? read();
    namesOf.set(documents, names);
    return names.get(`${facet} ${code}`) ?? null;
  };
}

const levels: Readonly<Record<string, Localised>> = {
  national: { fr: 'Nationale', en: 'National' },
  regional: { fr: 'Régionale', en: 'Regional' },
  local: { fr: 'Locale', en: 'Local' },
};

const ages: Readonly<Record<string, Localised>> = {
  children: { fr: 'Enfants (moins de 18 ans)', en: 'Children (under 18)' },
  adults: { fr: 'Adultes (18 à 64 ans)', en: 'Adults (18 to 64)' },
  seniors: { fr: '65 ans et plus', en: '65 and older' },
};

const untranslated: Readonly<Record<string, Localised>> = {
  fr: { fr: 'Sans titre ou description en français', en: 'No title or description in French' },
  en: { fr: 'Sans titre ou description en anglais', en: 'No title or description in English' },
};

const yes: Localised = { fr: 'Oui', en: 'Yes' };

/** Name of a value in words; its code where nobody has a name for it. */
export function valueName(
  { facet, code, label }: FacetValue,
  language: Language,
  names: ConceptNames,
): Spoken {
  const known = ownName(facet, code, language) ?? label ?? names(facet, code);
  return (known && speak(known, language)) ?? { text: code, lang: language };
}

function ownName(facet: FacetName, code: string, language: Language): Localised | null {
  const one = (text: string): Localised => ({ [language]: text });
  const text = messages[language];
  switch (facet) {
    case 'category':
      return one(categoryLabel(code, language));
    case 'access':
      if (code === 'PUBLIC') return one(text.accessPUBLIC);
      if (code === 'RESTRICTED') return one(text.accessRESTRICTED);
      return code === 'NON_PUBLIC' ? one(text.accessNON_PUBLIC) : null;
    case 'level':
      return levels[code] ?? null;
    case 'age':
      return ages[code] ?? null;
    case 'missing':
      return untranslated[code] ?? null;
    case 'biobank':
    case 'rare':
      return yes;
    case 'size':
      return one(sizeName(Number(code), language));
    case 'period':
      return one(periodName(code, language));
    default:
      return null;
  }
}

function sizeName(least: number, language: Language): string {
  const next = populationSizes.find((size) => size > least);
  const number = (value: number) => formatNumber(value, language);
  if (!Number.isFinite(least)) return '?';
  if (next === undefined)
    return language === 'fr' ? `${number(least)} et plus` : `${number(least)} and more`;
  if (least === 0)
    return language === 'fr' ? `moins de ${number(next)}` : `fewer than ${number(next)}`;
  return `${number(least)} – ${number(next - 1)}`;
}

function periodName(code: string, language: Language): string {
  if (code === 'earlier') return language === 'fr' ? 'avant 1950' : 'before 1950';
  return `${code} – ${Number(code) + 9}`;
}
