import { permits } from '../../model/access.ts';
import type { JournalEntry } from '../../model/journal.ts';
import type { HarvestRun, OutcomeKind } from '../../model/run.ts';
import { ActButton } from './admin-form.tsx';
import type { AdminPage } from './admin-layout.tsx';
import { Onward } from './admin-onward.tsx';
import { runMessages } from './admin-run-messages.ts';
import { VerdictBadge } from './admin-run-table.tsx';
import { formatNumber } from './language.ts';
import { pageLink } from './layout.tsx';
import { Moment } from './moment.tsx';
import { ProblemNotice, ProblemText } from './problem-note.tsx';
import { Facts, Table } from './table.tsx';
import { Words } from './words.tsx';

/** Outcomes by which the journal can be filtered; unchanged records are not in it. */
export const journalKinds = [
  'created',
  'updated',
  'deleted',
  'quarantined',
  'skipped',
  'failed',
] as const satisfies readonly OutcomeKind[];

interface RunProps {
  page: AdminPage;
  run: HarvestRun;
  /** Whether the file that declares the source, and not the console, changes it. */
  isFixed: boolean;
  entries: readonly JournalEntry[];
  kind: OutcomeKind | undefined;
  /** Place in the journal after which to go on; null at its end. */
  next: number | null;
}

/** A run: how it ended and why, what to do about it, and what became of each record. */
export function RunPage(props: RunProps) {
  const { page, run } = props;
  const text = runMessages[page.language];
  const help = `${run.verdict ?? 'running'}Help` as const;
  return (
    <>
      <h1>
        {text.run} <a href={pageLink(page, `/admin/sources/${run.sourceId}`)}>{run.sourceId}</a>{' '}
        <VerdictBadge page={page} run={run} />
      </h1>
      <p data-run={run.verdict === null ? run.id : undefined} data-base={page.basePath}>
        {text[help]}
      </p>
      {run.verdict === null ? (
        <p>
          <a href={pageLink(page, `/admin/runs/${run.id}`)}>{text.refresh}</a>
        </p>
      ) : null}
      <Acts {...props} />
      <Problems page={page} run={run} />
      <Figures page={page} run={run} />
      <JournalOf {...props} />
    </>
  );
}

function Acts({ page, run, isFixed }: RunProps) {
  const text = runMessages[page.language];
  const { sourceId, verdict } = run;
  if (!permits(page.identity, { role: 'curator', source: 'source' }, sourceId)) return null;
  const path = `/admin/sources/${sourceId}`;
  if (verdict === null) {
    return (
      <ActButton page={page} path={`${path}/cancel`} tone="quiet">
        {text.cancel}
      </ActButton>
    );
  }
  return (
    <div class="acts">
      {isFixed ? null : (
        <a class="button" href={pageLink(page, `${path}/edit`)}>
          {verdict === 'complete' ? text.change : text.fix}
        </a>
      )}
      {run.trigger === 'push' ? null : (
        <ActButton page={page} path={`${path}/run`} tone="quiet">
          {text.runAgain}
        </ActButton>
      )}
    </div>
  );
}

function Problems({ page, run }: { page: AdminPage; run: HarvestRun }) {
  const text = runMessages[page.language];
  if (run.verdict === null && run.problems.length === 0) return null;
  return (
    <section aria-labelledby="problems">
      <h2 id="problems">{text.problems}</h2>
      {run.problems.length === 0 ? <p>{text.noProblems}</p> : null}
      {run.problems.map((problem) => (
        <ProblemNotice language={page.language} problem={problem} />
      ))}
    </section>
  );
}

const counted = [
  'created',
  'updated',
  'unchanged',
  'deleted',
  'quarantined',
  'skipped',
  'failed',
] as const;
const others = ['violations', 'missing', 'held', 'requests', 'retries'] as const;

function Figures({ page, run }: { page: AdminPage; run: HarvestRun }) {
  const { language } = page;
  const text = runMessages[language];
  const number = (value: number) => formatNumber(value, language);
  const { evidence } = run;
  return (
    <section aria-labelledby="figures">
      <h2 id="figures">{text.figures}</h2>
      <dl class="tiles">
        <div class="tile">
          <dt>{text.gathered}</dt>
          <dd data-figure="gathered">{number(run.gathered)}</dd>
        </div>
        {counted.map((name) => (
          <div class="tile">
            <dt>{text[name]}</dt>
            <dd data-figure={name}>{number(run.counts[name])}</dd>
          </div>
        ))}
      </dl>
      <Facts
        facts={[
          [text.started, <Moment at={run.startedAt} language={language} />],
          [
            text.finished,
            run.finishedAt ? <Moment at={run.finishedAt} language={language} /> : null,
          ],
          [text.trigger, text[run.trigger]],
          [text.announced, evidence.announced === null ? null : number(evidence.announced)],
          [text.lost, evidence.lost === 0 ? null : number(evidence.lost)],
          ...others.map(
            (name) => [text[name], run[name] === 0 ? null : number(run[name])] as const,
          ),
        ]}
      />
    </section>
  );
}

function JournalOf({ page, run, entries, kind, next }: RunProps) {
  const text = runMessages[page.language];
  const path = `/admin/runs/${run.id}`;
  const link = (name?: OutcomeKind) =>
    pageLink(page, name ? `${path}?outcome=${name}#journal` : `${path}#journal`);
  const more = new URLSearchParams({
    ...(kind ? { outcome: kind } : {}),
    after: String(next ?? 0),
  });
  return (
    <section aria-labelledby="journal">
      <h2 id="journal">{text.journal}</h2>
      <p>{text.journalHelp}</p>
      <nav class="filters" aria-label={text.journal}>
        <a href={link()} {...(kind ? {} : { 'aria-current': 'true' })}>
          {text.allOutcomes}
        </a>
        {journalKinds.map((name) => (
          <a href={link(name)} {...(name === kind ? { 'aria-current': 'true' } : {})}>
            {text[name]} ({formatNumber(run.counts[name], page.language)})
          </a>
        ))}
      </nav>
      {entries.length === 0 ? (
        <p>{text.emptyJournal}</p>
      ) : (
        <Table
          caption={text.journalCaption}
          head={[text.outcome, text.record, text.reason]}
          rows={entries.map((entry) => [
            text[entry.kind],
            recordOf(page, entry),
            entry.problem ? <ProblemText language={page.language} problem={entry.problem} /> : '–',
          ])}
        />
      )}
      <Onward
        language={page.language}
        next={next === null ? null : pageLink(page, `${path}?${more}#journal`)}
      />
    </section>
  );
}

function recordOf(page: AdminPage, { recordId, remoteKey }: JournalEntry) {
  const name = <Words text={remoteKey.slice(0, 200)} />;
  return recordId ? <a href={pageLink(page, `/admin/records/${recordId}`)}>{name}</a> : name;
}
