import type { ComponentChildren } from 'preact';
import { type Identity, type Role, roles } from '../../model/access.ts';
import { Document, OtherLanguage, type Page, pageLink, renderDocument } from './layout.tsx';
import { Words } from './words.tsx';

/** What every page of the console knows about itself. */
export interface AdminPage extends Page {
  readonly identity: Identity;
  /** What forms carry; null for a key, which no browser sends by itself. */
  readonly csrf: string | null;
}

/** The parts of the console, in the order of its navigation, with the least role that sees each. */
const sections = [
  ['Overview', '/admin', 'viewer'],
  ['Sources', '/admin/sources', 'viewer'],
  ['Runs', '/admin/runs', 'viewer'],
  ['Records', '/admin/records', 'viewer'],
  ['Decisions', '/admin/decisions', 'viewer'],
  ['Upload', '/admin/upload', 'curator'],
  ['Coverage', '/admin/declarations', 'admin'],
  ['Keys', '/admin/keys', 'admin'],
  ['People', '/admin/people', 'admin'],
  ['Audit', '/admin/audit', 'admin'],
] as const satisfies readonly (readonly [string, string, Role])[];

/** A part of the console. */
export type Section = (typeof sections)[number][0];

/** What sets a page of the console apart from others. */
export interface AdminView {
  readonly title: string;
  readonly section: Section;
  /** Names of modules in /assets. */
  readonly scripts?: readonly string[];
  /** Where scripts are off, after how long the page comes anew. */
  readonly refreshSeconds?: number;
}

interface AdminLayoutProps extends AdminView {
  page: AdminPage;
  children: ComponentChildren;
}

/** The frame of the console: where one is, who one is, and the way out. */
function AdminLayout(props: AdminLayoutProps) {
  const { page, title, section, scripts = [], refreshSeconds, children } = props;
  const { text } = page;
  const header = (
    <header class="site console">
      <div class="console-bar">
        <a class="brand" href={pageLink(page, '/admin')}>
          {text.siteTitle} <span class="soft">{text.adminConsole}</span>
        </a>
        <div class="console-who">
          <a href={pageLink(page, '/')}>{text.publicPages}</a>
          <OtherLanguage page={page} />
          <span>
            <Words text={page.identity.name} /> ({text[`role${page.identity.role}`]})
          </span>
          <form method="post" action={`${page.basePath}/admin/sign-out`}>
            <CsrfField page={page} />
            <button type="submit" class="quiet">
              {text.signOut}
            </button>
          </form>
        </div>
      </div>
      <nav aria-label={text.adminNavigation}>
        {sections
          .filter(([, , role]) => hasRole(page.identity, role))
          .map(([name, path]) => (
            <a
              href={pageLink(page, path)}
              {...(name === section ? { 'aria-current': 'page' } : {})}
            >
              {text[`admin${name}`]}
            </a>
          ))}
      </nav>
    </header>
  );
  const footer = (
    <footer class="site console">
      <p>
        <a href={`${page.basePath}/api/docs`}>{text.api}</a>
        {' · '}
        <a href={`${page.basePath}/status`}>{text.status}</a>
      </p>
    </footer>
  );
  return (
    <Document
      {...{ page, title, header, footer, scripts, refreshSeconds, styles: ['console.css'] }}
    >
      {children}
    </Document>
  );
}

/** The token by which a form shows that it comes from a page of its session. */
export function CsrfField({ page }: { page: AdminPage }) {
  return page.csrf === null ? null : <input type="hidden" name="csrf" value={page.csrf} />;
}

/** Whether somebody has a role or a higher one. */
export function hasRole({ role }: Identity, least: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(least);
}

/** Renders a whole page of the console as HTML. */
export function renderAdminPage(
  page: AdminPage,
  view: AdminView,
  content: ComponentChildren,
): string {
  return renderDocument(
    <AdminLayout page={page} {...view}>
      {content}
    </AdminLayout>,
  );
}
