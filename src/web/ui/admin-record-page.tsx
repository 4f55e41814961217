import type { RecordDetails, StoredReport } from '../../model/journal.ts';
import type { RecordPreview } from '../../model/record-preview.ts';
import { type AdminPage, CsrfField } from './admin-layout.tsx';
import { TripleDiff } from './admin-record-diff.tsx';
import { recordMessages } from './admin-record-messages.ts';
import { recordPath, StateBadge } from './admin-record-parts.tsx';
import { Changes, Findings } from './admin-record-report.tsx';
import { IriLink } from './iri-link.tsx';
import { colon, formatNumber, speak } from './language.ts';
import { pageLink } from './layout.tsx';
import { Moment } from './moment.tsx';
import type { TermNames } from './named-iri.tsx';
import { ProblemText } from './problem-note.tsx';
import { Statements } from './statements.tsx';
import { Facts, Table } from './table.tsx';
import { Verbatim } from './verbatim.tsx';
import { Words } from './words.tsx';

interface RecordProps {
  page: AdminPage;
  record: RecordDetails;
  report: StoredReport | null;
  /** Beginning of the payload. */
  excerpt: string | null;
  /** N-Triples of what is published. */
  published: string | null;
  /** What the stored payload would become, where that is not what is published. */
  preview: RecordPreview | null;
  mayDecide: boolean;
  names: TermNames;
}

/** A record with all there is to know of it: what to do about it first. */
export function RecordPage(props: RecordProps) {
  const { page, record, report } = props;
  const { language } = page;
  const words = recordMessages[language];
  const title = record.title && speak(record.title, language);
  return (
    <>
      <h1>{title ? <Words {...title} /> : <Words text={record.remoteKey} />}</h1>
      <p>
        <StateBadge language={language} state={record.state} /> {words.outcome}
        {colon(language)}
        {words[`outcome-${record.lastOutcome}`]}
      </p>
      <ToDo {...props} />
      <About page={page} record={record} />
      <h2 id="report">{words.report}</h2>
      {report ? <Findings language={language} report={report.report} /> : <p>{words.noReport}</p>}
      <Changes language={language} notes={report?.notes ?? []} />
      <Graph {...props} />
      <Versions page={page} record={record} />
      <Payload {...props} />
    </>
  );
}

function ToDo({ page, record, mayDecide }: RecordProps) {
  const words = recordMessages[page.language];
  const { problem, heldSince, state } = record;
  const mayRestore = state === 'deleted' && mayDecide && record.payload !== null;
  if (!(problem || heldSince || mayRestore)) return null;
  const source = encodeURIComponent(record.sourceId);
  return (
    <section class="todo" aria-label={words.toDo}>
      <h2>{words.toDo}</h2>
      {problem ? (
        <p>
          <ProblemText language={page.language} problem={problem} />
        </p>
      ) : null}
      {heldSince ? (
        <p>
          {words.held} (<Moment at={heldSince} language={page.language} />
          ). <a href={pageLink(page, `/admin/sources/${source}/deletions`)}>{words.heldLink}</a>
        </p>
      ) : null}
      {mayRestore ? (
        <form method="post" action={pageLink(page, `${recordPath(record)}/restore`)}>
          <p>{words.restoreHelp}</p>
          <CsrfField page={page} />
          <button type="submit">{words.restore}</button>
        </form>
      ) : null}
    </section>
  );
}

function About({ page, record }: Pick<RecordProps, 'page' | 'record'>) {
  const words = recordMessages[page.language];
  const { sourceId, mergedInto, tombstone } = record;
  const time = (at: Date | null) => (at ? <Moment at={at} language={page.language} /> : null);
  const source = pageLink(page, `/admin/sources/${encodeURIComponent(sourceId)}`);
  const other = pageLink(page, `/admin/records/${mergedInto}`);
  return (
    <Facts
      facts={[
        [words.source, <a href={source}>{sourceId}</a>],
        [words.remoteKey, <Words text={record.remoteKey} />],
        [words.iri, record.iri ? <IriLink iri={record.iri} /> : null],
        [
          words.published,
          record.state === 'published' ? (
            <a href={pageLink(page, `/datasets/${record.id}`)}>/datasets/{record.id}</a>
          ) : null,
        ],
        [words.mergedInto, mergedInto ? <a href={other}>{words.seeCanonical}</a> : null],
        [words.firstSeen, time(record.firstSeenAt)],
        [words.firstPublished, time(record.firstPublishedAt)],
        [words.changed, time(record.changedAt)],
        [words.missing, time(record.missingSince)],
        [
          words.deleted,
          tombstone ? (
            <>
              <Moment at={tombstone.at} language={page.language} />:{' '}
              <Words lang="en" text={tombstone.reason} />
            </>
          ) : null,
        ],
      ]}
    />
  );
}

function Graph({ page, record, published, preview, names }: RecordProps) {
  const { language, text } = page;
  const words = recordMessages[language];
  const ntriples = published ?? (preview?.added.length ? `${preview.added.join('\n')}\n` : null);
  const subject = published === null ? preview?.iri : record.iri;
  return (
    <section>
      <h2>{words.graph}</h2>
      {ntriples === null || !subject ? (
        <p>{words.noGraph}</p>
      ) : (
        <>
          <p>
            {published === null ? words.graphKept : words.graphPublished}
            {' · '}
            <a href={pageLink(page, `${recordPath(record)}/graph.ttl`)}>{words.turtle}</a>
          </p>
          <details>
            <summary>{words.graph}</summary>
            <Statements {...{ ntriples, subject, language, text, names }} />
          </details>
        </>
      )}
      {published !== null && preview ? (
        <details open>
          <summary>{words.pending}</summary>
          <TripleDiff language={language} added={preview.added} removed={preview.removed} />
        </details>
      ) : null}
    </section>
  );
}

function Versions({ page, record }: Pick<RecordProps, 'page' | 'record'>) {
  const words = recordMessages[page.language];
  const { versions } = record;
  const [newest] = versions;
  const path = `${recordPath(record)}/diff`;
  if (!newest) {
    return (
      <>
        <h2>{words.versions}</h2>
        <p>{words.noVersions}</p>
      </>
    );
  }
  const choice = (name: 'from' | 'to', chosen: number) => (
    <label>
      {words[name]}
      <select name={name}>
        {versions.map(({ number }) => (
          <option value={number} selected={number === chosen}>
            {number}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <>
      <h2>{words.versions}</h2>
      {versions.length > 1 ? (
        <form class="inline" method="get" action={pageLink(page, path)}>
          {choice('from', versions[1]?.number ?? newest.number)}
          {choice('to', newest.number)}
          <button type="submit">{words.compare}</button>
        </form>
      ) : null}
      <Table
        caption={words.versions}
        head={[words.version, words.date, words.run]}
        rows={versions.map(({ number, at, runId }) => [
          number,
          <Moment at={at} language={page.language} />,
          runId ? <a href={pageLink(page, `/admin/runs/${runId}`)}>{runId.slice(0, 8)}</a> : null,
        ])}
      />
    </>
  );
}

function Payload({ page, record, excerpt }: RecordProps) {
  const words = recordMessages[page.language];
  const { payload } = record;
  if (!payload || excerpt === null) {
    return (
      <>
        <h2>{words.payload}</h2>
        <p>{words.noPayload}</p>
      </>
    );
  }
  return (
    <section>
      <h2>{words.payload}</h2>
      <Facts
        facts={[
          [words.mediaType, <code>{payload.mediaType}</code>],
          [words.size, `${formatNumber(payload.bytes, page.language)} ${words.bytes}`],
          [words.url, <IriLink iri={payload.url} />],
          [words.fetched, <Moment at={payload.fetchedAt} language={page.language} />],
        ]}
      />
      <p>
        <a href={pageLink(page, `${recordPath(record)}/payload`)}>{words.download}</a>
      </p>
      <details>
        <summary>{words.excerpt}</summary>
        <Verbatim class="excerpt">
          <Words text={excerpt} />
        </Verbatim>
      </details>
    </section>
  );
}
