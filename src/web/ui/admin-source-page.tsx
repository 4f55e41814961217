import { permits } from '../../model/access.ts';
import type { SourceState } from '../admin/health.ts';
import { ActButton } from './admin-form.tsx';
import { type AdminPage, CsrfField, hasRole } from './admin-layout.tsx';
import { RunTable } from './admin-run-table.tsx';
import { sourceMessages } from './admin-source-messages.ts';
import { HealthBadge, SourceName } from './admin-source-table.tsx';
import { IriLink } from './iri-link.tsx';
import { pageLink } from './layout.tsx';
import { Moment } from './moment.tsx';
import { Facts } from './table.tsx';
import { Verbatim } from './verbatim.tsx';

interface SourceProps {
  page: AdminPage;
  state: SourceState;
  nextRuns: readonly Date[];
  /** What was just done. */
  done: 'asked' | 'saved' | null;
}

/** A source for those who look after it. */
export function AdminSourcePage({ page, state, nextRuns, done }: SourceProps) {
  const text = sourceMessages[page.language];
  const { managed, runs } = state;
  const { id, connector } = managed.source;
  const need = { role: 'curator', source: 'source' } as const;
  return (
    <>
      <h1>
        <SourceName page={page} state={state} /> <HealthBadge page={page} state={state} />
      </h1>
      {done ? (
        <p role="status" class="notice notice-fine">
          {text[done]}{' '}
          {done === 'asked' ? (
            <a href={pageLink(page, `/admin/sources/${id}`)}>{text.refresh}</a>
          ) : null}
        </p>
      ) : null}
      <Advice page={page} state={state} />
      {permits(page.identity, need, id) ? <Acts page={page} state={state} /> : null}
      <p>
        <a href={pageLink(page, `/sources/${id}`)}>{text.publicPage}</a>
        {' · '}
        <a href={pageLink(page, `/admin/records?source=${id}`)}>{text.records}</a>
      </p>
      <h2>{text.runs}</h2>
      <RunTable page={page} runs={runs} />
      {connector === 'push' ? null : <Schedule page={page} state={state} nextRuns={nextRuns} />}
      <Definition page={page} state={state} />
      <Removal page={page} state={state} />
    </>
  );
}

function Advice({ page, state }: { page: AdminPage; state: SourceState }) {
  const text = sourceMessages[page.language];
  const { health, lastEnded } = state;
  if (health === 'fine') return null;
  return (
    <p class={`notice notice-${health}`}>
      {text[`${health}Help`]}{' '}
      {lastEnded ? (
        <a href={pageLink(page, `/admin/runs/${lastEnded.id}`)}>{text.lastRun}</a>
      ) : null}
    </p>
  );
}

function Acts({ page, state }: { page: AdminPage; state: SourceState }) {
  const text = sourceMessages[page.language];
  const { managed, lastRun, lastEnded } = state;
  const { id, connector } = managed.source;
  const path = `/admin/sources/${id}`;
  return (
    <div class="acts">
      {lastRun?.verdict === null ? (
        <ActButton page={page} path={`${path}/cancel`} tone="quiet">
          {text.cancel}
        </ActButton>
      ) : null}
      {connector === 'push' || lastRun?.verdict === null ? null : (
        <ActButton page={page} path={`${path}/run`}>
          {text.runNow}
        </ActButton>
      )}
      {managed.managedBy === 'admin' ? (
        <a class="button" href={pageLink(page, `${path}/edit`)}>
          {text.edit}
        </a>
      ) : null}
      <ActButton page={page} path={`${path}/${managed.paused ? 'resume' : 'pause'}`} tone="quiet">
        {managed.paused ? text.resume : text.pause}
      </ActButton>
      {lastEnded ? (
        <ActButton page={page} path={`${path}/replay`} tone="quiet">
          {text.replay}
        </ActButton>
      ) : null}
    </div>
  );
}

function Schedule({ page, state, nextRuns }: Omit<SourceProps, 'done'>) {
  const text = sourceMessages[page.language];
  const { schedule, timeZone, quietHours } = state.managed.source;
  return (
    <>
      <h2>{text.schedule}</h2>
      <Facts
        facts={[
          [text.schedule, schedule ? <code>{schedule}</code> : text.noNextRun],
          [text.timeZone, timeZone],
          [text.quietHours, quietHours.length > 0 ? quietHours.join(', ') : null],
          [
            text.nextRuns,
            nextRuns.length > 0 ? <Moments {...{ page, nextRuns, timeZone }} /> : null,
          ],
        ]}
      />
    </>
  );
}

/** Moments in their order. */
export function Moments(props: { page: AdminPage; nextRuns: readonly Date[]; timeZone: string }) {
  const { page, nextRuns, timeZone } = props;
  return (
    <ol class="plain">
      {nextRuns.map((at) => (
        <li>
          <Moment at={at} language={page.language} timeZone={timeZone} />
        </li>
      ))}
    </ol>
  );
}

function Definition({ page, state }: { page: AdminPage; state: SourceState }) {
  const text = sourceMessages[page.language];
  const { source, managedBy, entry } = state.managed;
  const preset = entry?.['preset'];
  return (
    <>
      <h2>{text.definition}</h2>
      <p>{managedBy === 'file' ? text.fileHelp : text.managedByAdmin}</p>
      <Facts
        facts={[
          ['Id', <code>{source.id}</code>],
          [text.preset, typeof preset === 'string' ? preset : null],
          [text.url, <IriLink iri={source.url} />],
          [text.connector, source.connector],
          [text.mapping, source.mapping],
          [text.profile, source.profile],
          [text.level, text[`level_${source.level}`]],
        ]}
      />
      <details>
        <summary>{text.allSettings}</summary>
        <Verbatim>{JSON.stringify(source, null, 2)}</Verbatim>
      </details>
    </>
  );
}

function Removal({ page, state }: { page: AdminPage; state: SourceState }) {
  const text = sourceMessages[page.language];
  const { managedBy, source, revision } = state.managed;
  if (managedBy !== 'admin' || !hasRole(page.identity, 'admin')) return null;
  return (
    <details class="removal">
      <summary>{text.remove}</summary>
      <form method="post" action={pageLink(page, `/admin/sources/${source.id}/delete`)}>
        <p>{text.removeHelp}</p>
        <CsrfField page={page} />
        <input type="hidden" name="revision" value={revision} />
        <label class="check">
          <input type="checkbox" name="confirm" value="yes" required /> {text.removeConfirm}
        </label>
        <button type="submit" class="danger">
          {text.removeButton}
        </button>
      </form>
    </details>
  );
}
