import { HarvestError, problemOf } from '../../model/problem.ts';
import type { Gathered } from '../../model/record.ts';
import { failed, incomplete } from '../gathered.ts';
import { objectOf } from '../json-page.ts';
import { countIn, type Row, type RowPage, type RowQuery, readRows, textIn } from './rows.ts';
import type { GraphqlWalk } from './walk.ts';

// Names of contact persons are never asked for.
const biobankFields = `id name acronym description url juridical_person withdrawn
    country { name }
    contact { email }
    quality { quality_standard { name } }`;
const collectionFields = `id name acronym description url withdrawn
    country { name }
    biobank { id }
    contact { email }
    type { name }
    size order_of_magnitude { name label }
    number_of_donors order_of_magnitude_donors { name label }
    diagnosis_available { name }
    materials { name }
    storage_temperatures { name }
    sex { name }
    age_low age_high age_unit { name }
    access_description
    data_use { name }`;

/**
 * Walks the biobanks and collections of a BBMRI directory on Molgenis EMX2. A payload is
 * `{ collection, biobank }`, its key the id of the collection. A withdrawn collection, or one of a
 * withdrawn biobank, is gone; one whose biobank is not listed is a failed record.
 */
export const walkEmx2: GraphqlWalk = async function* (
  context,
  { pageSize = 500, maxPages, country },
) {
  const { url } = context.source;
  const list = (table: string, fields: string) =>
    readRows(context, tableQuery(table, fields, pageSize, country), maxPages);
  const biobanks = await list('Biobanks', biobankFields);
  const collections = await list('Collections', collectionFields);
  for (const { problem } of [biobanks, collections]) if (problem) yield incomplete(url, problem);
  for (const [id, collection] of collections.rows) {
    const biobank = biobanks.rows.get(textIn(objectOf(collection['biobank']), 'id') ?? '');
    // Its biobank may stand on the page that was lost.
    if (!biobank && biobanks.problem) continue;
    yield collectionRecord(pageOf(url, id), id, collection, biobank);
  }
  for (const { total, rows, problem } of [biobanks, collections]) {
    if (total !== null && !problem) yield { kind: 'announced', total, walked: rows.size };
  }
};

function tableQuery(
  table: string,
  fields: string,
  limit: number,
  country: string | undefined,
): RowQuery {
  // The options admit two capital letters and nothing else.
  const filter = country ? `filter: { country: { name: { equals: "${country}" } } }` : '';
  const document = `query list($limit: Int, $offset: Int) {
  ${table}(limit: $limit, offset: $offset, orderby: { id: ASC } ${filter}) {
    ${fields}
  }
  ${table}_agg${filter && `(${filter})`} { count }
}`;
  return {
    name: table,
    document,
    start: { limit, offset: 0 },
    keyOf: (row) => textIn(row, 'id'),
    read: (data, asked): RowPage => {
      const { rows, total } = tableIn(data, table);
      // A server may give fewer rows than asked for: what came counts.
      const offset = (countIn(asked, 'offset') ?? 0) + rows.length;
      const next = total !== null && offset >= total ? null : { limit, offset };
      return { rows, total, next };
    },
  };
}

/** Rows of a table in an answer; throws MAP_UNREADABLE when they are no list. */
export function tableIn(data: Row, table: string): Pick<RowPage, 'rows' | 'total'> {
  const rows: unknown = data[table] ?? [];
  if (!Array.isArray(rows)) {
    throw new HarvestError('MAP_UNREADABLE', `The answer has no list of ${table}.`);
  }
  const total = countIn(objectOf(data[`${table}_agg`]), 'count');
  return { rows: rows.map((row) => objectOf(row) ?? {}), total };
}

/** What a collection and its biobank are: a record of the page `url`, gone, or failed. */
export function collectionRecord(
  url: string,
  remoteKey: string,
  collection: Row,
  biobank: Row | undefined,
): Gathered {
  if (collection['withdrawn'] === true) {
    return { kind: 'gone', remoteKey, reason: 'The directory marks it as withdrawn.' };
  }
  const named = textIn(objectOf(collection['biobank']), 'id') ?? '(none)';
  if (!biobank) {
    const sentence = `${remoteKey} names the biobank ${named}, which the directory does not list.`;
    return failed(remoteKey, url, problemOf(new HarvestError('MAP_UNREADABLE', sentence)));
  }
  if (biobank['withdrawn'] === true) {
    return { kind: 'gone', remoteKey, reason: `Its biobank ${named} is withdrawn.` };
  }
  const body = JSON.stringify({ collection, biobank });
  return { kind: 'payload', payload: { remoteKey, body, mediaType: 'application/json', url } };
}

/** Where the directory shows a collection to people. */
function pageOf(endpoint: string, id: string): string {
  const shown = encodeURIComponent(id).replaceAll('%3A', ':');
  return `${endpoint.replace(/\/graphql\/?$/, '')}/#/collection/${shown}`;
}
