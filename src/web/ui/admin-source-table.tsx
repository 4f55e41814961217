import { type Health, healths, type SourceState } from '../admin/health.ts';
import type { AdminPage } from './admin-layout.tsx';
import { sourceMessages } from './admin-source-messages.ts';
import { Badge } from './badge.tsx';
import { speak } from './language.ts';
import { pageLink } from './layout.tsx';
import { Moment } from './moment.tsx';
import { Table } from './table.tsx';
import { Words } from './words.tsx';

const tones = {
  failing: 'bad',
  incomplete: 'warning',
  stale: 'warning',
  never: 'neutral',
  fine: 'good',
} as const satisfies Record<Health, string>;

/** How a source is, in a word, with what else is going on. */
export function HealthBadge({ page, state }: { page: AdminPage; state: SourceState }) {
  const text = sourceMessages[page.language];
  const { health, managed, lastRun } = state;
  return (
    <>
      <Badge tone={tones[health]}>{text[health]}</Badge>
      {managed.paused ? <Badge>{text.paused}</Badge> : null}
      {lastRun?.verdict === null ? <Badge>{text.running}</Badge> : null}
    </>
  );
}

/** Title of a source, or its id when it has none the reader knows. */
export function SourceName({ page, state }: { page: AdminPage; state: SourceState }) {
  const { id, title } = state.managed.source;
  const words = speak(title, page.language);
  return words ? <Words {...words} /> : <span>{id}</span>;
}

/** Sources with how they are and when they are due, worst first. */
export function SourceTable({
  page,
  states,
  caption,
}: {
  page: AdminPage;
  states: readonly SourceState[];
  caption: string;
}) {
  const text = sourceMessages[page.language];
  const sorted = states.toSorted(
    (one, other) => healths.indexOf(one.health) - healths.indexOf(other.health),
  );
  return (
    <Table
      caption={caption}
      head={[text.source, text.health, text.lastRun, text.lastComplete, text.nextRun]}
      rows={sorted.map((state) => [
        <a href={pageLink(page, `/admin/sources/${state.managed.source.id}`)}>
          <SourceName page={page} state={state} />{' '}
          <span class="soft">{state.managed.source.id}</span>
        </a>,
        <HealthBadge page={page} state={state} />,
        <LastRun page={page} state={state} />,
        state.lastComplete ? <Moment at={state.lastComplete} language={page.language} /> : '–',
        <NextRun page={page} state={state} />,
      ])}
    />
  );
}

function LastRun({ page, state: { lastRun } }: { page: AdminPage; state: SourceState }) {
  if (!lastRun) return <>–</>;
  return (
    <a href={pageLink(page, `/admin/runs/${lastRun.id}`)}>
      <Moment at={lastRun.startedAt} language={page.language} />
    </a>
  );
}

function NextRun({ page, state }: { page: AdminPage; state: SourceState }) {
  const { nextRun, managed } = state;
  if (managed.paused) return <>–</>;
  if (!nextRun) return <>{sourceMessages[page.language].noNextRun}</>;
  return <Moment at={nextRun} language={page.language} timeZone={managed.source.timeZone} />;
}
