import type { Bilingual } from './bilingual.ts';

/** Language of a record: a study has one record in each. */
export type RecordLanguage = keyof Bilingual;

/** What stands where a record would name somebody. */
export const person = 'Prénom;NOM';

/** The text in the language of the record. */
export const says = (language: RecordLanguage, fr: string, en: string): string =>
  language === 'fr' ? fr : en;

/** Text with its apostrophes and spaces before colons as HTML entities, as most records have it. */
export const encoded = (value: string): string =>
  value.replaceAll("'", '&#x27;').replaceAll(' :', '&nbsp;:');

/** A list as Python prints it, without escaping apostrophes: no parser reads it. */
export const pythonList = (...values: string[]): string =>
  `[${values.map((value) => `'${value}'`).join(',')}]`;

/** IRI of a MeSH descriptor. */
export const mesh = (descriptor: string): string => `http://id.nlm.nih.gov/mesh/${descriptor}`;
