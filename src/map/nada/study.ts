import type { NamedNode } from '@rdfjs/types';
import { literal } from '../../rdf/vocabularies.ts';
import type { DraftWriter } from '../draft.ts';
import { at, listOf, textOf } from '../json.ts';
import type { MappingContext } from '../mapping.ts';
import { publishableText } from '../texts.ts';

/** One language version of a NADA record. */
export interface Version {
  /** `fr` or `en`. */
  readonly language: string;
  /** Labels that the mapping writes itself, in this language. */
  readonly words: Words;
  readonly record: unknown;
  /** metadata.study_desc. */
  readonly study: unknown;
  /** metadata.additional. */
  readonly additional: unknown;
}

/** A study while it is mapped: its versions, French first, and the draft. */
export interface Study {
  readonly idno: string;
  readonly versions: readonly Version[];
  readonly writer: DraftWriter;
  readonly context: MappingContext;
}

/** Words the mapping adds around texts of the source. */
export type Words = (typeof wordsByLanguage)['fr' | 'en'];

const wordsByLanguage = {
  fr: {
    colon: ' : ',
    sources: 'Sources',
    sampling: 'Échantillonnage',
    mode: 'Mode de recueil',
    included: 'Inclusion',
    excluded: 'Exclusion',
    size: 'Effectif indiqué par la source',
    authorised: 'Autorisation',
    biobank: 'biobanque',
    rare: 'maladies rares',
    access: "Conditions d'accès",
  },
  en: {
    colon: ': ',
    sources: 'Sources',
    sampling: 'Sampling',
    mode: 'Collection mode',
    included: 'Inclusion',
    excluded: 'Exclusion',
    size: 'Size stated by the source',
    authorised: 'Authorisation',
    biobank: 'biobank',
    rare: 'rare diseases',
    access: 'Access conditions',
  },
} as const;

/** Opens the payload `{ idno, records: { fr?, en? } }`; records may still be wrapped in `dataset`. */
export function versionsOf(payload: unknown): readonly Version[] {
  const records = at(payload, 'records');
  return ['fr', 'en'].flatMap((language) => {
    const given = at(records, language);
    const record = at(given, 'dataset') ?? given;
    const study = at(record, 'metadata', 'study_desc');
    if (study === undefined) return [];
    const words = language === 'fr' ? wordsByLanguage.fr : wordsByLanguage.en;
    return [{ language, words, record, study, additional: at(record, 'metadata', 'additional') }];
  });
}

/** First text that a path gives in any version, best in French. */
export function firstText(study: Study, path: readonly string[]): string | undefined {
  for (const version of study.versions) {
    const text = listOf(at(version.study, ...path))
      .map(textOf)
      .find((each) => each !== undefined);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** Publishes one text of one version under a property of the dataset. */
export function addText(
  study: Study,
  version: Version,
  property: NamedNode,
  raw: string | undefined,
): void {
  const { writer } = study;
  const text = raw === undefined ? undefined : publishableText(raw, property, writer);
  if (text !== undefined) writer.add(writer.subject, property, literal(text, version.language));
}
