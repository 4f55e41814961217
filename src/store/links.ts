import type { LinkAnswer, LinkStore } from '../model/link.ts';
import { lockCatalogue } from './changes.ts';
import { toJson } from './json.ts';
import { reassess } from './quality.ts';
import type { Database } from './queryable.ts';

/** Checks kept of a link. */
const keptChecks = 20;
/** Checks in a row that may fail before a link is asked for no oftener than others. */
const patience = 7;
/** Minutes after which a link that a dead process took is taken again. */
const leaseMinutes = 60;

/** The links of what is published, on a database whose schema is up to date. */
export function createLinkStore({
  database,
  now,
}: {
  readonly database: Database;
  readonly now: () => Date;
}): LinkStore {
  return {
    collect: () => collect(database, now()),
    take: (share, most) => take(database, now(), share, most),
    save: (answers, days) => save(database, now(), answers, days),
  };
}

/** Brings the list of links in step with what is published. */
async function collect(database: Database, at: Date): Promise<void> {
  await database.query(
    `with named as (
      select url, count(*) as datasets
      from dataset_quality cross join unnest(links) as u(url)
      group by url
    ), gone as (
      delete from link where not exists (select from named where named.url = link.url)
    )
    insert into link (url, datasets, due_at)
    select url, datasets, $1 from named
    on conflict (url) do update set datasets = excluded.datasets
    where link.datasets <> excluded.datasets`,
    [at.toISOString()],
  );
}

/** Takes the links that are due the longest; nobody else gets them for an hour. */
async function take(
  database: Database,
  at: Date,
  share: number,
  most: number,
): Promise<readonly string[]> {
  const rows = await database.query<{ url: string }>(
    `update link set due_at = $1::timestamptz + make_interval(mins => ${leaseMinutes})
    where url in (
      select url from link
      where due_at <= $1
      order by due_at, url
      limit least($3::integer, (select ceil(count(*) * $2::float8) from link))
      for update skip locked
    )
    returning url`,
    [at.toISOString(), share, most],
  );
  return rows.map(({ url }) => url);
}

/** Keeps what checks found, and answers the metrics of datasets again where a verdict changed. */
async function save(
  database: Database,
  at: Date,
  answers: readonly LinkAnswer[],
  days: number,
): Promise<void> {
  if (answers.length === 0) return;
  const parameters = [toJson(answers), at.toISOString()];
  await database.transaction(async (tx) => {
    await lockCatalogue(tx);
    const changed = await tx.query<{ url: string }>(
      `select l.url from link l join ${answerRows} using (url)
      where a."isReachable" is not null and l.is_reachable is distinct from a."isReachable"`,
      [toJson(answers)],
    );
    // A link that fails is tried again the next day, so that mending it shows.
    await tx.query(
      `update link set
        is_reachable = coalesce(a."isReachable", link.is_reachable),
        status = a.status,
        problem = a.problem,
        checked_at = $2,
        failures = case when a."isReachable" is false then link.failures + 1 else 0 end,
        due_at = $2::timestamptz + make_interval(secs => 86400 * case
          when a."isReachable" is false and link.failures < ${patience} then 1
          else $3::float8 * (0.8 + 0.4 * random())
        end)
      from ${answerRows}
      where link.url = a.url`,
      [...parameters, days],
    );
    await tx.query(
      `insert into link_check (url, at, is_reachable, status, problem)
      select url, $2, "isReachable", a.status, a.problem
      from ${answerRows} join link using (url)
      on conflict do nothing`,
      parameters,
    );
    await tx.query(
      `delete from link_check c
      where c.url in (select url from ${answerRows}) and c.at < (
        select at from link_check o where o.url = c.url order by at desc
        offset ${keptChecks - 1} limit 1
      )`,
      [toJson(answers)],
    );
    await reassess(
      tx,
      changed.map(({ url }) => url),
    );
  });
}

const answerRows = `json_to_recordset($1::json) as a(url text, "isReachable" boolean, status integer,
      problem text)`;
