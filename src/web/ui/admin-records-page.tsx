import type { RecordOverview, RecordQuery } from '../../model/journal.ts';
import type { Localised } from '../../model/source.ts';
import type { AdminPage } from './admin-layout.tsx';
import { Onward } from './admin-onward.tsx';
import { recordMessages } from './admin-record-messages.ts';
import { RecordLink, StateBadge } from './admin-record-parts.tsx';
import { type Language, plain, speak } from './language.ts';
import { pageLink } from './layout.tsx';
import { Moment } from './moment.tsx';
import { ProblemLine } from './problem-note.tsx';
import { Table } from './table.tsx';
import { Words } from './words.tsx';

/** A source that somebody may choose. */
export interface SourceChoice {
  readonly id: string;
  readonly title: Localised;
}

/** What a list of records was asked for. */
export interface RecordFilter extends Pick<RecordQuery, 'state' | 'outcome'> {
  readonly source: string;
  readonly text: string;
}

interface RecordsProps {
  page: AdminPage;
  sources: readonly SourceChoice[];
  filter: RecordFilter;
  records: readonly RecordOverview[];
  /** Cursor of the page after this one; null on the last. */
  next: string | null;
  isFirst: boolean;
}

const states = ['published', 'quarantined', 'failed', 'deleted'] as const;
const outcomes = [
  'created',
  'updated',
  'unchanged',
  'quarantined',
  'skipped',
  'failed',
  'deleted',
] as const;

/** Records by source, state and outcome, a page at a time. */
export function RecordsPage({ page, sources, filter, records, next, isFirst }: RecordsProps) {
  const { language } = page;
  const words = recordMessages[language];
  const link = (cursor: string | null) => pageLink(page, `/admin/records?${query(filter, cursor)}`);
  return (
    <>
      <h1>{words.list}</h1>
      <Filter page={page} sources={sources} filter={filter} />
      {records.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <Table
          caption={words.list}
          head={[
            words.title,
            words.source,
            words.state,
            words.outcome,
            words.problem,
            words.changed,
          ]}
          rows={records.map((record) => [
            <>
              <RecordLink page={page} record={record} />
              {record.title ? (
                <div class="soft">
                  <Words text={record.remoteKey} />
                </div>
              ) : null}
            </>,
            record.sourceId,
            <StateBadge language={language} state={record.state} />,
            words[`outcome-${record.lastOutcome}`],
            <Reason language={language} record={record} />,
            <Moment at={record.changedAt} language={page.language} />,
          ])}
        />
      )}
      <Onward
        language={page.language}
        first={isFirst ? null : link(null)}
        next={next === null ? null : link(next)}
      />
    </>
  );
}

/** Why the last attempt did not publish a record: a problem, or what validation found first. */
function Reason({ language, record }: { language: Language; record: RecordOverview }) {
  const { problem, violation } = record;
  if (problem) return <ProblemLine language={language} problem={problem} most={200} />;
  const found = violation && speak(violation, language);
  return found ? <Words {...found} /> : null;
}

function query({ source, state, outcome, text }: RecordFilter, cursor: string | null): string {
  return new URLSearchParams({
    ...(source && { source }),
    ...(state && { state }),
    ...(outcome && { outcome }),
    ...(text && { q: text }),
    ...(cursor !== null && { cursor }),
  }).toString();
}

function Filter({ page, sources, filter }: Pick<RecordsProps, 'page' | 'sources' | 'filter'>) {
  const words = recordMessages[page.language];
  return (
    <form class="search" method="get" action={pageLink(page, '/admin/records')}>
      <label>
        {words.words}
        <input type="search" name="q" value={filter.text} maxLength={200} />
      </label>
      <Select
        name="source"
        label={words.source}
        value={filter.source}
        options={[
          ['', words.allSources],
          ...sources.map(
            ({ id, title }) => [id, plain(speak(title, page.language)?.text ?? id)] as const,
          ),
        ]}
      />
      <Select
        name="state"
        label={words.state}
        value={filter.state ?? ''}
        options={[
          ['', words.anyState],
          ...states.map((state) => [state, words[`state-${state}`]] as const),
        ]}
      />
      <Select
        name="outcome"
        label={words.outcome}
        value={filter.outcome ?? ''}
        options={[
          ['', words.anyOutcome],
          ...outcomes.map((outcome) => [outcome, words[`outcome-${outcome}`]] as const),
        ]}
      />
      <button type="submit">{words.filter}</button>
    </form>
  );
}

/** A choice of one among few. */
export function Select(props: {
  name: string;
  label: string;
  value: string;
  options: readonly (readonly [value: string, label: string])[];
}) {
  return (
    <label>
      {props.label}
      <select name={props.name}>
        {props.options.map(([value, label]) => (
          <option value={value} selected={value === props.value}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}
