import type { Localised } from '../../model/source.ts';

export type Language = 'fr' | 'en';

/** The languages of the pages; French is the default. */
export const languages = ['fr', 'en'] as const satisfies readonly [Language, ...Language[]];

/** A text with the language it is in. */
export interface Spoken {
  readonly text: string;
  readonly lang: string;
}

/** The version of a text in the reader's language, or else any there is; null when empty. */
export function speak(localised: Localised, language: Language): Spoken | null {
  const tags = Object.keys(localised);
  const tag =
    tags.find((candidate) => candidate === language) ??
    tags.find((candidate) => candidate.startsWith(`${language}-`)) ??
    tags[0];
  const text = tag === undefined ? undefined : localised[tag];
  return tag === undefined || !text ? null : { text, lang: tag };
}

/** What the service itself says, in the reader's language where it has French for it. */
export function bilingual(english: string, french: string | undefined, language: Language): Spoken {
  return language === 'fr' && french !== undefined
    ? { text: french, lang: 'fr' }
    : { text: english, lang: 'en' };
}

// Overrides and isolates could make a harvested text rearrange the page around it.
const bidiControls = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/g;

/** A harvested text without characters that change the direction of what follows. */
export function plain(text: string): string {
  return text.replace(bidiControls, '');
}

const dateStyle = { year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' } as const;

/** The English of the pages is British. */
export const locales = { fr: 'fr', en: 'en-GB' } as const;

/** A day in words. */
export function formatDate(date: Date, language: Language): string {
  return new Intl.DateTimeFormat(locales[language], dateStyle).format(date);
}

/** A number with the separators of the language. */
export function formatNumber(value: number, language: Language): string {
  return new Intl.NumberFormat(locales[language]).format(value);
}

/** A colon with the space that the language puts before it, and the one after it. */
export function colon(language: Language): string {
  return language === 'fr' ? '\u00a0: ' : ': ';
}
