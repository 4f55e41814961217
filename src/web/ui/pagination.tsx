import type { Messages } from './messages.ts';

/** Links to the neighbouring pages of a list; nothing when there is only one page. */
export function Pagination({
  text,
  page,
  pages,
  link,
}: {
  text: Messages;
  page: number;
  pages: number;
  link: (page: number) => string;
}) {
  if (pages <= 1) return null;
  return (
    <nav class="pagination" aria-label={text.pages}>
      {page > 1 ? (
        <a href={link(page - 1)} rel="prev">
          {text.previous}
        </a>
      ) : null}
      <span aria-current="page">
        {text.page} {page} / {pages}
      </span>
      {page < pages ? (
        <a href={link(page + 1)} rel="next">
          {text.next}
        </a>
      ) : null}
    </nav>
  );
}
