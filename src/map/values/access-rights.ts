import type { AccessLevel } from '../../model/source.ts';
import { fold } from './text.ts';

/** A reading of a statement about access. */
export type AccessReading =
  | { readonly kind: 'level'; readonly level: AccessLevel; readonly embargo: boolean }
  /** The source says that it has not decided yet. */
  | { readonly kind: 'undecided' }
  | { readonly kind: 'unknown' };

const level = (value: AccessLevel, embargo = false): AccessReading => ({
  kind: 'level',
  level: value,
  embargo,
});

const byText = new Map<string, AccessReading>([
  ['acces reserve', level('RESTRICTED')],
  ['acces restreint', level('RESTRICTED')],
  ['restricted access', level('RESTRICTED')],
  ['restricted', level('RESTRICTED')],
  ['restreint', level('RESTRICTED')],
  ['acces aux seules metadonnees', level('NON_PUBLIC')],
  ['metadata only access', level('NON_PUBLIC')],
  ['non public', level('NON_PUBLIC')],
  ['nonpublic', level('NON_PUBLIC')],
  ['closed', level('NON_PUBLIC')],
  ['sous embargo', level('NON_PUBLIC', true)],
  ['embargoed access', level('NON_PUBLIC', true)],
  ['libre acces', level('PUBLIC')],
  ['acces libre', level('PUBLIC')],
  ['open access', level('PUBLIC')],
  ['public', level('PUBLIC')],
  ['open', level('PUBLIC')],
  ['a definir', { kind: 'undecided' }],
  ['to be defined', { kind: 'undecided' }],
]);

/** Concepts of the COAR access rights vocabulary. */
const byCoar = new Map<string, AccessReading>([
  ['c_16ec', level('RESTRICTED')],
  ['c_14cb', level('NON_PUBLIC')],
  ['c_abf2', level('PUBLIC')],
  ['c_f1cf', level('NON_PUBLIC', true)],
]);

const coar =
  /^https?:\/\/(?:purl\.org|vocabularies\.coar-repositories\.org)\/(?:coar\/)?access_rights?\/(c_[0-9a-f]{4})\/?$/;
const euAuthority =
  /^https?:\/\/publications\.europa\.eu\/resource\/authority\/access-right\/([A-Z_]{1,20})$/;

/**
 * Reads an access level from a COAR concept, a concept of the EU list, or the words of FReSH in
 * French or English. "Accès réservé" is RESTRICTED, metadata alone and embargoes are NON_PUBLIC,
 * "À définir" is undecided.
 */
export function readAccess(text: string): AccessReading {
  if (text.length > 200) return { kind: 'unknown' };
  const trimmed = text.trim();
  const concept = byCoar.get(coar.exec(trimmed)?.[1] ?? '');
  const word = euAuthority.exec(trimmed)?.[1] ?? trimmed;
  return concept ?? byText.get(fold(word)) ?? { kind: 'unknown' };
}
