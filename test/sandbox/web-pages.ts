import { gzipSync } from 'node:zlib';
import { realStudies, type Study } from './data/studies.ts';
import { addedStudy } from './data/study-variations.ts';
import { type LoneEndpoint, startLoneEndpoint } from './lone-endpoint.ts';
import { type Answer, notFound, type Respond } from './server.ts';
import type { Edits } from './switches.ts';

/** Public address of the portal: its pages name it although the sandbox serves them. */
const portal = 'https://portail.example.org';
const studies = realStudies.slice(20, 30);
/** Pages without datasets. */
const others = ['accueil', 'mentions-legales'];

/** Key under which the dataset of a page is harvested. */
export const portalKey = (key: string): string => `${portal}/jeux/${key}`;

/** A portal of 10 datasets in schema.org on pages of their own, and two pages about nothing. */
export interface WebPagesSandbox extends LoneEndpoint {
  /** Address to configure as the source's `url`: an index of two sitemaps, one of them gzipped. */
  readonly url: string;
  readonly keys: readonly string[];
  /** Lets a page that the sitemap lists answer 410. */
  withdraw(key: string): void;
}

/** Starts the portal. */
export async function startWebPages(): Promise<WebPagesSandbox> {
  const keys = studies.map(({ key }) => key);
  const withdrawn = new Set<string>();
  const endpoint = await startLoneEndpoint(keys, (origin) => createPortal(origin, withdrawn));
  const withdraw = (key: string) => {
    withdrawn.add(key);
  };
  return { ...endpoint, url: `${endpoint.origin}/sitemap.xml`, keys, withdraw };
}

function studiesOf({ removed, added }: Edits): readonly Study[] {
  return [...studies, ...added.map(addedStudy)].filter(({ key }) => !removed.has(key));
}

const dayOf = (changes: number) =>
  new Date(Date.UTC(2026, 8, 1 + changes)).toISOString().slice(0, 10);

function sitemap(
  entries: readonly { readonly path: string; readonly changes: number }[],
  origin: string,
): string {
  const urls = entries.map(
    ({ path, changes }) =>
      `<url><loc>${origin}${path}</loc><lastmod>${dayOf(changes)}</lastmod></url>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls.join('\n')}</urlset>`;
}

const index = (origin: string) => `<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>${origin}/sitemap-pages.xml</loc></sitemap>
<sitemap><loc>${origin}/sitemap-jeux.xml.gz</loc></sitemap>
<sitemap><loc>https://ailleurs.example.org/sitemap.xml</loc></sitemap>
</sitemapindex>`;

const organisation = {
  '@type': 'Organization',
  '@id': `${portal}/#organisation`,
  name: 'Portail des données',
  url: portal,
  logo: '/logo.png',
  contactPoint: { '@type': 'ContactPoint', contactType: 'data desk', email: 'contact@example.org' },
};

function description(study: Study, changes: number): Record<string, unknown> {
  const { key, title, aim, keyword, start, end } = study;
  return {
    '@context': 'https://schema.org/',
    '@type': 'Dataset',
    name: changes === 0 ? title.fr : `${title.fr} (révision ${changes})`,
    description: aim.fr,
    keywords: `${keyword.fr}, ${study.theme}`,
    url: portalKey(key),
    identifier: key,
    license: 'Licence à demander',
    isAccessibleForFree: false,
    temporalCoverage: start === undefined ? undefined : `${start}/${end ?? '..'}`,
    spatialCoverage: { '@type': 'Place', name: 'France' },
    publisher: organisation,
    creator: { '@type': 'Person', name: 'Responsable scientifique' },
    variableMeasured: [
      'âge',
      { '@type': 'PropertyValue', name: 'sexe', description: 'Sexe déclaré' },
    ],
    distribution: { '@type': 'DataDownload', name: 'Demande', url: `${portal}/acces/${key}` },
  };
}

const breadcrumbs = {
  '@context': 'https://schema.org',
  '@type': 'BreadcrumbList',
  itemListElement: [],
};

const script = (text: string, type = 'application/ld+json') =>
  `<script type="${type}">${text}</script>`;

/** How single pages write what all pages say; by place in the list. */
const writings: readonly ((json: string) => string)[] = [
  (json) => script(`\n${json}\n`),
  (json) => `${script('{ "@type": "WebSite", }')}\n${script(json)}`,
  (json) => script(json.replaceAll('"', '&quot;')),
  (json) => script(`//<![CDATA[\n${json}\n//]]>`, 'application/ld+json; charset=utf-8'),
  (json) => `<!-- ${script('{"@type":"Dataset"}')} -->${script(json)}`,
];

function page(title: string, blocks: string): string {
  return `<!DOCTYPE html>
<html lang="fr"><head><meta charset="utf-8"><title>${title}</title>
<script>if (1 < 2) document.documentElement.className = 'js';</script>
${blocks}</head><body><h1>${title}</h1></body></html>\n`;
}

function datasetPage(study: Study, place: number, changes: number): Answer {
  const json = JSON.stringify(description(study, changes), null, 1);
  const write = writings[place % writings.length] ?? script;
  const html = page(study.key, `${script(JSON.stringify(breadcrumbs))}\n${write(json)}`);
  return {
    // One server in ten says the wrong charset; the bytes are UTF-8.
    contentType: place === 9 ? 'text/html; charset=iso-8859-1' : 'text/html; charset=utf-8',
    body: html,
    validators: true,
    headers: { Date: new Date(Date.UTC(2026, 9, 1)).toUTCString() },
  };
}

function createPortal(origin: string, withdrawn: ReadonlySet<string>): Respond {
  const xml = 'application/xml; charset=utf-8';
  return ({ pathname }, edits) => {
    const present = studiesOf(edits);
    const changesOf = (key: string) => edits.changed.get(key) ?? 0;
    if (pathname === '/sitemap.xml') return { contentType: xml, body: index(origin) };
    if (pathname === '/sitemap-pages.xml') {
      return {
        contentType: xml,
        body: sitemap(
          others.map((name) => ({ path: `/${name}`, changes: 0 })),
          origin,
        ),
      };
    }
    if (pathname === '/sitemap-jeux.xml.gz') {
      const entries = present.map(({ key }) => ({ path: `/jeux/${key}`, changes: changesOf(key) }));
      return { contentType: 'application/gzip', body: gzipSync(sitemap(entries, origin)) };
    }
    if (others.includes(pathname.slice(1))) {
      return { contentType: 'text/html', body: page(pathname.slice(1), ''), validators: true };
    }
    const place = present.findIndex(({ key }) => pathname === `/jeux/${key}`);
    const study = present[place];
    if (!study) return notFound;
    if (withdrawn.has(study.key)) return { ...notFound, status: 410 };
    const home = studies.indexOf(study);
    return datasetPage(study, home < 0 ? 0 : home, changesOf(study.key));
  };
}
