import type { DeclarationImport, DeclarationList } from '../../model/coverage.ts';
import type { Problem } from '../../model/problem.ts';
import { declarationMessages } from './admin-declaration-messages.ts';
import { type AdminPage, CsrfField } from './admin-layout.tsx';
import { formatDate } from './language.ts';
import { pageLink } from './layout.tsx';
import { ProblemText } from './problem-note.tsx';
import { Table } from './table.tsx';
import { Words } from './words.tsx';

/** What became of the file just sent. */
export type Imported =
  | ({ readonly kind: 'taken'; readonly list: string } & DeclarationImport)
  | { readonly kind: 'unreadable'; readonly problem: Problem }
  | { readonly kind: 'refused'; readonly reason: string };

const mostFailures = 100;

/** The lists of declared databases, and the form that takes one in. */
export function DeclarationsPage(props: {
  page: AdminPage;
  lists: readonly DeclarationList[];
  outcome: Imported | null;
}) {
  const { page, lists, outcome } = props;
  const words = declarationMessages[page.language];
  return (
    <>
      <h1>{words.title}</h1>
      <p>
        {words.help} <a href={pageLink(page, '/coverage')}>{words.seeCoverage}</a>
      </p>
      {outcome ? <Outcome page={page} outcome={outcome} /> : null}
      <h2>{words.lists}</h2>
      {lists.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <Table
          caption={words.lists}
          head={[words.list, words.imported, words.declared, words.described, words.remove]}
          rows={lists.map(({ id, importedAt, declared, described }) => [
            <Words text={id} />,
            formatDate(importedAt, page.language),
            declared,
            described,
            <Removal page={page} list={id} />,
          ])}
        />
      )}
      <h2>{words.upload}</h2>
      <form
        method="post"
        enctype="multipart/form-data"
        action={pageLink(page, '/admin/declarations')}
      >
        <CsrfField page={page} />
        <label>
          {words.name}
          <input name="list" required maxLength={100} pattern="[a-z0-9][a-z0-9\-]*" />
        </label>
        <label>
          {words.file}
          <input type="file" name="file" required accept=".xlsx,.csv" />
        </label>
        <p class="actions">
          <button type="submit">{words.submit}</button>
        </p>
      </form>
    </>
  );
}

function Outcome({ page, outcome }: { page: AdminPage; outcome: Imported }) {
  const words = declarationMessages[page.language];
  if (outcome.kind === 'taken') {
    const { list, declared, failures } = outcome;
    return (
      <>
        <p role="status">{words.taken(list, declared)}</p>
        {failures.length === 0 ? null : (
          <Table
            caption={`${words.failures} (${failures.length})`}
            head={[words.line, words.reason]}
            rows={failures
              .slice(0, mostFailures)
              .map(({ line, reason }) => [line, <Words lang="en" text={reason} />])}
          />
        )}
      </>
    );
  }
  return (
    <p role="alert">
      {words.refused}.{' '}
      {outcome.kind === 'refused' ? (
        outcome.reason
      ) : (
        <ProblemText language={page.language} problem={outcome.problem} />
      )}
    </p>
  );
}

function Removal({ page, list }: { page: AdminPage; list: string }) {
  const words = declarationMessages[page.language];
  const action = `/admin/declarations/${encodeURIComponent(list)}/remove`;
  return (
    <form method="post" action={pageLink(page, action)}>
      <CsrfField page={page} />
      <button type="submit" class="quiet">
        {words.remove}
        <span class="visually-hidden"> {list}</span>
      </button>
    </form>
  );
}
