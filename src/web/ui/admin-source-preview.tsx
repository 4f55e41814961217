import type { SourceTest } from '../../model/administration.ts';
import { frenchNote } from '../../model/note-texts.ts';
import type { RecordPreview } from '../../model/record-preview.ts';
import type { ValidationReport } from '../../model/report.ts';
import { formMessages } from './admin-form-messages.ts';
import type { AdminPage } from './admin-layout.tsx';
import { Badge } from './badge.tsx';
import { IriLink } from './iri-link.tsx';
import { bilingual, plain, speak } from './language.ts';
import { ProblemNotice } from './problem-note.tsx';
import { Table } from './table.tsx';
import { Words } from './words.tsx';

/** Triples of one record that are shown; the rest is counted. */
const mostTriples = 300;
const mostResults = 50;

const tones = {
  create: 'good',
  update: 'good',
  unchanged: 'neutral',
  quarantine: 'warning',
  fail: 'bad',
  delete: 'warning',
  incomplete: 'warning',
} as const;

/** What a source would give: its first records with their triples, their reports and what would change. */
export function TestPreview({
  page,
  tested,
}: {
  page: AdminPage;
  tested: Extract<SourceTest, { kind: 'tested' }>;
}) {
  const text = formMessages[page.language];
  const { records, problem } = tested;
  return (
    <section aria-labelledby="preview">
      <h2 id="preview" tabIndex={-1}>
        {text.preview}
      </h2>
      <p>{text.previewHelp}</p>
      {problem ? <ProblemNotice language={page.language} problem={problem} /> : null}
      {records.length === 0 && !problem ? <p>{text.previewEmpty}</p> : null}
      {records.map((record, index) => (
        <Previewed page={page} record={record} isOpen={index === 0} />
      ))}
    </section>
  );
}

function Previewed({
  page,
  record,
  isOpen,
}: {
  page: AdminPage;
  record: RecordPreview;
  isOpen: boolean;
}) {
  const text = formMessages[page.language];
  const { outcome, remoteKey, iri, added, removed, report, notes, problem } = record;
  return (
    <details class="previewed" open={isOpen}>
      <summary>
        <Badge tone={tones[outcome]}>{text[outcome]}</Badge>{' '}
        <Words text={remoteKey.slice(0, 200)} />{' '}
        <span class="soft">
          +{added.length} −{removed.length}
        </span>
      </summary>
      {iri ? (
        <p>
          <IriLink iri={iri} />
        </p>
      ) : null}
      {problem ? <ProblemNotice language={page.language} problem={problem} /> : null}
      {added.length + removed.length > 0 ? <Triples page={page} record={record} /> : null}
      {report ? <Report page={page} report={report} of={remoteKey} /> : null}
      {notes.length > 0 ? (
        <>
          <h3>{text.notes}</h3>
          <ul>
            {notes.map(({ kind, property, message }) => (
              <li>
                {page.text[`note-${kind}`]} <code>{property}</code>{' '}
                <Words {...bilingual(message, frenchNote(message), page.language)} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </details>
  );
}

function Report(props: { page: AdminPage; report: ValidationReport; of: string }) {
  const { page, report, of } = props;
  const text = formMessages[page.language];
  const { results, conforms, profile } = report;
  return (
    <>
      <h3>
        {text.report} <code>{profile}</code>
      </h3>
      {conforms ? (
        <p>
          <Badge tone="good">{text.conforms}</Badge>
        </p>
      ) : null}
      {results.length > 0 ? (
        <Table
          caption={`${results.length} ${page.text.results}: ${plain(of)}`}
          head={[text.severity, text.path, text.message]}
          rows={results.slice(0, mostResults).map(({ severity, path, message }) => {
            const words = speak(message, page.language);
            return [severity, <code>{path ?? '–'}</code>, words ? <Words {...words} /> : '–'];
          })}
        />
      ) : null}
    </>
  );
}

function Triples({ page, record }: { page: AdminPage; record: RecordPreview }) {
  const text = formMessages[page.language];
  const { added, removed, remoteKey } = record;
  const lines = [
    ...removed.map((line) => ['removed', line] as const),
    ...added.map((line) => ['added', line] as const),
  ];
  const rest = lines.length - mostTriples;
  return (
    <>
      <h3>{text.triples}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1). */}
      <section class="diff" aria-label={`${text.triples}: ${plain(remoteKey)}`} tabIndex={0}>
        {lines.slice(0, mostTriples).map(([kind, line]) => {
          const words = `${kind === 'added' ? '+' : '−'} ${plain(line)}`;
          return kind === 'added' ? <ins>{words}</ins> : <del>{words}</del>;
        })}
      </section>
      {rest > 0 ? (
        <p>
          {rest} {text.moreTriples}
        </p>
      ) : null}
    </>
  );
}
