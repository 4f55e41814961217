import type { Entity } from '../model/published.ts';
import {
  type FacetCount,
  type FacetValue,
  type Filters,
  type FoundDataset,
  facetNames,
  type SearchPage,
  type SearchQuery,
} from '../model/search.ts';
import {
  nearestWord,
  readSearchText,
  replaceWords,
  type SearchText,
  wordsToMend,
} from '../model/search-words.ts';
import { toText } from './json.ts';
import type { Database, Queryable } from './queryable.ts';
import { countsStatement, idsStatement, preparation } from './search-statement.ts';

/** Columns of a FoundDataset, for a select from `record r` and `entity e`. */
export const foundColumns = `r.id, e.iri, r.source_id as "sourceId", e.summary,
  e.quality -> 'languages' as languages, e.modified_at as modified`;

/** Documents read at once of all that a search finds. */
const readAtOnce = 200;
/** Words compared with a mistyped one. */
const mostCandidates = 200;

/** Searches the published datasets; words that nothing has are taken for mistyped ones. */
export async function searchDatasets(database: Database, query: SearchQuery): Promise<SearchPage> {
  const found = await find(database, query, query.text);
  if (found.matches > 0 || query.text.trim() === '') return { ...found, corrected: null };
  const corrected = await mend(database, query.text);
  if (corrected === null) return { ...found, corrected: null };
  const second = await find(database, query, corrected);
  return second.matches > 0 ? { ...second, corrected } : { ...found, corrected: null };
}

interface Counted {
  readonly ids: readonly string[] | null;
  readonly total: number;
  /** Datasets with the words, before any filter. */
  readonly matches: number;
  readonly facets: readonly (FacetValue & { readonly count: number })[] | null;
  readonly stems: readonly string[] | null;
}

async function find(database: Database, query: SearchQuery, typed: string) {
  const text = readSearchText(toText(typed));
  const { sql, params } = countsStatement(query, text);
  const [row] = await ask<Counted>(database, sql, params, text);
  const items = await readItems(database, row?.ids ?? []);
  const facets = markChosen(row?.facets ?? [], query.filters);
  const { total = 0, matches = 0, stems } = row ?? {};
  return { items, total, matches, facets, stems: stems ?? [] };
}

function ask<Row>(
  database: Database,
  sql: string,
  params: readonly unknown[],
  text: SearchText,
): Promise<Row[]> {
  return database.transaction(async (tx) => {
    await tx.script(preparation(text));
    return tx.query<Row>(sql, params);
  });
}

/** Adds whether a value is chosen, and chosen values that no dataset has. */
function markChosen(counts: NonNullable<Counted['facets']>, filters: Filters): FacetCount[] {
  return facetNames.flatMap((facet) => {
    const chosen = filters[facet] ?? [];
    const known = counts.filter((count) => count.facet === facet);
    const unknown = chosen.filter((code) => !known.some((count) => count.code === code));
    return [
      ...known.map((count) => ({ ...count, isChosen: chosen.includes(count.code) })),
      ...unknown.map((code) => ({ facet, code, label: null, count: 0, isChosen: true })),
    ];
  });
}

async function readItems(
  database: Queryable,
  ids: readonly string[],
): Promise<readonly FoundDataset[]> {
  if (ids.length === 0) return [];
  return database.query<FoundDataset>(
    `select ${foundColumns}
    from unnest($1::uuid[]) with ordinality as f(id, position)
    join entity e on e.record_id = f.id
    join record r on r.id = f.id
    order by f.position`,
    [ids],
  );
}

/**
 * Documents of what a search finds, in its order. Which they are is decided once, so that a change of
 * the catalogue meanwhile neither doubles nor skips one.
 */
export async function* readFound(
  database: Database,
  query: SearchQuery,
  most: number,
): AsyncGenerator<FoundDataset & Entity> {
  const { corrected } = await searchDatasets(database, { ...query, pageSize: 1 });
  const text = readSearchText(toText(corrected ?? query.text));
  const { sql, params } = idsStatement(query, text, most);
  const ids = (await ask<{ id: string }>(database, sql, params, text)).map(({ id }) => id);
  for (let start = 0; start < ids.length; start += readAtOnce) {
    yield* await database.query<FoundDataset & Entity>(
      `select ${foundColumns}, e.kind, e.graph, e.ntriples, e.serial
      from unnest($1::uuid[]) with ordinality as f(id, position)
      join entity e on e.record_id = f.id
      join record r on r.id = f.id
      order by f.position`,
      [ids.slice(start, start + readAtOnce)],
    );
  }
}

/** The text with its unknown words replaced by the nearest known ones; null when there are none. */
async function mend(database: Database, text: string): Promise<string | null> {
  const words = wordsToMend(readSearchText(toText(text)).wanted);
  if (words.length === 0) return null;
  const rows = await database.transaction(async (tx) => {
    // A word of six letters with two of them swapped has no more in common with itself.
    await tx.script(`set local pg_trgm.similarity_threshold = 0.2`);
    return tx.query<{ typed: string; known: string[] | null }>(
      `select t.word as typed, array(
          select w.word from search_word w
          where w.word % t.word
          order by similarity(w.word, t.word) desc, w.word
          limit $2
        ) as known
      from unnest($1::text[]) as t(word)
      where not exists (select from search_word w where w.word = t.word)`,
      [words, mostCandidates],
    );
  });
  const better = new Map<string, string>();
  for (const { typed, known } of rows) {
    const nearest = nearestWord(typed, known ?? []);
    if (nearest !== null) better.set(typed, nearest);
  }
  return better.size === 0 ? null : replaceWords(text, better);
}
