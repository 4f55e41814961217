import type { HeldDeletion, HeldOfSource } from '../../model/decisions.ts';
import type { DeletionPolicy, Localised } from '../../model/source.ts';
import { decisionMessages } from './admin-decision-messages.ts';
import { type AdminPage, CsrfField } from './admin-layout.tsx';
import { RecordLink } from './admin-record-parts.tsx';
import { speak } from './language.ts';
import { pageLink } from './layout.tsx';
import { Moment } from './moment.tsx';
import { Table } from './table.tsx';
import { Words } from './words.tsx';

/** Address of the held deletions of a source, below the language. */
export function deletionsPath(sourceId: string): string {
  return `/admin/sources/${encodeURIComponent(sourceId)}/deletions`;
}

const mostShown = 500;

interface HeldProps {
  page: AdminPage;
  title: Localised;
  /** Null when nothing is held of the source. */
  summary: HeldOfSource | null;
  held: readonly HeldDeletion[];
  policy: DeletionPolicy;
  mayDecide: boolean;
}

/** Held deletions of one source: what would go, of how many, since when and why. */
export function HeldPage({ page, title, summary, held, policy, mayDecide }: HeldProps) {
  const words = decisionMessages[page.language];
  const name = speak(title, page.language);
  const heading = (
    <h1>
      {words.heldTitle}
      {name ? (
        <>
          {': '}
          <Words {...name} />
        </>
      ) : null}
    </h1>
  );
  const back = (
    <p>
      <a href={pageLink(page, '/admin/decisions')}>{words.back}</a>
    </p>
  );
  if (!summary) {
    return (
      <>
        {heading}
        <p>{words.heldNone}</p>
        {back}
      </>
    );
  }
  const path = deletionsPath(summary.sourceId);
  const most = Math.max(policy.floor, Math.floor(policy.maxShare * summary.living));
  return (
    <>
      {heading}
      <p>
        <strong>{words.heldOf(summary.held, summary.living)}</strong> {words.why(most)}
      </p>
      {mayDecide ? (
        <p class="actions">
          <a class="button" href={pageLink(page, `${path}/reject`)}>
            {words.reject}
          </a>
          <a class="button danger" href={pageLink(page, `${path}/approve`)}>
            {words.approve}
          </a>
        </p>
      ) : null}
      <HeldTable page={page} held={held} />
      {back}
    </>
  );
}

/** What would go. */
export function HeldTable({ page, held }: Pick<HeldProps, 'page' | 'held'>) {
  const words = decisionMessages[page.language];
  return (
    <>
      <Table
        caption={words.whatGoes}
        head={[words.record, words.remoteKey, words.heldSince]}
        rows={held
          .slice(0, mostShown)
          .map(({ recordId: id, sourceId, remoteKey, title, heldSince }) => [
            <RecordLink page={page} record={{ id, sourceId, remoteKey, title }} />,
            <Words text={remoteKey} />,
            <Moment at={heldSince} language={page.language} />,
          ])}
      />
      {held.length > mostShown ? <p>{words.cut}</p> : null}
    </>
  );
}

/** After an approval: how many are gone, and the way to bring them back. */
export function DeletedPage(props: {
  page: AdminPage;
  sourceId: string;
  at: Date;
  /** Those that are still deleted. */
  count: number;
}) {
  const { page, sourceId, at, count } = props;
  const words = decisionMessages[page.language];
  return (
    <>
      <h1>{words.doneTitle(count)}</h1>
      {count === 0 ? (
        <p>{words.undone}</p>
      ) : (
        <form method="post" action={pageLink(page, `${deletionsPath(sourceId)}/undo`)}>
          <p>{words.doneHelp}</p>
          <CsrfField page={page} />
          <input type="hidden" name="at" value={at.toISOString()} />
          <button type="submit">{words.undo}</button>
        </form>
      )}
      <p>
        <a href={pageLink(page, '/admin/decisions')}>{words.back}</a>
      </p>
    </>
  );
}
