import { applicableTo, evaluate, type MqaFacts, pointsOf } from '../model/mqa.ts';
import type { Quality } from '../model/quality.ts';
import type { Summary } from '../model/record.ts';
import { toJson } from './json.ts';
import type { Queryable } from './queryable.ts';

/** What of a published dataset its quality follows from. */
export interface Measured {
  readonly recordId: string;
  readonly summary: Summary;
  readonly quality: Quality;
  readonly report: { readonly level: string };
}

const longestName = 300;

/** Answers the metrics of published datasets by what is known of their links, and stores that. */
export async function writeQuality(tx: Queryable, datasets: readonly Measured[]): Promise<void> {
  if (datasets.length === 0) return;
  const urls = new Set(datasets.flatMap(({ quality }) => linksOf(quality.mqa)));
  const reached = await readReached(tx, [...urls]);
  await tx.query(
    `insert into dataset_quality (record_id, source_id, holder, holder_name, met, waiting,
      applicable, points, earned, attainable, mandatory, recommended, in_french, in_english,
      attended_on, links)
    select q.record_id, r.source_id, holder, holder_name, met, waiting, applicable, points, earned,
      attainable, mandatory, recommended, in_french, in_english,
      case when stated_on <= e.modified_at::date then stated_on
        when e.modified_at > r.first_published_at then e.modified_at::date end, links
    from json_to_recordset($1::json) as q(record_id uuid, holder text, holder_name text,
      met integer, waiting integer, applicable integer, points smallint, earned smallint,
      attainable smallint, mandatory real, recommended real, in_french boolean,
      in_english boolean, stated_on date, links text[])
      join entity e on e.record_id = q.record_id
      join record r on r.id = q.record_id
    on conflict (record_id) do update set
      source_id = excluded.source_id,
      holder = excluded.holder,
      holder_name = excluded.holder_name,
      met = excluded.met,
      waiting = excluded.waiting,
      applicable = excluded.applicable,
      points = excluded.points,
      earned = excluded.earned,
      attainable = excluded.attainable,
      mandatory = excluded.mandatory,
      recommended = excluded.recommended,
      in_french = excluded.in_french,
      in_english = excluded.in_english,
      attended_on = excluded.attended_on,
      links = excluded.links`,
    [toJson(datasets.map((dataset) => rowOf(dataset, reached)))],
  );
}

/** Answers the metrics again of the datasets that have one of these links. Needs the lock of the catalogue. */
export async function reassess(tx: Queryable, urls: readonly string[]): Promise<void> {
  if (urls.length === 0) return;
  const datasets = await tx.query<Measured>(
    `select e.record_id as "recordId", e.summary, e.quality, e.report
    from dataset_quality q join entity e using (record_id)
    where q.links && $1::text[]`,
    [urls],
  );
  await writeQuality(tx, datasets);
}

function rowOf(
  { recordId, summary, quality, report }: Measured,
  reached: ReadonlyMap<string, boolean | null>,
) {
  const { met, waiting } = evaluate(quality.mqa, (url) => reached.get(url) ?? null);
  const applicable = applicableTo(report.level);
  const names = summary.holder ?? {};
  const name = names['fr'] ?? names['en'] ?? Object.values(names)[0] ?? null;
  return {
    record_id: recordId,
    holder: (summary.holderIri ?? name)?.slice(0, longestName) ?? null,
    holder_name: name?.slice(0, longestName) ?? null,
    met,
    waiting,
    applicable,
    points: pointsOf(met),
    earned: pointsOf(met & applicable),
    attainable: pointsOf(applicable & ~waiting),
    mandatory: quality.mandatory,
    recommended: quality.recommended,
    in_french: quality.languages.includes('fr'),
    in_english: quality.languages.includes('en'),
    stated_on: quality.statedOn,
    links: linksOf(quality.mqa),
  };
}

/** The links that the metrics ask about, each once. */
function linksOf({ distributions }: MqaFacts): readonly string[] {
  return [
    ...new Set(
      distributions.flatMap(({ accessUrls, downloadUrls }) => [...accessUrls, ...downloadUrls]),
    ),
  ];
}

async function readReached(
  tx: Queryable,
  urls: readonly string[],
): Promise<ReadonlyMap<string, boolean | null>> {
  if (urls.length === 0) return new Map();
  const rows = await tx.query<{ url: string; is_reachable: boolean | null }>(
    'select url, is_reachable from link where url = any($1::text[])',
    [urls],
  );
  return new Map(rows.map((row) => [row.url, row.is_reachable]));
}
