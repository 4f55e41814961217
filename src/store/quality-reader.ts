import type {
  CheckedLink,
  DatasetQuality,
  LinkFigures,
  QualityDay,
  QualityReader,
  QualityScope,
  ScopedFigures,
} from '../model/quality-figures.ts';
import { toText } from './json.ts';
import type { Queryable } from './queryable.ts';
import { isUuid } from './uuid.ts';

/** Reads the quality of what is published; nothing here reads a document or all datasets. */
export function createQualityReader(database: Queryable): QualityReader {
  return {
    figures: async (scope, key) => (await latest(database, scope, key, 1))[0] ?? null,
    sources: () => latest(database, 'source', null, null),
    holders: (limit) => latest(database, 'holder', null, limit),
    trend: (scope, key, days) => readTrend(database, scope, key, days),
    dataset: (id) => readDataset(database, id),
    datasetTrend: (id) => readDatasetTrend(database, id),
    links: () => countLinks(database),
    brokenLinks: (limit) => readBroken(database, limit),
  };
}

function latest(
  database: Queryable,
  scope: QualityScope,
  key: string | null,
  limit: number | null,
): Promise<readonly ScopedFigures[]> {
  return database.query<ScopedFigures>(
    `select key, name, computed_at as "computedAt", datasets, points, earned, attainable,
      mandatory, recommended, french, english, fresh, met, lost, waiting
    from quality_day
    where scope = $1 and day = (select max(day) from quality_day)
      and ($2::text is null or key = $2)
    order by datasets desc, key
    limit $3`,
    [scope, key === null ? null : toText(key), limit],
  );
}

async function readTrend(
  database: Queryable,
  scope: QualityScope,
  key: string,
  days: number,
): Promise<readonly QualityDay[]> {
  const rows = await database.query<QualityDay>(
    `select day::text, datasets, points, earned, attainable
    from quality_day
    where scope = $1 and key = $2
    order by quality_day.day desc
    limit $3`,
    [scope, toText(key), days],
  );
  return rows.reverse();
}

async function readDataset(database: Queryable, id: string): Promise<DatasetQuality | null> {
  if (!isUuid(id)) return null;
  const [row] = await database.query<DatasetQuality>(
    `select met, waiting, applicable, points, earned, attainable,
      attended_on::text as "attendedOn", coalesce((
        select json_agg(json_build_object('url', u.url, 'isReachable', l.is_reachable,
          'status', l.status, 'problem', l.problem, 'checkedAt', l.checked_at) order by u.url)
        from unnest(links) as u(url) left join link l on l.url = u.url
      ), '[]') as links
    from dataset_quality
    where record_id = $1`,
    [id],
  );
  if (!row) return null;
  // JSON has no dates.
  const links = row.links.map((link) => ({
    ...link,
    checkedAt: link.checkedAt === null ? null : new Date(link.checkedAt),
  }));
  return { ...row, links };
}

async function readDatasetTrend(database: Queryable, id: string): Promise<readonly QualityDay[]> {
  if (!isUuid(id)) return [];
  return database.query<QualityDay>(
    `select day::text, 1 as datasets, points, earned, attainable
    from dataset_quality_day
    where record_id = $1
    order by dataset_quality_day.day`,
    [id],
  );
}

async function countLinks(database: Queryable): Promise<LinkFigures> {
  const [row] = await database.query<LinkFigures>(
    `select count(*)::integer as links,
      count(*) filter (where is_reachable)::integer as reachable,
      count(*) filter (where not is_reachable)::integer as broken
    from link`,
  );
  return row ?? { links: 0, reachable: 0, broken: 0 };
}

function readBroken(
  database: Queryable,
  limit: number,
): Promise<readonly (CheckedLink & { readonly datasets: number })[]> {
  return database.query<CheckedLink & { readonly datasets: number }>(
    `select url, is_reachable as "isReachable", status, problem, checked_at as "checkedAt",
      datasets
    from link
    where not is_reachable
    order by datasets desc, url
    limit $1`,
    [limit],
  );
}
