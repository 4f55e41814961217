import type { RecordPreview } from '../../model/record-preview.ts';
import type { Upload, UploadPreview } from '../../model/upload.ts';
import { type AdminPage, CsrfField } from './admin-layout.tsx';
import { TripleDiff } from './admin-record-diff.tsx';
import { Findings } from './admin-record-report.tsx';
import { previewTones, uploadMessages } from './admin-upload-messages.ts';
import { uploadPath } from './admin-upload-page.tsx';
import { Badge } from './badge.tsx';
import { formatNumber } from './language.ts';
import { pageLink } from './layout.tsx';
import { ProblemText } from './problem-note.tsx';
import { Facts } from './table.tsx';
import { Words } from './words.tsx';

interface PreviewProps {
  page: AdminPage;
  upload: Upload;
  preview: UploadPreview;
  graceDays: number;
}

/** Records shown with all there is to say of them; of those after them the outcome alone. */
const mostDetailed = 50;

/** What a file would change, row by row, before anything of it is stored. */
export function UploadPreviewPage({ page, upload, preview, graceDays }: PreviewProps) {
  const words = uploadMessages[page.language];
  const { records, total, absent } = preview;
  const number = (value: number) => formatNumber(value, page.language);
  const counts = new Map<RecordPreview['outcome'], number>();
  for (const { outcome } of records) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return (
    <>
      <h1>{words.previewTitle}</h1>
      <p role="status">{words.nothingYet}</p>
      <h2>{words.summary}</h2>
      <Facts
        facts={[
          [words.previewOf, <Words text={upload.name} />],
          [words.total, number(total)],
          ...[...counts].map(
            ([outcome, count]) => [words[`outcome-${outcome}`], number(count)] as const,
          ),
          [
            words.absent,
            absent === null || absent === 0
              ? null
              : `${number(absent)}. ${words.absentHelp(graceDays)}`,
          ],
        ]}
      />
      {records.length < total ? <p>{words.cut(records.length)}</p> : null}
      <Decide page={page} upload={upload} />
      <h2>{words.details}</h2>
      <ul class="results">
        {records.map((record, index) => (
          <li>
            <Row page={page} record={record} isDetailed={index < mostDetailed} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Decide({ page, upload }: Pick<PreviewProps, 'page' | 'upload'>) {
  const words = uploadMessages[page.language];
  const path = `${uploadPath(upload.sourceId)}/${upload.id}`;
  return (
    <>
      <div class="actions">
        <form method="post" action={pageLink(page, `${path}/confirm`)}>
          <CsrfField page={page} />
          <button type="submit">{words.confirm}</button>
        </form>
        <form method="post" action={pageLink(page, `${path}/forget`)}>
          <CsrfField page={page} />
          <button type="submit" class="quiet">
            {words.forget}
          </button>
        </form>
      </div>
      <p class="soft">{words.expires}</p>
    </>
  );
}

function Row(props: { page: AdminPage; record: RecordPreview; isDetailed: boolean }) {
  const { page, record, isDetailed } = props;
  const { language } = page;
  const words = uploadMessages[language];
  const { added, removed, report, problem } = record;
  const findings = report?.results.length ?? 0;
  return (
    <>
      <p>
        <Badge tone={previewTones[record.outcome]}>{words[`outcome-${record.outcome}`]}</Badge>{' '}
        <strong>
          <Words text={record.remoteKey.slice(0, 300)} />
        </strong>{' '}
        <span class="soft">
          {added.length + removed.length > 0
            ? `+${added.length} −${removed.length} ${words.triples}`
            : null}
          {findings > 0 ? ` · ${words.findings}: ${findings}` : null}
        </span>
      </p>
      {problem ? (
        <p>
          <ProblemText language={language} problem={problem} />
        </p>
      ) : null}
      {isDetailed && report && findings > 0 ? (
        <details {...(record.outcome === 'quarantine' ? { open: true } : {})}>
          <summary>{words.findings}</summary>
          <Findings language={language} report={report} />
        </details>
      ) : null}
      {isDetailed && record.outcome === 'update' ? (
        <details>
          <summary>{words.change}</summary>
          <TripleDiff language={language} added={added} removed={removed} />
        </details>
      ) : null}
    </>
  );
}
