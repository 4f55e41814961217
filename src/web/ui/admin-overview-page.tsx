import type { ChannelOverview } from '../../model/notice.ts';
import type { TargetOverview } from '../../publish/status.ts';
import { type Health, healths, type SourceState } from '../admin/health.ts';
import { type AdminPage, hasRole } from './admin-layout.tsx';
import { sourceMessages } from './admin-source-messages.ts';
import { SourceName, SourceTable } from './admin-source-table.tsx';
import { formatNumber, speak } from './language.ts';
import { pageLink } from './layout.tsx';
import { Moment } from './moment.tsx';
import { ProblemLine, ProblemText } from './problem-note.tsx';
import { Table } from './table.tsx';
import { Words } from './words.tsx';

/** What the first page of the console shows. */
export interface Overview {
  readonly states: readonly SourceState[];
  readonly heldDeletions: number;
  readonly duplicates: number;
  readonly targets: readonly TargetOverview[];
  readonly channels: readonly ChannelOverview[];
}

interface OverviewProps {
  page: AdminPage;
  overview: Overview;
}

/** The first page of the console: what is well, what is not, and what to do about it. */
export function OverviewPage({ page, overview }: OverviewProps) {
  const text = sourceMessages[page.language];
  const { states } = overview;
  return (
    <>
      <h1>{page.text.adminOverview}</h1>
      <ul class="tiles">
        {healths.toReversed().map((health) => (
          <li class={`tile tile-${health}`}>
            <strong>
              {formatNumber(states.filter((each) => each.health === health).length, page.language)}
            </strong>{' '}
            {text[health]}
          </li>
        ))}
      </ul>
      <Attention page={page} states={states} />
      <Decisions page={page} overview={overview} />
      {states.length === 0 ? (
        <p>
          {text.noSources}{' '}
          {hasRole(page.identity, 'admin') ? (
            <a href={pageLink(page, '/admin/sources/new')}>{text.newSource}</a>
          ) : null}
        </p>
      ) : (
        <>
          <h2>{text.allSources}</h2>
          <SourceTable page={page} states={states} caption={text.sourcesCaption} />
        </>
      )}
      <Deliveries page={page} targets={overview.targets} />
      <Channels page={page} channels={overview.channels} />
    </>
  );
}

const helpOf = {
  failing: 'failingHelp',
  incomplete: 'incompleteHelp',
  stale: 'staleHelp',
  never: 'neverHelp',
} as const satisfies Record<Exclude<Health, 'fine'>, string>;

function Attention({ page, states }: { page: AdminPage; states: readonly SourceState[] }) {
  const text = sourceMessages[page.language];
  const wanting = states.filter(({ health, managed }) => health !== 'fine' && !managed.paused);
  if (states.length === 0) return null;
  return (
    <section aria-labelledby="attention">
      <h2 id="attention">{text.attention}</h2>
      {wanting.length === 0 ? <p>{text.allFine}</p> : null}
      {healths.map((health) => {
        const those = wanting.filter((state) => state.health === health);
        if (health === 'fine' || those.length === 0) return null;
        return (
          <div class={`notice notice-${health}`}>
            <h3>{text[health]}</h3>
            <p>{text[helpOf[health]]}</p>
            <ul>
              {those.map((state) => (
                <Wanting page={page} state={state} />
              ))}
            </ul>
          </div>
        );
      })}
    </section>
  );
}

function Wanting({ page, state }: { page: AdminPage; state: SourceState }) {
  const { managed, lastEnded } = state;
  const [problem] = lastEnded?.problems ?? [];
  const text = sourceMessages[page.language];
  return (
    <li>
      <a href={pageLink(page, `/admin/sources/${managed.source.id}`)}>
        <SourceName page={page} state={state} />
      </a>
      {lastEnded ? (
        <>
          {' · '}
          <a href={pageLink(page, `/admin/runs/${lastEnded.id}`)}>
            {text.lastRun}
            <span class="visually-hidden"> ({managed.source.id})</span>
          </a>
        </>
      ) : null}
      {problem ? (
        <>
          {' · '}
          <ProblemLine language={page.language} problem={problem} most={300} />
        </>
      ) : null}
    </li>
  );
}

function Decisions({ page, overview }: OverviewProps) {
  const text = sourceMessages[page.language];
  const waiting = [
    [overview.heldDeletions, text.heldDecision],
    [overview.duplicates, text.duplicateDecision],
  ] as const;
  const some = waiting.filter(([count]) => count > 0);
  return (
    <section aria-labelledby="decisions">
      <h2 id="decisions">{text.decisions}</h2>
      {some.length === 0 ? <p>{text.noDecisions}</p> : null}
      <ul>
        {some.map(([count, words]) => (
          <li>
            <a href={pageLink(page, '/admin/decisions')}>
              {formatNumber(count, page.language)} {words}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Deliveries({ page, targets }: { page: AdminPage; targets: readonly TargetOverview[] }) {
  const text = sourceMessages[page.language];
  if (targets.length === 0) return null;
  const conditions = {
    delivering: text.delivering,
    waiting: text.waiting,
    paused: text.pausedTarget,
  };
  return (
    <>
      <h2>{text.deliveries}</h2>
      <Table
        caption={text.deliveries}
        head={[text.target, text.condition, text.behind, text.deadLetters]}
        rows={targets.map(({ id, title, condition, lag, deadLetters }) => {
          const words = speak(title, page.language);
          return [
            words ? <Words {...words} /> : id,
            conditions[condition],
            formatNumber(lag.events, page.language),
            formatNumber(deadLetters, page.language),
          ];
        })}
      />
    </>
  );
}

function Channels({ page, channels }: { page: AdminPage; channels: readonly ChannelOverview[] }) {
  const { language } = page;
  const text = sourceMessages[language];
  return (
    <>
      <h2>{text.channels}</h2>
      {channels.length === 0 ? (
        <p>{text.noChannels}</p>
      ) : (
        <Table
          caption={text.channels}
          head={[text.channel, text.channelKind, text.lastTold, text.untold, text.channelProblem]}
          rows={channels.map(({ id, kind, toldAt, waiting, problem }) => [
            <code>{id}</code>,
            kind === 'email' ? text.email : text.webhook,
            toldAt ? <Moment at={toldAt} language={language} /> : text.neverTold,
            formatNumber(waiting, language),
            problem ? <ProblemText language={language} problem={problem} /> : null,
          ])}
        />
      )}
    </>
  );
}
