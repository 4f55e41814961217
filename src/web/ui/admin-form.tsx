import type { ComponentChildren } from 'preact';
import { type AdminPage, CsrfField } from './admin-layout.tsx';
import { pageLink } from './layout.tsx';

/** A button that does one thing when it is pressed. */
export function ActButton({
  page,
  path,
  tone,
  children,
}: {
  page: AdminPage;
  /** Of the console, without language. */
  path: string;
  tone?: 'quiet' | 'danger';
  children: ComponentChildren;
}) {
  return (
    <form method="post" action={pageLink(page, path)}>
      <CsrfField page={page} />
      <button type="submit" class={tone ?? ''}>
        {children}
      </button>
    </form>
  );
}
