import type { ChannelState, Notice, NoticeFacts, NoticeStore, Streak } from '../model/notice.ts';
import { toJson } from './json.ts';
import type { Database, Queryable } from './queryable.ts';

/** Runs that walk a source; a push or a replay says nothing about it. */
const walks = `trigger not in ('push', 'replay')`;

/** Per cent of the points that descriptions must lose for it to be told. */
const leastFall = 5;

/** Keeps notices and how far channels are, in a database whose schema is up to date. */
export function createNoticeStore({
  database,
  now,
}: {
  readonly database: Database;
  readonly now: () => Date;
}): NoticeStore {
  return {
    register: async (channelIds) => {
      await database.query(
        `insert into notification_channel (id, position)
        select id, coalesce((select max(id) from notice), 0) from unnest($1::text[]) as c(id)
        on conflict (id) do nothing`,
        [channelIds],
      );
    },
    lock: () => database.lock('notify'),
    facts: () => readFacts(database),
    add: async (notices) => {
      const rows = notices.map(({ sourceId: source_id, ...columns }) => ({
        ...columns,
        source_id,
      }));
      await database.query(
        `insert into notice (key, kind, source_id, at, problem, figures)
        select key, kind, source_id, at, problem, figures from json_to_recordset($1::json)
          as n(key text, kind text, source_id text, at timestamptz, problem jsonb, figures jsonb)
        on conflict (key) do nothing`,
        [toJson(rows)],
      );
    },
    untold: (channelId, sourceIds, limit) =>
      database.query<Notice>(
        `select n.id, n.key, n.kind, n.source_id as "sourceId", n.at, n.problem, n.figures
        from notice n, notification_channel c
        where c.id = $1 and n.id > c.position
          and ($2::text[] is null or n.source_id = any($2::text[]))
        order by n.id
        limit $3`,
        [channelId, sourceIds, limit],
      ),
    told: async (channelId, noticeId) => {
      await database.query(
        'update notification_channel set position = $2, told_at = $3, problem = null where id = $1',
        [channelId, noticeId, now().toISOString()],
      );
    },
    failed: async (channelId, problem) => {
      await database.query('update notification_channel set problem = $2::jsonb where id = $1', [
        channelId,
        toJson(problem),
      ]);
    },
    states: () =>
      database.query<ChannelState>(
        `select id as "channelId", told_at as "toldAt", problem,
          (select count(*)::integer from notice n where n.id > c.position) as waiting
        from notification_channel c
        order by id`,
      ),
  };
}

async function readFacts(database: Queryable): Promise<NoticeFacts> {
  const complete = await database.query<NoticeFacts['complete'][number]>(
    `select distinct on (source_id) id as "runId", source_id as "sourceId", finished_at as at
    from run
    where verdict = 'complete' and ${walks}
    order by source_id, started_at desc`,
  );
  // A run that was cut off or cancelled is nobody's failure: another one follows it.
  const streaks = await database.query<Streak>(
    `select distinct on (r.source_id) r.id as "runId", r.source_id as "sourceId", r.verdict,
      r.started_at as "startedAt", r.problems -> 0 as problem
    from run r
    where r.verdict in ('failed', 'partial') and r.${walks}
      and not r.problems @> '[{"code": "GATHER_CANCELLED"}]'
      and not exists (
        select from run c
        where c.source_id = r.source_id and c.verdict = 'complete' and c.${walks}
          and c.started_at > r.started_at
      )
    order by r.source_id, r.started_at`,
  );
  const ended = await database.query<NoticeFacts['ended'][number]>(
    `select n.key, n.source_id as "sourceId", min(r.finished_at) as at
    from notice n
    join run r on r.source_id = n.source_id and r.verdict = 'complete' and r.${walks}
      and r.started_at > n.at
    where n.kind in ('harvest-failed', 'harvest-partial')
      and not exists (select from notice e where e.key = 'ended:' || n.key)
    group by n.key, n.source_id`,
  );
  const held = await database.query<NoticeFacts['held'][number]>(
    `select source_id as "sourceId", count(*)::integer as count, max(held_since) as since
    from record
    where held_since is not null and state <> 'deleted'
    group by source_id`,
  );
  const falling = await database.query<NoticeFacts['falling'][number]>(
    `with share as (
      select key, day, 100.0 * earned / attainable as share from quality_day
      where scope = 'source' and attainable > 0
    ), latest as (
      select distinct on (key) key, day, share from share order by key, day desc
    ), best as (
      select distinct on (s.key) s.key, s.day, s.share from share s
      join latest l on l.key = s.key and s.day < l.day and s.day >= l.day - 30
      order by s.key, s.share desc, s.day desc
    )
    select l.key as "sourceId", round(b.share)::integer as best, b.day::timestamptz as "bestOn",
      round(l.share)::integer as now, to_char(l.day, 'YYYY-MM') as month
    from latest l join best b on b.key = l.key
    where b.share - l.share >= $1`,
    [leastFall],
  );
  return { complete, streaks, ended, held, falling };
}
