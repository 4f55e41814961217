import type { RecordOverview } from '../../model/journal.ts';
import type { AdminPage } from './admin-layout.tsx';
import { TripleDiff } from './admin-record-diff.tsx';
import { recordMessages } from './admin-record-messages.ts';
import { RecordLink, recordPath } from './admin-record-parts.tsx';
import { pageLink } from './layout.tsx';

/** What changed from one version of a record to another. */
export function DiffPage(props: {
  page: AdminPage;
  record: RecordOverview;
  from: number;
  to: number;
  added: readonly string[];
  removed: readonly string[];
}) {
  const { page, record, from, to, added, removed } = props;
  const words = recordMessages[page.language];
  return (
    <>
      <h1>
        {words.difference} {from} → {to}
      </h1>
      <p>
        <RecordLink page={page} record={record} />
      </p>
      <TripleDiff language={page.language} added={added} removed={removed} />
      <p>
        <a href={pageLink(page, recordPath(record))}>{words.back}</a>
      </p>
    </>
  );
}
