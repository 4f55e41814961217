/** One row of a list: one language version of a study. */
export interface Row {
  readonly key: string;
  /** Another key that the versions of one study share. */
  readonly sharedKey?: string;
}

/** One study to fetch: its key and the rows of its versions. */
export interface Study {
  readonly remoteKey: string;
  readonly rows: readonly Row[];
  /** Whether a row on a page that could not be read may belong to it. */
  readonly mayMissRows: boolean;
}

const suffix = /^(.+)-(fr|en)$/i;

/** Language in which an idno's record is written, from its suffix, or null. */
export function languageOf(idno: string): string | null {
  return suffix.exec(idno)?.[2]?.toLowerCase() ?? null;
}

function baseOf(idno: string): string {
  return suffix.exec(idno)?.[1] ?? idno;
}

/**
 * Joins the language versions of a study: equal idnos but for the suffix and for case, else one
 * French and one English row that alone share a key. The study's key is the idno without suffix, of
 * the French row where there is one.
 */
export function joinTwins(rows: readonly Row[]): readonly Study[] {
  const studies = [...groupedBy(rows, ({ key }) => baseOf(key).toLowerCase()).values()];
  const single = studies.flatMap(([row, twin]) => (row && !twin ? [row] : []));
  const sharing = groupedBy(single, ({ key, sharedKey }) =>
    languageOf(key) ? (sharedKey?.toLowerCase() ?? null) : null,
  );
  const pairs = [...sharing.values()].filter(areTwins);
  const paired = new Map(pairs.flatMap((pair) => pair.map((row) => [row, pair] as const)));
  const joined = new Set(studies.map((study) => (study[0] && paired.get(study[0])) ?? study));
  return [...joined].map(studyOf);
}

function areTwins(rows: readonly Row[]): boolean {
  return rows.length === 2 && new Set(rows.map(({ key }) => languageOf(key))).size === 2;
}

function studyOf(members: readonly Row[]): Study {
  // A row without suffix before French before English.
  const rank = ({ key }: Row) => ['', 'fr', 'en'].indexOf(languageOf(key) ?? '');
  const rows = [...members].sort((a, b) => rank(a) - rank(b));
  const first = rows.find(({ key }) => languageOf(key) === 'fr') ?? rows[0];
  return {
    remoteKey: baseOf(first?.key ?? ''),
    rows,
    mayMissRows: rows.length === 1 && languageOf(first?.key ?? '') !== null,
  };
}

function groupedBy(
  rows: readonly Row[],
  keyOf: (row: Row) => string | null,
): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
