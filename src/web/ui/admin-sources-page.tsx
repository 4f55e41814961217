import type { SourceState } from '../admin/health.ts';
import type { AdminPage } from './admin-layout.tsx';
import { sourceMessages } from './admin-source-messages.ts';
import { SourceTable } from './admin-source-table.tsx';
import { pageLink } from './layout.tsx';

/** All sources. */
export function SourcesPage({
  page,
  states,
  canAdd,
}: {
  page: AdminPage;
  states: readonly SourceState[];
  canAdd: boolean;
}) {
  const text = sourceMessages[page.language];
  return (
    <>
      <h1>{page.text.adminSources}</h1>
      {canAdd ? (
        <p>
          <a class="button" href={pageLink(page, '/admin/sources/new')}>
            {text.newSource}
          </a>
        </p>
      ) : null}
      {states.length === 0 ? (
        <p>{text.noSources}</p>
      ) : (
        <SourceTable page={page} states={states} caption={text.sourcesCaption} />
      )}
    </>
  );
}
