import type { NewNotice, NoticeFacts } from '../model/notice.ts';
import type { Source } from '../model/source.ts';
import { isStale } from '../model/staleness.ts';

const day = 86_400_000;

/** A source with the time between its planned runs; null when it has no schedule or is paused. */
export interface Watched {
  readonly source: Pick<Source, 'id'>;
  readonly intervalMs: number | null;
}

/**
 * What there is to tell, whether it was told before or not. A source that fails every night is one
 * notice: its first failed run since it was last walked whole.
 */
export function noticesOf(
  facts: NoticeFacts,
  watched: readonly Watched[],
  now: Date,
): readonly NewNotice[] {
  const known = new Set(watched.map(({ source }) => source.id));
  return [
    ...facts.streaks.map(
      ({ runId, sourceId, verdict, startedAt, problem }): NewNotice => ({
        key: `streak:${runId}`,
        kind: verdict === 'failed' ? 'harvest-failed' : 'harvest-partial',
        sourceId,
        at: startedAt,
        problem,
        figures: {},
      }),
    ),
    ...facts.ended.map(
      ({ key, sourceId, at }): NewNotice => ({
        ...{ key: `ended:${key}`, kind: 'harvest-recovered', sourceId, at },
        ...{ problem: null, figures: {} },
      }),
    ),
    ...stale(facts, watched, now),
    ...facts.held.map(
      ({ sourceId, count, since }): NewNotice => ({
        key: `held:${sourceId}:${since.toISOString()}`,
        kind: 'deletions-held',
        sourceId,
        at: since,
        problem: null,
        figures: { count },
      }),
    ),
    // Told once a month: how far it has fallen changes every day.
    ...facts.falling.map(
      ({ sourceId, best, bestOn, now: rest, month }): NewNotice => ({
        ...{ key: `quality:${sourceId}:${month}`, kind: 'quality-falling', sourceId, at: bestOn },
        ...{ problem: null, figures: { before: best, now: rest } },
      }),
    ),
  ].filter(({ sourceId }) => known.has(sourceId));
}

function stale(
  { complete }: NoticeFacts,
  watched: readonly Watched[],
  now: Date,
): readonly NewNotice[] {
  const lastOf = new Map(complete.map((run) => [run.sourceId, run]));
  return watched.flatMap(({ source, intervalMs }): NewNotice[] => {
    const last = lastOf.get(source.id);
    if (last === undefined || intervalMs === null) return [];
    if (!isStale(last.at, intervalMs, now)) return [];
    const age = now.getTime() - last.at.getTime();
    return [
      {
        key: `stale:${last.runId}`,
        kind: 'source-stale',
        sourceId: source.id,
        at: last.at,
        problem: null,
        figures: { days: Math.floor(age / day) },
      },
    ];
  });
}
