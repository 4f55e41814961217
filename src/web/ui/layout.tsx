import type { ComponentChildren, VNode } from 'preact';
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

interface DocumentProps {
  page: Page;
  title: string;
  /** Names in /assets, after the theme. */
  styles?: readonly string[];
  /** Names of modules in /assets. */
  scripts?: readonly string[];
  /** Where scripts are off, after how long the page comes anew. */
  refreshSeconds?: number | undefined;
  header: ComponentChildren;
  footer: ComponentChildren;
  children: ComponentChildren;
}

/** The frame that all pages share: head, way past the navigation, content. */
export function Document(props: DocumentProps) {
  const { page, title, styles = [], scripts = [], refreshSeconds } = props;
  const { text, language, basePath } = page;
  const heading = plain(title);
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{heading === text.siteTitle ? heading : `${heading} – ${text.siteTitle}`}</title>
        <link rel="icon" type="image/svg+xml" href={`${basePath}/assets/icon.svg`} />
        {['theme.css', ...styles].map((name) => (
          <link rel="stylesheet" href={`${basePath}/assets/${name}`} />
        ))}
        {scripts.map((name) => (
          <script type="module" src={`${basePath}/assets/${name}`} />
        ))}
        {refreshSeconds === undefined ? null : (
          <noscript>
            <meta http-equiv="refresh" content={String(refreshSeconds)} />
          </noscript>
        )}
      </head>
      <body>
        <a class="skip" href="#content">
          {text.skip}
        </a>
        {props.header}
        <main id="content" tabIndex={-1}>
          {props.children}
        </main>
        {props.footer}
      </body>
    </html>
  );
}

/** The same page in the other language. */
export function OtherLanguage({ page }: { page: Page }) {
  const other = page.language === 'fr' ? 'en' : 'fr';
  return (
    <a href={`${page.basePath}/${other}${page.path}`} lang={other} hreflang={other}>
      {page.text.otherLanguage}
    </a>
  );
}

function Header({ page }: { page: Page }) {
  const { text, basePath } = page;
  return (
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
        <OtherLanguage page={page} />
      </nav>
    </header>
  );
}

function Footer({ page }: { page: Page }) {
  const { text } = page;
  return (
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
  );
}

/** Renders a whole public page as HTML. */
export function renderPage(page: Page, title: string, content: ComponentChildren): string {
  const header = <Header page={page} />;
  const footer = <Footer page={page} />;
  return renderDocument(
    <Document {...{ page, title, header, footer }} styles={['catalogue.css']}>
      {content}
    </Document>,
  );
}

/** Renders a document as HTML. */
export function renderDocument(document: VNode): string {
  return `<!doctype html>${renderToString(document)}`;
}
