import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Service, startService } from '../../src/cli/serve.ts';
import { computeCoverage, importDeclarations } from '../../src/store/coverage.ts';
import { computeQuality } from '../../src/store/quality-days.ts';
import { type Sandbox, startSandbox } from '../sandbox/index.ts';
import { examine, launchChromium } from '../support/chromium.ts';
import { forSandbox, sandboxSettings } from '../support/harvester.ts';
import { usePreparedDatabase } from '../support/prepared-database.ts';

describe('the public pages in Chromium', () => {
  let sandbox: Sandbox;
  let service: Service;
  let browser: Browser;
  let dataDir: string;
  let address: string;

  beforeAll(async () => {
    sandbox = await startSandbox();
    dataDir = await mkdtemp(join(tmpdir(), 'glaneur-e2e-'));
    await usePreparedDatabase(dataDir);
    const settings = { ...sandboxSettings(sandbox.urls, dataDir), port: 0 };
    service = await startService(settings, { adapt: forSandbox, observe: () => undefined });
    address = service.address ?? '';
    await Promise.all(
      service.context.sources.map(({ id }) => service.context.queue.request(id, 'request')),
    );
    const { database } = service.context;
    const declaration = { acronym: null, holderIds: [], declaredOn: '2024-02-01', type: 'EDS' };
    const declarations = [
      { ...declaration, name: 'Entrepôt', holder: 'CHU', region: 'FR1', reference: '914567' },
      { ...declaration, name: 'Registre', holder: null, region: null, reference: null },
    ];
    await importDeclarations(database, 'cnil', declarations, new Date());
    await computeCoverage(database);
    await computeQuality(database, new Date(Date.now() - 86_400_000));
    await computeQuality(database, new Date());
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await service?.close();
    await sandbox?.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  async function open(path: string, options: { javaScriptEnabled?: boolean } = {}): Promise<Page> {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      javaScriptEnabled: options.javaScriptEnabled ?? true,
      bypassCSP: true,
    });
    const page = await context.newPage();
    await page.goto(address + path);
    return page;
  }

  it('leads from a search to a dataset, its English page and its RDF, without scripts', async () => {
    const page = await open('/fr/', { javaScriptEnabled: false });
    await page.getByRole('searchbox').fill('Constances');
    await page.keyboard.press('Enter');
    await page.waitForLoadState();
    const hit = page
      .getByRole('main')
      .getByRole('link', { name: /constances/i })
      .first();
    await hit.click();
    await page.waitForLoadState();
    expect(new URL(page.url()).pathname).toMatch(/\/datasets\/[0-9a-f-]{36}$/);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBeTruthy();
    const link = await page.locator('a[href$=".ttl"]').first().getAttribute('href');
    const turtle = await page.request.get(address + new URL(link ?? '', address).pathname);
    expect(turtle.headers()['content-type']).toContain('text/turtle');
    expect(await turtle.text()).toContain('dcat:Dataset');
    await page.context().close();
  });

  it.each([true, false])(
    'takes a partner from a disease to its description, RDF and a query about it, scripts %s',
    async (javaScriptEnabled) => {
      const page = await open('/en/', { javaScriptEnabled });
      await page.getByRole('searchbox').fill('alzheimer');
      await page.keyboard.press('Enter');
      await page.waitForURL(/q=alzheimer/);
      const hit = page
        .getByRole('main')
        .getByRole('link', { name: /alzheimer/i })
        .first();
      await hit.click();
      await page.waitForURL(/\/datasets\/[0-9a-f-]{36}$/);
      expect(await page.locator('html').getAttribute('lang')).toBe('en');
      expect(await page.getByRole('heading', { name: 'How to ask for access' }).isVisible()).toBe(
        true,
      );
      const turtle = page.getByRole('link', { name: 'HealthDCAT-AP Release 8, ttl' });
      const href = new URL((await turtle.getAttribute('href')) ?? '', address);
      const document = await (await page.request.get(href.href)).text();
      const iri = new URL(page.url()).pathname.split('/').at(-1) ?? '';
      expect(document).toContain(iri);
      await page.getByRole('link', { name: 'SPARQL queries' }).click();
      await page.locator('textarea[name=query]').fill(
        `SELECT ?title { ?d a <http://www.w3.org/ns/dcat#Dataset> ; <http://purl.org/dc/terms/title> ?title
          FILTER(CONTAINS(LCASE(?title), "alzheimer")) }`,
      );
      await page.getByRole('button', { name: 'Run', exact: true }).click();
      await page.waitForURL(/sparql\?query=/);
      const cells = await page.getByRole('main').locator('tbody td').allTextContents();
      expect(cells.length).toBeGreaterThan(0);
      for (const cell of cells) expect(cell).toMatch(/alzheimer/i);
      await page.context().close();
    },
  );

  const paths = [
    '/',
    '/?q=cancre&access=RESTRICTED&category=RQSH',
    '/?q=registry',
    '/?access=SECRET',
    '/changes',
    '/glossary',
    '/sparql',
    '/sparql?query=SELECT%20*%20%7B%20%3Fs%20a%20dcat%3ADataset%20%7D%20LIMIT%203',
    '/sparql?query=SELECT%20nonsense',
    '/quality',
    '/quality?source=hdh',
    '/coverage',
    '/sources/hdh',
    '/sources/eds',
    '/vocabularies',
    '/vocabularies/coding-system-fr',
    '/vocabularies/country',
    '/profiles',
    '/profiles/healthdcat-ap-8',
    '/admin/sign-in',
    '/nothing-here',
  ].flatMap((path) => ['fr', 'en'].map((language) => `/${language}${path}`));
  it.each([...paths, '/api/docs'])(
    'axe finds nothing on %s, and nothing overflows',
    async (path) => {
      const page = await open(path);
      await examine(page, path);
      await page.context().close();
    },
  );

  it.each(['fr', 'en'])('axe finds nothing on a dataset page in %s', async (language) => {
    const { items } = await service.context.reader.datasets({ page: 1, pageSize: 100 });
    const rich = [...items].sort((a, b) => b.ntriples.length - a.ntriples.length).slice(0, 2);
    for (const { id } of rich) {
      const page = await open(`/${language}/datasets/${id}`);
      await examine(page, id);
      await page.context().close();
    }
  });

  it('narrows a search by keyboard alone, and removes the filter again', async () => {
    const page = await open('/en/', { javaScriptEnabled: false });
    const all = await page.getByRole('status').textContent();
    await page.getByRole('link', { name: /^Restricted/ }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/access=RESTRICTED/);
    expect(await page.getByRole('status').textContent()).not.toBe(all);
    await page.getByRole('link', { name: /Remove the filter Access: Restricted/ }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => !url.search.includes('access'));
    expect(await page.getByRole('status').textContent()).toBe(all);
    await page.context().close();
  });

  it('opens the query editor on demand, under the policy of the pages, and runs a query in it', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const asked: string[] = [];
    const refused: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => {
      // One style attribute of its tables is refused, and they do without it.
      if (/content security policy/i.test(message.text()) && !/style-src/.test(message.text()))
        refused.push(message.text());
    });
    await page.goto(`${address}/en/sparql`);
    expect(asked.filter((url) => url.includes('yasgui'))).toEqual([]);
    await page.getByRole('button', { name: 'Open the query editor' }).click();
    await page.locator('#sparql-editor .CodeMirror').waitFor();
    await page.locator('.yasqe_queryButton').click();
    await page.locator('.yasr table.dataTable tbody tr').first().waitFor();
    expect(refused).toEqual([]);
    expect(asked.filter((url) => !url.startsWith(address))).toEqual([]);
    await page.locator('#sparql-editor .CodeMirror textarea').focus();
    await page.keyboard.press('Tab');
    const focused = await page.evaluate('document.activeElement?.tagName');
    expect(focused).not.toBe('TEXTAREA');
    await context.close();
  });
});
