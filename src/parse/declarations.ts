import type { Declaration } from '../model/coverage.ts';
import { HarvestError } from '../model/problem.ts';
import { parseTable, type TableOptions } from './table.ts';

/** Names of columns as lists have them, in French and English, folded. */
const columns = {
  name: ['name', 'nom', 'intitule', 'titre', 'title', 'base', 'nom de la base', 'base de donnees'],
  acronym: ['acronym', 'acronyme', 'sigle'],
  holder: ['holder', 'detenteur', 'responsable', 'responsable de traitement', 'organisme'],
  finess: ['finess', 'numero finess'],
  siren: ['siren', 'numero siren'],
  ror: ['ror'],
  region: ['region'],
  type: ['type', 'categorie'],
  declaredOn: ['declared', 'declared on', 'date', 'date de declaration', 'declaration'],
  reference: ['reference', 'numero', 'numero cnil', 'cnil', 'numero de declaration'],
} as const;

type Column = keyof typeof columns;

/** Most declarations of one list. */
const mostRows = 100_000;
const longestText = 500;

/** What a list declares, and its lines that cannot be read. */
export interface DeclarationSheet {
  readonly declarations: readonly Declaration[];
  readonly failures: readonly { readonly line: number; readonly reason: string }[];
}

/**
 * Reads a list of declared databases, a CSV file or an XLSX workbook, whose columns have French or English
 * names; only the name is needed. `regionOf` finds the code of a region. Throws as {@link parseTable}, and
 * PARSE_SYNTAX without a column of names or beyond 100,000 rows.
 */
export function readDeclarations(
  bytes: Uint8Array,
  regionOf: (text: string) => string | null,
  options: TableOptions = {},
): DeclarationSheet {
  const sheet = parseTable(bytes, options);
  const places = findColumns(sheet.columns);
  if (!places.has('name'))
    throw new HarvestError(
      'PARSE_SYNTAX',
      `No column holds the name of what is declared; call it one of: ${columns.name.join(', ')}`,
    );
  if (sheet.rows.length > mostRows)
    throw new HarvestError('PARSE_SYNTAX', `The list has more than ${mostRows} rows`);
  const failures = sheet.failures.map(({ line, error }) => ({ line, reason: error.message }));
  const declarations: Declaration[] = [];
  for (const { line, cells } of sheet.rows) {
    const text = (column: Column) => {
      const place = places.get(column);
      return (place === undefined ? '' : (cells[place] ?? '')).slice(0, longestText) || null;
    };
    const name = text('name');
    if (name === null) failures.push({ line, reason: 'The line has no name' });
    else declarations.push({ name, ...readRow(text, regionOf) });
  }
  return { declarations, failures };
}

function readRow(
  text: (column: Column) => string | null,
  regionOf: (text: string) => string | null,
): Omit<Declaration, 'name'> {
  const region = text('region');
  return {
    acronym: text('acronym'),
    holder: text('holder'),
    holderIds: holderIds(text),
    region: region === null ? null : regionOf(region),
    type: text('type'),
    declaredOn: readDay(text('declaredOn') ?? ''),
    reference: text('reference'),
  };
}

function holderIds(text: (column: Column) => string | null): readonly string[] {
  const finess = text('finess')?.replaceAll(/\s/g, '').toUpperCase() ?? '';
  const siren = text('siren')?.replaceAll(/\s/g, '') ?? '';
  const ror = /0[a-z0-9]{6}\d{2}$/.exec(text('ror')?.trim().toLowerCase() ?? '')?.[0];
  return [
    ...(/^[0-9AB]{9}$/.test(finess) ? [`finess:${finess}`] : []),
    ...(/^\d{9}$/.test(siren) ? [`siren:${siren}`] : []),
    ...(ror === undefined ? [] : [`ror:${ror}`]),
  ];
}

/** `2026-01-31`, `31/01/2026`, or a year alone; null for anything else and for days there are not. */
function readDay(text: string): string | null {
  const french = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})/.exec(text);
  const iso = /^(\d{4})(?:-(\d{2})-(\d{2}))?/.exec(text);
  const [year, month, day] = french
    ? [french[3], french[2], french[1]]
    : [iso?.[1], iso?.[2] ?? '1', iso?.[3] ?? '1'];
  if (year === undefined) return null;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const isThere = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return isThere && year >= '1900' ? date.toISOString().slice(0, 10) : null;
}

function findColumns(names: readonly string[]): ReadonlyMap<Column, string> {
  const found = new Map<Column, string>();
  for (const name of names) {
    const folded = fold(name);
    for (const [column, known] of Object.entries(columns)) {
      const isOne = (known as readonly string[]).includes(folded); // a tuple's includes wants its own members
      // Object.entries forgets that its keys are the columns.
      if (isOne && !found.has(column as Column)) found.set(column as Column, name);
    }
  }
  return found;
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/^n /, 'numero ')
    .trim();
}
