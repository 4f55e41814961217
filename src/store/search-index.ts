import { type Faceted, facetValues } from '../model/facets.ts';
import type { Quality } from '../model/quality.ts';
import type { Summary } from '../model/record.ts';
import type { FacetValue } from '../model/search.ts';
import type { Source } from '../model/source.ts';
import { toJson } from './json.ts';
import type { Queryable } from './queryable.ts';
import { namesOf, searchText, sortTitle, wordsOf } from './search-text.ts';

/** Counts up whenever what is computed below changes: rows of older versions are renewed at start. */
export const searchVersion = 1;

/** What of a published dataset search goes by. */
interface Indexed {
  readonly recordId: string;
  readonly summary: Summary;
  readonly quality: Pick<Quality, 'languages'>;
}

/** Makes published datasets found by what they are now; needs the lock of the catalogue. */
export async function indexDatasets(
  tx: Queryable,
  datasets: readonly Indexed[],
  at: Date,
): Promise<void> {
  if (datasets.length === 0) return;
  const origins = await readOrigins(
    tx,
    datasets.map(({ recordId }) => recordId),
  );
  const rows = datasets.flatMap(({ recordId, summary, quality }) => {
    const origin = origins.get(recordId);
    if (origin === undefined) return [];
    const { sources, level } = origin;
    const { languages } = quality;
    const currentYear = at.getUTCFullYear();
    const values = facetValues({ summary, languages, sources, level, currentYear });
    return [{ recordId, level, values, ...textColumns(summary) }];
  });
  await writeFacetValues(
    tx,
    rows.flatMap(({ values }) => values),
  );
  await writeWords(
    tx,
    datasets.map(({ summary }) => summary),
  );
  await writeRows(tx, rows);
}

type Row = ReturnType<typeof textColumns> & {
  readonly recordId: string;
  readonly level: string | null;
  readonly values: readonly FacetValue[];
};

function textColumns(summary: Summary) {
  const { names, subjects, description } = searchText(summary);
  return {
    search_a: names,
    search_b: subjects,
    search_c: description,
    names: namesOf(summary),
    sort_title: sortTitle(summary),
  };
}

interface Origin {
  readonly recordId: string;
  readonly level: Source['level'] | null;
  readonly sources: Faceted['sources'];
}

/** Sources of published records and of those merged into them. */
async function readOrigins(
  tx: Queryable,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Origin>> {
  const rows = await tx.query<Origin>(
    `select r.id as "recordId", s.definition ->> 'level' as level,
      (
        select json_agg(json_build_object('id', known.id, 'title', known.definition -> 'title')
          order by known.id)
        from source known
        where known.id = r.source_id or known.id in (
          select o.source_id from merged_record m join record o on o.id = m.record_id
          where m.canonical_id = r.id
        )
      ) as sources
    from record r join entity e on e.record_id = r.id left join source s on s.id = r.source_id
    where r.id = any($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.recordId, row]));
}

/** Numbers the values that have none yet, and keeps the names of holders fresh. */
async function writeFacetValues(tx: Queryable, values: readonly FacetValue[]): Promise<void> {
  const distinct = new Map(values.map((value) => [`${value.facet} ${value.code}`, value]));
  // A conflict would use up a number each time.
  const given = `from json_to_recordset($1::json) as g(facet text, code text, label jsonb)`;
  const json = toJson([...distinct.values()]);
  await tx.query(
    `insert into facet_value (facet, code, label)
    select facet, code, label ${given}
    where not exists (select from facet_value f where f.facet = g.facet and f.code = g.code)`,
    [json],
  );
  await tx.query(
    `update facet_value f set label = g.label ${given}
    where g.label is not null and f.facet = g.facet and f.code = g.code
      and f.label is distinct from g.label`,
    [json],
  );
}

async function writeWords(tx: Queryable, summaries: readonly Summary[]): Promise<void> {
  const words = new Set(summaries.flatMap((summary) => [...wordsOf(summary)]));
  await tx.query(
    `insert into search_word (word)
    select word from json_array_elements_text($1::json) as g(word)
    where not exists (select from search_word w where w.word = g.word)`,
    [toJson([...words])],
  );
}

/** Every language of the catalogue at once: a query may be in any, and a text often mixes them. */
const searchVector = (['a', 'b', 'c'] as const)
  .flatMap((weight) =>
    ['french', 'english', 'simple'].map(
      (language) => `setweight(to_tsvector('${language}', g.search_${weight}), '${weight}')`,
    ),
  )
  .join('\n        || ');

async function writeRows(tx: Queryable, rows: readonly Row[]): Promise<void> {
  const given = rows.map(({ values, recordId, ...row }) => ({
    ...row,
    record_id: recordId,
    values: values.map(({ facet, code }) => ({ facet, code })),
  }));
  await tx.query(
    `insert into dataset_search
      (record_id, search, headings, names, facets, level, sort_title, changed_at, version)
    select g.record_id, v.search, ts_filter(v.search, '{a,b}'),
      array(select json_array_elements_text(g.names)),
      array(
        select (select f.id from facet_value f where f.facet = v.facet and f.code = v.code)
        from json_to_recordset(g.values) as v(facet text, code text)
      ),
      g.level, g.sort_title, e.modified_at, $2
    from json_to_recordset($1::json) as g(record_id uuid, search_a text, search_b text,
      search_c text, names json, values json, level text, sort_title text)
    join entity e on e.record_id = g.record_id
    cross join lateral (
      select ${searchVector} as search
      offset 0
    ) v
    on conflict (record_id) do update set
      search = excluded.search,
      headings = excluded.headings,
      names = excluded.names,
      facets = excluded.facets,
      level = excluded.level,
      sort_title = excluded.sort_title,
      changed_at = excluded.changed_at,
      version = excluded.version`,
    [toJson(given), searchVersion],
  );
}
