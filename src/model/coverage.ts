/** A database that somebody declared to exist, as on a list of the CNIL or of a ministry. */
export interface Declaration {
  readonly name: string;
  readonly acronym: string | null;
  readonly holder: string | null;
  /** `ror:…`, `siren:…` or `finess:…` */
  readonly holderIds: readonly string[];
  /** Code of NUTS, for instance FR10; null when the list does not say, or says what no list knows. */
  readonly region: string | null;
  readonly type: string | null;
  /** `2026-01-31` */
  readonly declaredOn: string | null;
  /** Number of the declaration. */
  readonly reference: string | null;
}

/** What a published dataset may be recognised by. */
export interface DescribedDataset {
  readonly id: string;
  /** Declared identifiers as `scheme:value`. */
  readonly identifiers: readonly string[];
  readonly acronyms: readonly string[];
  readonly titles: readonly string[];
  readonly holders: readonly string[];
  /** ROR IRIs. */
  readonly holderIris: readonly string[];
}

/** Why a dataset is taken for the declared one, the surest ground first. */
export const grounds = ['reference', 'acronym', 'name'] as const;
export type Ground = (typeof grounds)[number];

/** Datasets that describe what was declared; none: it is missing from the catalogue. */
export interface Match {
  readonly ids: readonly string[];
  readonly ground: Ground | null;
}

/** Most datasets kept of one declaration: one authorisation covers a few warehouses, never thousands. */
const mostMatches = 50;
const shortestReference = 5;

/**
 * Finds the datasets that describe each declaration: by the number declared, else by acronym and holder, else
 * by name and holder. A name alone proves nothing.
 */
export function matchDeclarations(
  declarations: readonly Declaration[],
  datasets: readonly DescribedDataset[],
): readonly Match[] {
  const byReference = indexBy(datasets, ({ identifiers }) =>
    identifiers.map((identifier) => referenceKey(identifier.replace(/^[^:]*:/, ''))),
  );
  const byAcronym = indexBy(datasets, ({ acronyms }) => acronyms.map(fold));
  const byName = indexBy(datasets, ({ titles }) => titles.map(fold));
  return declarations.map((declaration) => {
    const { name, acronym, reference } = declaration;
    const isHeldAlike = (dataset: DescribedDataset) => hasHolder(dataset, declaration);
    const found: readonly (readonly [Ground, readonly DescribedDataset[]])[] = [
      ['reference', byReference.get(referenceKey(reference ?? '')) ?? []],
      ['acronym', (byAcronym.get(fold(acronym ?? '')) ?? []).filter(isHeldAlike)],
      ['name', (byName.get(fold(name)) ?? []).filter(isHeldAlike)],
    ];
    const [ground, matches] = found.find(([, those]) => those.length > 0) ?? [null, []];
    return { ids: matches.slice(0, mostMatches).map(({ id }) => id), ground };
  });
}

function indexBy(
  datasets: readonly DescribedDataset[],
  keysOf: (dataset: DescribedDataset) => readonly string[],
): ReadonlyMap<string, readonly DescribedDataset[]> {
  const index = new Map<string, DescribedDataset[]>();
  for (const dataset of datasets) {
    for (const key of new Set(keysOf(dataset))) {
      if (key === '') continue;
      const known = index.get(key);
      if (known) known.push(dataset);
      else index.set(key, [dataset]);
    }
  }
  return index;
}

function hasHolder(
  { holders, holderIris }: DescribedDataset,
  { holder, holderIds }: Declaration,
): boolean {
  const rors = holderIds.map((id) => id.replace(/^ror:/, 'https://ror.org/'));
  if (holderIris.some((iri) => rors.includes(iri))) return true;
  const name = fold(holder ?? '');
  return name !== '' && holders.some((other) => fold(other) === name);
}

/** "CNIL n° 2024-123" and "2024123" are one number; what is too short to tell anything is none. */
function referenceKey(text: string): string {
  const key = fold(text)
    .replace(/^cnil /, '')
    .replace(/^(?:n|no|numero) /, '')
    .replaceAll(' ', '');
  return key.length < shortestReference ? '' : key;
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** What was declared and what of it is described. */
export interface CoverageCount {
  /** Code of a region, a type, or null where the lists do not say. */
  readonly key: string | null;
  readonly declared: number;
  readonly described: number;
}

/** A declaration with what became of it. */
export interface CoveredDeclaration extends Declaration {
  readonly list: string;
  readonly ids: readonly string[];
  readonly ground: Ground | null;
}

/** A list of declarations as it was imported. */
export interface DeclarationList {
  readonly id: string;
  readonly importedAt: Date;
  readonly declared: number;
  readonly described: number;
}

/** A described dataset that no list declares. */
export interface Undeclared {
  readonly id: string;
  readonly title: string;
  readonly holder: string | null;
}

/** Declared against described, as pages read it. */
export interface CoverageReader {
  lists(): Promise<readonly DeclarationList[]>;
  byRegion(): Promise<readonly CoverageCount[]>;
  byType(): Promise<readonly CoverageCount[]>;
  declarations(query: {
    readonly isDescribed: boolean;
    readonly page: number;
    readonly pageSize: number;
  }): Promise<{ readonly items: readonly CoveredDeclaration[]; readonly total: number }>;
  undeclared(limit: number): Promise<{
    readonly items: readonly Undeclared[];
    readonly total: number;
  }>;
}

/** What became of a list that was imported. */
export interface DeclarationImport {
  readonly declared: number;
  /** Lines that were left out. */
  readonly failures: readonly { readonly line: number; readonly reason: string }[];
}

/** Changes of the lists of declarations. */
export interface DeclarationAdministration {
  /** Puts a CSV file or an XLSX workbook in the place of a list. Throws as a table is read, PARSE_*. */
  importSheet(list: string, bytes: Uint8Array): Promise<DeclarationImport>;
  /** Forgets a list; false when there is none of this id. */
  remove(list: string): Promise<boolean>;
}
