import type { RecordOverview, RecordState } from '../../model/journal.ts';
import type { Localised } from '../../model/source.ts';
import { recordMessages } from './admin-record-messages.ts';
import { Badge } from './badge.tsx';
import { type Language, speak } from './language.ts';
import { type Page, pageLink } from './layout.tsx';
import { Words } from './words.tsx';

const tones = {
  published: 'good',
  quarantined: 'warning',
  failed: 'bad',
  deleted: 'neutral',
} as const satisfies Record<RecordState, string>;

/** The state of a record in words. */
export function StateBadge({ language, state }: { language: Language; state: RecordState }) {
  return <Badge tone={tones[state]}>{recordMessages[language][`state-${state}`]}</Badge>;
}

/** Address of the page of a record, below the language. */
export function recordPath({ sourceId, id }: Pick<RecordOverview, 'sourceId' | 'id'>): string {
  return `/admin/sources/${encodeURIComponent(sourceId)}/records/${id}`;
}

/** A record by its title, else its key, linked to its page. */
export function RecordLink(props: {
  page: Page;
  record: Pick<RecordOverview, 'sourceId' | 'id' | 'remoteKey'> & {
    readonly title: Localised | null;
  };
}) {
  const { page, record } = props;
  const title = record.title && speak(record.title, page.language);
  return (
    <a href={pageLink(page, recordPath(record))}>
      {title ? <Words {...title} /> : <Words text={record.remoteKey} />}
    </a>
  );
}
