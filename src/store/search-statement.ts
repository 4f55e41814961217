import { type FacetName, facetNames, type SearchQuery, type Sort } from '../model/search.ts';
import type { SearchText } from '../model/search-words.ts';
import { toText } from './json.ts';
import { asName } from './search-text.ts';

/** A statement with its parameters. */
interface Statement {
  readonly sql: string;
  readonly params: readonly unknown[];
}

/**
 * What to say before a statement of this file, in its transaction. The planner takes no account of
 * what reading tsvectors costs: where most match, it would read all of them instead of the index.
 */
export function preparation({ wanted, unwanted }: SearchText): string {
  const isText = wanted !== '' || unwanted.length > 0;
  return `set local work_mem = '64MB'; set local enable_seqscan = ${isText ? 'off' : 'on'}`;
}

/** Values told of one facet, the most frequent first. */
const mostValues = 60;
/**
 * Most matches that are ranked by all their words. Reading those of fifty thousand would take
 * seconds; of so many, titles, keywords and holders alone decide.
 */
const rankedWhole = 1000;
const mostStems = 40;

const configurations = ['french', 'english', 'simple'] as const;

/** Either language's reading of a text in websearch syntax. */
function tsquery(parameter: string): string {
  const readings = configurations.map(
    (language) => `websearch_to_tsquery('${language}', ${parameter})`,
  );
  return `(${readings.join(' || ')})`;
}

/** Collects parameters and gives each its place. */
function parameters() {
  const params: unknown[] = [];
  const add = (value: unknown, type: string): string => {
    params.push(value);
    return `$${params.length}::${type}`;
  };
  return { params, add };
}

type Add = ReturnType<typeof parameters>['add'];

interface Matches {
  readonly sql: string;
  readonly words: string;
  readonly chosen: readonly FacetName[];
}

/**
 * The datasets that match a text and all facets but one at most: `missed` is 0, or has the bit of the
 * facet whose filter keeps the dataset out, since the counts of a facet are not narrowed by itself.
 */
function matchesOf(
  { filters }: SearchQuery,
  { wanted, unwanted }: SearchText,
  add: Add,
  isWhole: boolean,
): Matches {
  // PostgreSQL refuses a parameter that stands nowhere.
  const words = wanted === '' ? '' : tsquery(add(wanted, 'text'));
  const names = wanted === '' ? '' : `array[${add(asName(wanted.replaceAll('"', '')), 'text')}]`;
  const asked = [
    ...(words === '' ? [] : [words]),
    ...unwanted.map((text) => `!!${tsquery(add(text, 'text'))}`),
  ].join(' && ');
  const conditions: string[] = [];
  if (asked !== '')
    conditions.push(`(d.search @@ (${asked})${words === '' ? '' : ` or d.names @> ${names}`})`);
  const chosen = facetNames.filter((facet) => (filters[facet] ?? []).length > 0);
  const bits = chosen.map((facet, at) => {
    const codes = add((filters[facet] ?? []).map(toText), 'text[]');
    const values = `array(select id from facet_value where facet = '${facet}' and code = any(${codes}))`;
    if (isWhole) conditions.push(`d.facets && ${values}`);
    return `case when d.facets && ${values} then 0 else ${1 << at} end`;
  });
  const missed = isWhole || bits.length === 0 ? '0' : bits.join(' | ');
  if (!isWhole && bits.length > 1) conditions.push('(m.missed & (m.missed - 1)) = 0');
  const score =
    wanted === ''
      ? 'false as is_named, 0::real as score'
      : `d.names @> ${names} as is_named, ts_rank_cd(d.headings, ${words}) as score`;
  return {
    words,
    chosen,
    sql: `select d.record_id, d.facets, d.sort_title, d.changed_at, m.missed, ${score}
    from dataset_search d cross join lateral (select ${missed} as missed) m
    ${conditions.length > 0 ? `where ${conditions.join('\n      and ')}` : ''}`,
  };
}

/** Orders matches `m`, of which there are `t.total`. */
function orderOf(sort: Sort, words: string): string {
  if (sort === 'newest') return 'm.changed_at desc, m.sort_title, m.record_id';
  if (sort === 'title' || words === '') return 'm.sort_title, m.record_id';
  return `m.is_named desc,
        case when t.total <= ${rankedWhole} then (
          select ts_rank_cd(d.search, ${words}) from dataset_search d
          where d.record_id = m.record_id
        ) else m.score end desc,
        m.sort_title, m.record_id`;
}

/** Ids of one page, the number of all, and the counts of facets, in one pass over the matches. */
export function countsStatement(query: SearchQuery, text: SearchText): Statement {
  const { params, add } = parameters();
  const { sql, words, chosen } = matchesOf(query, text, add, false);
  const bit = chosen.map((facet, at) => `when '${facet}' then ${1 << at}`);
  const ownBit = bit.length === 0 ? '0' : `case f.facet ${bit.join(' ')} else 0 end`;
  const isChosen = chosen.map((facet) => {
    const codes = add((query.filters[facet] ?? []).map(toText), 'text[]');
    return `(c.facet = '${facet}' and c.code = any(${codes}))`;
  });
  return {
    params,
    sql: `with matched as materialized (
    ${sql}
  ),
  totals as materialized (
    select count(*) filter (where missed = 0) as total, count(*) as matches from matched
  ),
  counted as (
    select f.facet, f.code, f.label, sum(v.n)::integer as count,
      row_number() over (partition by f.facet order by sum(v.n) desc, f.code) as place
    from (
      select unnest(facets) as id, missed, count(*) as n from matched group by 1, 2
    ) v
    join facet_value f on f.id = v.id
    where v.missed = 0 or v.missed = ${ownBit}
    group by f.facet, f.code, f.label
  )
  select t.total, t.matches,
    array(
      select m.record_id::text
      from matched m
      where m.missed = 0
      order by ${orderOf(query.sort, words)}
      limit ${add(query.pageSize, 'integer')}
      offset ${add((query.page - 1) * query.pageSize, 'integer')}
    ) as ids,
    (
      select json_agg(json_build_object('facet', c.facet, 'code', c.code, 'label', c.label,
        'count', c.count) order by c.place)
      from counted c
      where c.place <= ${mostValues}${isChosen.map((condition) => ` or ${condition}`).join('')}
    ) as facets,
    ${words !== '' ? stemsOf(add(text.wanted, 'text')) : `'{}'::text[]`} as stems
  from totals t`,
  };
}

/** What the words of a text begin with, so that a page can mark them; words of grammar are left out. */
function stemsOf(parameter: string): string {
  const stems = configurations.map((language) => `to_tsvector('${language}', w)`);
  return `array(
      select distinct unnest(tsvector_to_array(${stems.join(' || ')}))
      from unnest(tsvector_to_array(to_tsvector('simple', ${parameter}))) as w
      where to_tsvector('french', w) <> '' and to_tsvector('english', w) <> ''
      limit ${mostStems}
    )`;
}

/** Ids of all that a search finds, in its order, so many at most. */
export function idsStatement(query: SearchQuery, text: SearchText, most: number): Statement {
  const { params, add } = parameters();
  const { sql, words } = matchesOf(query, text, add, true);
  return {
    params,
    sql: `with matched as materialized (
    ${sql}
  ),
  totals as materialized (select count(*) as total from matched)
  select m.record_id as id
  from matched m cross join totals t
  order by ${orderOf(query.sort, words)}
  limit ${add(most, 'integer')}`,
  };
}
