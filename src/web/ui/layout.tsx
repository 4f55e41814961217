import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { type Language, plain } from './language.ts';
import { type Messages, messages } from './messages.ts';

/** What every page knows about itself. */
export interface Page {
  readonly language: Language;
  readonly text: Messages;
  /** Path of the public base, '' when it is the root of its host. */
  readonly basePath: string;
  /** Path and query without language prefix, for the link to the other language. */
  readonly path: string;
}

/** Describes a page from the public base and its address. */
export function describePage(baseUrl: string, language: Language, path: string): Page {
  const basePath = new URL(baseUrl).pathname.replace(/\/$/, '');
  return { language, text: messages[language], basePath, path };
}

/** Address of a page in the language of this one. */
export function pageLink(page: Page, path: string): string {
  return `${page.basePath}/${page.language}${path}`;
}

interface LayoutProps {
  page: Page;
  title: string;
  children: ComponentChildren;
}

function Layout({ page, title, children }: LayoutProps) {
  const { text, language, basePath, path } = page;
  const other = language === 'fr' ? 'en' : 'fr';
  const heading = plain(title);
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{heading === text.siteTitle ? heading : `${heading} – ${text.siteTitle}`}</title>
        <link rel="stylesheet" href={`${basePath}/assets/theme.css`} />
        <link rel="stylesheet" href={`${basePath}/assets/catalogue.css`} />
      </head>
      <body>
        <a class="skip" href="#content">
          {text.skip}
        </a>
        <header class="site">
          <a class="brand" href={pageLink(page, '/')}>
            {text.siteTitle}
          </a>
          <nav aria-label={text.mainNavigation}>
            <a href={pageLink(page, '/')}>{text.datasets}</a>
            <a href={pageLink(page, '/quality')}>{text.quality}</a>
            <a href={pageLink(page, '/coverage')}>{text.coverage}</a>
            <a href={pageLink(page, '/sparql')}>{text.sparql}</a>
            <a href={`${basePath}/status`}>{text.status}</a>
            <a href={`${basePath}/${other}${path}`} lang={other} hreflang={other}>
              {text.otherLanguage}
            </a>
          </nav>
        </header>
        <main id="content" tabIndex={-1}>
          {children}
        </main>
        <footer class="site">
          <p>{text.footer}</p>
          <p>
            <a href={pageLink(page, '/profiles')}>{text.profiles}</a>
            {' · '}
            <a href={pageLink(page, '/vocabularies')}>{text.vocabularies}</a>
            {' · '}
            <a href={pageLink(page, '/changes')}>{text.changes}</a>
            {' · '}
            <a href={pageLink(page, '/glossary')}>{text.glossary}</a>
          </p>
        </footer>
      </body>
    </html>
  );
}

/** Renders a whole page as HTML. */
export function renderPage(page: Page, title: string, content: ComponentChildren): string {
  const document = (
    <Layout page={page} title={title}>
      {content}
    </Layout>
  );
  return `<!doctype html>${renderToString(document)}`;
}
