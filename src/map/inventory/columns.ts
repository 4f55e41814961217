import { at } from '../json.ts';
import { fold, isPlaceholder } from '../values/text.ts';

/** What a column of an inventory can be about, with the words that name it, most telling first. */
const meanings = {
  cnil: /^(?!.*\bdate\b).*\bcnil\b/,
  date: /\bdate\b/,
  since: /^(?:depuis|since|debut|ouverture)\b/,
  legalBasis: /\b(?:base legale|legal basis|fondement|cadre juridique)\b/,
  size: /\b(?:patients|effectif|taille|volumetrie|nombre|nb|individus|size)\b/,
  coding: /\b(?:nomenclatures?|terminologies?|codage|classifications?|coding)\b/,
  contact: /\b(?:contact|mail|courriel|e mail|adresse electronique)\b/,
  site: /\b(?:site|web|url|lien|page)\b/,
  description: /\b(?:description|resume|presentation|descriptif)\b/,
  access: /\b(?:acces|access)\b/,
  region: /\b(?:region|territoire|perimetre geographique)\b/,
  acronym: /\b(?:acronyme|sigle|acronym)\b/,
  name: /\b(?:nom|intitule|titre|entrepot|base|name|title|eds)\b/,
  organisation:
    /\b(?:organisme|organisation|organization|etablissement|responsable|porteur|institution|structure|holder|chu)\b/,
} as const;

/** A row by the meaning of its columns; empty cells and placeholders are absent. */
export interface Cells {
  readonly cells: { readonly [meaning in keyof typeof meanings]?: string };
  /** Filled columns whose names mean nothing here. */
  readonly others: readonly string[];
}

type Meaning = keyof typeof meanings;
// Object.entries forgets the keys it was given.
const patterns = Object.entries(meanings) as [Meaning, RegExp][];

function meaningOf(column: string): Meaning | undefined {
  const folded = fold(column.slice(0, 200));
  if (/^nom (?:de l |du |de la )?(?:organisme|organisation|etablissement|structure)/.test(folded))
    return 'organisation';
  return patterns.find(([, pattern]) => pattern.test(folded))?.[0];
}

const mostColumns = 200;

/** Reads a sheet's row whatever its columns are called ("N° CNIL", "n° autorisation CNIL", "Établissement"). */
export function readCells(row: unknown): Cells | undefined {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return undefined;
  const cells: Partial<Record<Meaning, string>> = {};
  const others: string[] = [];
  for (const column of Object.keys(row).slice(0, mostColumns)) {
    const value = at(row, column);
    if (typeof value !== 'string' || isPlaceholder(value)) continue;
    const meaning = meaningOf(column);
    if (meaning === undefined || cells[meaning] !== undefined) others.push(column);
    else cells[meaning] = value.trim();
  }
  return { cells, others };
}
