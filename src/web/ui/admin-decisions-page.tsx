import type { DuplicatePair, DuplicateSide, HeldOfSource } from '../../model/decisions.ts';
import { frenchReason } from '../../model/pair-texts.ts';
import type { Localised } from '../../model/source.ts';
import { decisionMessages } from './admin-decision-messages.ts';
import type { AdminPage } from './admin-layout.tsx';
import { bilingual, speak } from './language.ts';
import { pageLink } from './layout.tsx';
import { Moment } from './moment.tsx';
import { Table } from './table.tsx';
import { Words } from './words.tsx';

interface DecisionsProps {
  page: AdminPage;
  held: readonly (HeldOfSource & { readonly title: Localised })[];
  pairs: readonly DuplicatePair[];
  /** What was just done. */
  notice: string | null;
}

const mostShown = 200;

/** Everything that waits for somebody to decide. */
export function DecisionsPage({ page, held, pairs, notice }: DecisionsProps) {
  const words = decisionMessages[page.language];
  const open = pairs.filter(({ state }) => state === 'open');
  const decided = pairs.filter(({ state }) => state !== 'open');
  return (
    <>
      <h1>{words.decisions}</h1>
      {notice ? <p role="status">{notice}</p> : null}
      <h2>{words.heldTitle}</h2>
      {held.length === 0 ? <p>{words.heldNone}</p> : <Held page={page} held={held} />}
      <h2>{words.duplicatesTitle}</h2>
      {open.length === 0 ? (
        <p>{words.duplicatesNone}</p>
      ) : (
        <Pairs page={page} caption={words.duplicatesTitle} pairs={open} />
      )}
      {decided.length > 0 ? (
        <details>
          <summary>
            {words.decided} ({decided.length})
          </summary>
          <Pairs page={page} caption={words.decided} pairs={decided} />
        </details>
      ) : null}
    </>
  );
}

function Held({ page, held }: Pick<DecisionsProps, 'page' | 'held'>) {
  const words = decisionMessages[page.language];
  return (
    <Table
      caption={words.heldTitle}
      head={[words.source, words.howMany, words.since, words.review]}
      rows={held.map(({ sourceId, title, held: count, living, since }) => {
        const spoken = speak(title, page.language);
        return [
          spoken ? <Words {...spoken} /> : sourceId,
          `${count} ${words.of} ${living}`,
          <Moment at={since} language={page.language} />,
          <a href={pageLink(page, `/admin/sources/${encodeURIComponent(sourceId)}/deletions`)}>
            {words.review}
            <span class="visually-hidden"> {sourceId}</span>
          </a>,
        ];
      })}
    />
  );
}

function Pairs(props: { page: AdminPage; caption: string; pairs: readonly DuplicatePair[] }) {
  const { page, caption, pairs } = props;
  const words = decisionMessages[page.language];
  return (
    <>
      <Table
        caption={caption}
        head={[words.first, words.second, words.reason, words.likeness, words.state, words.compare]}
        rows={pairs.slice(0, mostShown).map((pair) => [
          <Side side={pair.first} untitled={words.untitled} />,
          <Side side={pair.second} untitled={words.untitled} />,
          <Words {...bilingual(pair.reason, frenchReason(pair.reason), page.language)} />,
          pair.similarity === null ? '–' : `${Math.round(pair.similarity * 100)} %`,
          stateOf(pair, words),
          <a href={pageLink(page, pairPath(pair))}>
            {words.compare}
            <span class="visually-hidden">
              {' '}
              <Words text={pair.first.title} />
            </span>
          </a>,
        ])}
      />
      {pairs.length > mostShown ? <p>{words.cut}</p> : null}
    </>
  );
}

/** What a pair is, and who decided. */
export function stateOf(
  { state, decidedBy }: DuplicatePair,
  words: (typeof decisionMessages)['fr'],
): string {
  if (decidedBy === null) return words[`state-${state}`];
  return `${words[`state-${state}`]} ${decidedBy === 'rule' ? words.byRule : words.byAdmin}`;
}

/** Address of the page of a pair, below the language. */
export function pairPath({ first, second }: Pick<DuplicatePair, 'first' | 'second'>): string {
  return `/admin/duplicates/${first.id}/${second.id}`;
}

function Side({ side, untitled }: { side: DuplicateSide; untitled: string }) {
  return (
    <>
      <Words text={side.title || untitled} />
      <div class="soft">{side.sourceId}</div>
    </>
  );
}
