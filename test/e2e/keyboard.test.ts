import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { inventoryOf, type SignedIn, signIn } from '../support/console-service.ts';
import { adminToken, type ConsoleSite, startConsoleSite } from '../support/console-site.ts';
import { follow, reach, walkThrough, write } from '../support/keyboard.ts';
import { type PushService, startPushService } from '../support/push-service.ts';

describe('by keyboard alone, an installation', () => {
  let site: ConsoleSite;
  let page: Page;
  beforeAll(async () => {
    site = await startConsoleSite();
    page = await site.open('/en/admin');
    page.setDefaultTimeout(10_000);
  });
  afterAll(() => site.close());

  const link = (name: string) => page.getByRole('link', { name, exact: true }).first();
  const button = (name: string) => page.getByRole('button', { name, exact: true });

  it('is signed in to with the admin token', async () => {
    await write(page, page.getByLabel('Admin token'), adminToken);
    await follow(page, page.getByRole('button', { name: 'Sign in' }));
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).toBe('skip');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.tagName')).toBe('MAIN');
  });

  it('gets a source, and a run of it', async () => {
    await page.goto(`${site.address}/en/admin`);
    await follow(page, page.getByRole('navigation').getByRole('link', { name: 'Sources' }));
    await page.waitForURL(/\/admin\/sources$/);
    await follow(page, link('Add a source'));
    await follow(page, link('Health Data Hub'));
    await write(page, page.getByLabel('Id', { exact: true }), 'hub');
    await write(page, page.getByLabel('Address'), site.sandbox.urls.hdh);
    const advanced = page.locator('form.source-form details > summary').first();
    await reach(page, advanced);
    await page.keyboard.press('Space');
    await reach(page, button('Test & preview'));
    await page.keyboard.press('Space');
    await page.getByRole('heading', { name: 'Preview' }).waitFor();
    await walkThrough(page);

    await follow(page, button('Save'));
    await page.getByText('The source is saved.').waitFor();
    await follow(page, button('Run now'));
    await page.waitForURL(/\/admin\/runs\/[0-9a-f-]{36}$/);
    await page.getByRole('heading', { level: 1 }).getByText('complete', { exact: true }).waitFor();
    await walkThrough(page);
  });

  it('makes a key and revokes it', async () => {
    await page.goto(`${site.address}/en/admin/keys`);
    await write(page, page.getByLabel('Name'), 'Nightly report');
    await reach(page, page.getByLabel('Role'));
    await page.keyboard.press('ArrowDown');
    await follow(page, button('Create the key'));
    expect(await page.locator('.secret').textContent()).toMatch(/^gln_/);
    await follow(page, page.getByRole('link', { name: /^Revoke/ }));
    await page.waitForURL(/revoke$/);
    await follow(page, page.getByRole('main').getByRole('button'));
    await page.getByText('revoked', { exact: true }).waitFor();
  });

  it('is searched: words, a facet, a description, and back to all', async () => {
    await page.goto(`${site.address}/en/`);
    await write(page, page.getByRole('searchbox'), 'cohort');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=cohort/);
    await follow(page, page.locator('.facets li a').first());
    await page.locator('.chips a').first().waitFor();
    await follow(page, page.locator('.results h3 a').first());
    await page.waitForURL(/\/datasets\//);
    expect(await walkThrough(page)).toBeGreaterThan(10);
    await page.goBack();
    await follow(page, page.locator('.chips a').first());
    await page.waitForURL((url) => [...url.searchParams.keys()].join() === 'q');
  });

  it('is asked by SPARQL: by the form, and in an editor that lets go of the focus', async () => {
    await page.goto(`${site.address}/en/sparql`);
    const query = 'SELECT ?s { ?s a <http://www.w3.org/ns/dcat#Dataset> } LIMIT 3';
    await write(page, page.locator('textarea[name=query]'), query);
    await follow(page, button('Run'));
    await page.waitForURL(/query=/);
    expect(await page.getByRole('main').locator('tbody tr').count()).toBe(3);
    await walkThrough(page);

    await page.goto(`${site.address}/en/sparql`);
    await reach(page, button('Open the query editor'));
    await page.keyboard.press('Enter');
    const editor = page.locator('#sparql-editor .CodeMirror textarea');
    await editor.waitFor({ state: 'attached' });
    const stops: string[] = [];
    const footer = page.locator('footer a').first();
    const has = async (target: typeof footer) =>
      target.evaluate((element) => element === element.ownerDocument.activeElement);
    while (stops.length < 60 && !(await has(footer))) {
      await page.keyboard.press('Tab');
      stops.push(String(await page.evaluate('document.activeElement.tagName')));
    }
    expect(stops.at(-1), stops.join(' ')).toBe('A');
    expect(stops).toContain('TEXTAREA');
    await page.keyboard.press('Shift+Tab');
    expect(await has(footer)).toBe(false);
  });

  it.each([
    '/fr/',
    '/fr/quality',
    '/fr/coverage',
    '/fr/changes',
    '/fr/sources/hub',
    '/fr/glossary',
  ])('is walked through on %s', async (path) => {
    await page.goto(site.address + path);
    expect(await walkThrough(page)).toBeGreaterThan(5);
  });
});

describe('by keyboard alone, a curator', () => {
  let service: PushService;
  let browser: Browser;
  let address: string;
  let page: Page;

  beforeAll(async () => {
    service = await startPushService('http://localhost:8080');
    address = await service.app.listen({ port: 0, host: '127.0.0.1' });
    await sheet('Alpha', 'Beta', 'Gamma', 'Delta');
    await sheet('Alpha');
    browser = await launchChromium();
    const curator: SignedIn = await signIn(service, 'curator', ['sheets']);
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    await context.addCookies([{ name: 'glaneur-session', value: curator.secret, url: address }]);
    page = await context.newPage();
    page.setDefaultTimeout(10_000);
  });
  afterAll(async () => {
    await browser?.close();
    await service?.close();
  });

  async function sheet(...names: readonly string[]): Promise<void> {
    const source = service.context.registry.get('sheets');
    const body = Buffer.from(inventoryOf(...names));
    await service.context.ingest.sheet({ source }, { body, mediaType: 'text/csv', charset: '' });
  }
  const total = async () => (await service.context.reader.datasets({ page: 1, pageSize: 1 })).total;

  it('approves a held deletion and takes it back', async () => {
    await page.goto(`${address}/en/admin`);
    await follow(page, page.getByRole('navigation').getByRole('link', { name: /Decisions/ }));
    await page.waitForURL(/decisions$/);
    await follow(page, page.getByRole('link', { name: /^Review/ }).first());
    await page.waitForURL(/deletions$/);
    await follow(page, page.getByRole('link', { name: /^Delete/ }));
    await page.waitForURL(/approve$/);
    await follow(page, page.getByRole('main').getByRole('button').first());
    await page.waitForURL(/deleted/);
    expect(await total()).toBe(1);
    await follow(page, page.getByRole('main').getByRole('button'));
    await page.waitForURL(/done=restored/);
    expect(await total()).toBe(4);
  });

  it('uploads a sheet, looks at what it would change, and confirms', async () => {
    await page.goto(`${address}/en/admin/upload`);
    await follow(page, page.getByRole('main').getByRole('link').first());
    await page.waitForURL(/sheets\/upload$/);
    const field = page.locator('input[type=file]');
    await reach(page, field);
    const chooser = page.waitForEvent('filechooser');
    // A key overtakes the order to intercept the dialog while the page is busy; an answer does not.
    await page.evaluate('0');
    await page.keyboard.press('Space');
    const names = ['Alpha', 'Beta', 'Gamma', 'Delta', 'Epsilon'];
    await (await chooser).setFiles({
      name: 'inventory.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(inventoryOf(...names)),
    });
    await follow(page, page.getByRole('button', { name: 'See what would change' }));
    await page.waitForURL(/upload\/[0-9a-f-]{36}$/);
    await walkThrough(page);
    await follow(page, page.getByRole('main').getByRole('button').first());
    await page.waitForURL(/\/admin\/runs\//);
    expect(await total()).toBe(5);
  });
});
