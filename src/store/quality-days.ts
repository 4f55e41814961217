import { metrics } from '../model/mqa.ts';
import type { Database } from './queryable.ts';

/** Days after which a description should have been looked at again (EHDS Art. 60(3)). */
const yearInDays = 365;

const countsOf = (bits: string) =>
  `array[${metrics.map(({ bit }) => `count(*) filter (where ${bits} & ${bit} <> 0)`).join(', ')}]::integer[]`;

/**
 * Adds up the quality of everything published, per source, per holder and altogether, and keeps it as the
 * state of this day (UTC). Asked again on the same day it overwrites; of days before nothing changes.
 */
export async function computeQuality(database: Database, now: Date): Promise<void> {
  const at = now.toISOString();
  const day = at.slice(0, 10);
  await database.transaction(async (tx) => {
    // Two workers that compute at once would wait for one another's rows in different orders.
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('glaneur quality', 0))`);
    await tx.query(`delete from quality_day where day = $1::date`, [day]);
    await tx.query(
      `insert into quality_day (day, scope, key, name, computed_at, datasets, points, earned,
        attainable, mandatory, recommended, french, english, fresh, met, lost, waiting)
      select $1::date,
        case when grouping(source_id) = 0 then 'source'
          when grouping(holder) = 0 then 'holder' else 'catalogue' end,
        coalesce(source_id, holder, ''), case when grouping(holder) = 0 then max(holder_name) end,
        $2::timestamptz,
        count(*), coalesce(sum(points), 0), coalesce(sum(earned), 0),
        coalesce(sum(attainable), 0), coalesce(avg(mandatory), 0), coalesce(avg(recommended), 0),
        count(*) filter (where in_french), count(*) filter (where in_english),
        count(*) filter (where attended_on > $1::date - ${yearInDays}),
        ${countsOf('met')}, ${countsOf('(applicable & ~met & ~waiting)')}, ${countsOf('(waiting & applicable)')}
      from dataset_quality
      group by grouping sets ((source_id), (holder), ())
      having grouping(holder) = 1 or holder is not null`,
      [day, at],
    );
    await tx.query(
      `with changed as (
        update dataset_quality set noted_points = points, noted_earned = earned
        where noted_points is distinct from points or noted_earned is distinct from earned
        returning record_id, points, earned, attainable
      )
      insert into dataset_quality_day (record_id, day, points, earned, attainable)
      select record_id, $1::date, points, earned, attainable from changed
      on conflict (record_id, day) do update set
        points = excluded.points,
        earned = excluded.earned,
        attainable = excluded.attainable`,
      [day],
    );
  });
}
