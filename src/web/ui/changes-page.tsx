import type { DatasetChange } from '../../model/published.ts';
import { Badge } from './badge.tsx';
import { formatDate, type Language, speak } from './language.ts';
import { type Page, pageLink } from './layout.tsx';
import { Words } from './words.tsx';

const texts = {
  fr: {
    title: 'Changements du catalogue',
    intro: 'Le dernier changement de chaque jeu de données, jour par jour, le plus récent d’abord.',
    published: 'publié ou modifié',
    withdrawn: 'retiré',
    older: 'Changements plus anciens',
    none: 'Rien n’a changé avant ce point.',
    feeds: 'Suivre les changements :',
    withdrawnDataset: 'Jeu de données retiré',
  },
  en: {
    title: 'Changes of the catalogue',
    intro: 'The last change of each dataset, day by day, the latest first.',
    published: 'published or changed',
    withdrawn: 'withdrawn',
    older: 'Earlier changes',
    none: 'Nothing changed before this point.',
    feeds: 'Follow the changes:',
    withdrawnDataset: 'Withdrawn dataset',
  },
} as const satisfies Record<Language, unknown>;

/** Title of the page. */
export function changesTitle(language: Language): string {
  return texts[language].title;
}

/** What changed lately, by day. */
export function ChangesPage({
  page,
  changes,
  older,
}: {
  page: Page;
  /** Newest first. */
  changes: readonly DatasetChange[];
  /** Serial below which the list goes on; null at its end. */
  older: number | null;
}) {
  const words = texts[page.language];
  return (
    <>
      <h1>{words.title}</h1>
      <p>{words.intro}</p>
      <p>
        {words.feeds} <a href={`${page.basePath}/feeds/atom`}>Atom</a>,{' '}
        <a href={`${page.basePath}/feeds/ldes`}>LDES</a>
      </p>
      {changes.length === 0 ? <p>{words.none}</p> : null}
      {byDay(changes).map(([day, ofDay]) => (
        <section>
          <h2>
            <time dateTime={day}>{formatDate(new Date(day), page.language)}</time>
          </h2>
          <ul class="changes">
            {ofDay.map((change) => (
              <li>
                <Change page={page} change={change} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {older !== null ? (
        <p>
          <a href={`${pageLink(page, '/changes')}?before=${older}`} rel="next nofollow">
            {words.older}
          </a>
        </p>
      ) : null}
    </>
  );
}

function byDay(
  changes: readonly DatasetChange[],
): readonly (readonly [string, readonly DatasetChange[]])[] {
  const days = new Map<string, DatasetChange[]>();
  for (const change of changes) {
    const day = change.at.toISOString().slice(0, 10);
    const known = days.get(day);
    if (known) known.push(change);
    else days.set(day, [change]);
  }
  return [...days];
}

function Change({ page, change: { id, published } }: { page: Page; change: DatasetChange }) {
  const words = texts[page.language];
  const title = published && speak(published.summary.title, page.language);
  return (
    <>
      <a href={pageLink(page, `/datasets/${id}`)}>
        {title ? <Words {...title} /> : published ? page.text.untitled : words.withdrawnDataset}
      </a>{' '}
      <Badge tone={published ? 'neutral' : 'warning'}>
        {published ? words.published : words.withdrawn}
      </Badge>
    </>
  );
}
