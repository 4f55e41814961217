import { type Finding, rankFindings } from '../../model/findings.ts';
import { frenchNote } from '../../model/note-texts.ts';
import type { Note } from '../../model/record.ts';
import type { Severity, ValidationReport } from '../../model/report.ts';
import { recordMessages, remedyOf } from './admin-record-messages.ts';
import { Badge } from './badge.tsx';
import { bilingual, type Language, speak } from './language.ts';
import { messages } from './messages.ts';
import { Table } from './table.tsx';
import { Words } from './words.tsx';

const tones = {
  Violation: 'bad',
  Warning: 'warning',
  Info: 'neutral',
} as const satisfies Record<Severity, string>;

const mostShown = 100;

/** What validation found: most urgent and cheapest to mend first, each with what to do. */
export function Findings({ language, report }: { language: Language; report: ValidationReport }) {
  const words = recordMessages[language];
  const findings = rankFindings(report.results);
  const violations = findings.filter(({ severity }) => severity === 'Violation');
  const rest = findings.filter(({ severity }) => severity !== 'Violation');
  return (
    <>
      <p>
        <Badge tone={report.conforms ? 'good' : 'bad'}>
          {report.conforms ? words.conforms : words.fails}
        </Badge>{' '}
        <code>{report.profile}</code> {report.level}
      </p>
      {findings.length === 0 ? <p>{words.noFindings}</p> : null}
      {violations.length > 0 ? <FindingTable language={language} findings={violations} /> : null}
      {rest.length > 0 ? (
        <details>
          <summary>
            {words.advice} ({rest.length})
          </summary>
          <FindingTable language={language} findings={rest} />
        </details>
      ) : null}
    </>
  );
}

function FindingTable(props: { language: Language; findings: readonly Finding[] }) {
  const { language, findings } = props;
  const words = recordMessages[language];
  return (
    <>
      <Table
        caption={words.report}
        head={[words.severity, words.property, words.finding, words.remedy, words.places]}
        rows={findings.slice(0, mostShown).map((finding) => {
          const message = speak(finding.message, language);
          const value = finding.places[0]?.value;
          return [
            <Badge tone={tones[finding.severity]}>{words[`severity-${finding.severity}`]}</Badge>,
            finding.path === null ? words.node : <code>{finding.path.slice(0, 200)}</code>,
            <>
              {message ? <Words {...message} /> : null}
              {value ? (
                <div class="soft">
                  <Words text={value.slice(0, 300)} />
                </div>
              ) : null}
            </>,
            remedyOf(finding, words),
            finding.places.length,
          ];
        })}
      />
      {findings.length > mostShown ? <p>{words.cut}</p> : null}
    </>
  );
}

/** What the catalogue changed in a description, and apart from that what defaults filled in. */
export function Changes({ language, notes }: { language: Language; notes: readonly Note[] }) {
  const words = recordMessages[language];
  const own = notes.filter(({ kind }) => kind !== 'default');
  const defaults = notes.filter(({ kind }) => kind === 'default');
  return (
    <>
      <h2>{words.notes}</h2>
      {own.length === 0 ? (
        <p>{words.noNotes}</p>
      ) : (
        <Table
          caption={words.notes}
          head={[words.kind, words.property, words.explanation, words.sourceWords]}
          rows={own
            .slice(0, mostShown)
            .map(({ kind, property, message, original }) => [
              messages[language][`note-${kind}`],
              <code>{property}</code>,
              <Words {...bilingual(message, frenchNote(message), language)} />,
              original === undefined ? null : <Words text={original.slice(0, 600)} />,
            ])}
        />
      )}
      {own.length > mostShown ? <p>{words.cut}</p> : null}
      {defaults.length > 0 ? (
        <Table
          caption={words.defaults}
          head={[words.property, words.explanation]}
          rows={defaults
            .slice(0, mostShown)
            .map(({ property, message }) => [
              <code>{property}</code>,
              <Words {...bilingual(message, frenchNote(message), language)} />,
            ])}
        />
      ) : null}
    </>
  );
}
