import type { Page, Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { computeCoverage, importDeclarations } from '../../src/store/coverage.ts';
import { computeQuality } from '../../src/store/quality-days.ts';
import { examine, examinePrint } from '../support/chromium.ts';
import { type ConsoleSite, startConsoleSite } from '../support/console-site.ts';
import { startServer } from '../support/loopback-server.ts';

describe('the console in Chromium', () => {
  let site: ConsoleSite;
  beforeAll(async () => {
    site = await startConsoleSite();
  });
  afterAll(() => site.close());

  /** Waits until the run whose page is shown is over; a reader without scripts comes back to look. */
  async function untilOver(page: Page, verdict: string, scripts: boolean): Promise<void> {
    const badge = page.getByRole('heading', { level: 1 }).getByText(verdict, { exact: true });
    if (scripts) return badge.waitFor();
    for (let looks = 0; looks < 60 && !(await badge.isVisible()); looks += 1) {
      await page.waitForTimeout(500);
      await page.reload();
    }
    expect(await badge.isVisible()).toBe(true);
  }

  async function fill(page: Page, id: string, url: string): Promise<void> {
    await page.getByLabel('Id', { exact: true }).fill(id);
    await page.getByLabel('Address').fill(url);
  }

  // Two sources, since what both describe would be published of the first alone.
  it.each([
    { scripts: true, id: 'hub', preset: 'Health Data Hub', endpoint: 'hdh' },
    {
      scripts: false,
      id: 'cohorts',
      preset: 'France Cohortes (FReSH portal)',
      endpoint: 'franceCohortes',
    },
  ] as const)(
    'leads from a first install to a harvested source, scripts: $scripts',
    async ({ scripts, id, preset, endpoint }) => {
      const page = await site.signIn({ scripts });
      await page.goto(`${site.address}/en/admin/sources`);
      await page.getByRole('link', { name: 'Add a source' }).click();
      await page.getByRole('link', { name: preset, exact: true }).click();
      await fill(page, id, site.sandbox.urls[endpoint]);
      await page.getByRole('button', { name: 'Test & preview' }).click();
      await page.getByRole('heading', { name: 'Preview' }).waitFor();
      expect(await page.locator('ins').first().textContent()).toContain('<http');
      expect(await page.locator('details.previewed').count()).toBe(10);
      expect(site.service.context.sources).not.toContainEqual(expect.objectContaining({ id }));

      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('The source is saved.').waitFor();
      await page.getByRole('button', { name: 'Run now' }).click();
      await page.waitForURL(/\/admin\/runs\/[0-9a-f-]{36}$/);
      await untilOver(page, 'complete', scripts);

      await page.goto(`${site.address}/en/?source=${id}`);
      expect(await page.locator('.results li').count()).toBeGreaterThan(5);
      await page.context().close();
    },
  );

  it.each([true, false])(
    'leads from a failing source to its remedy and a healthy run, scripts: %s',
    async (scripts) => {
      const id = scripts ? 'moved' : 'moved-without-scripts';
      const page = await site.signIn({ scripts });
      await page.goto(`${site.address}/en/admin/sources/new?preset=hdh`);
      await fill(page, id, `${site.sandbox.urls.bndmr}/nowhere`);
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('button', { name: 'Run now' }).click();
      await untilOver(page, 'failed', scripts);

      await page.getByRole('link', { name: 'Overview' }).click();
      const failing = page.getByRole('region', { name: 'Needs attention' });
      await failing.getByRole('link', { name: `Last run (${id})` }).click();
      await page.getByText('FETCH_STATUS').first().waitFor();
      await page.getByText('What to do').first().waitFor();
      await page.getByRole('link', { name: 'Correct the source' }).click();
      await page.getByLabel('Address').fill(site.sandbox.urls.hdh);
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('button', { name: 'Run now' }).click();
      await untilOver(page, 'complete', scripts);
      await page.goto(`${site.address}/en/admin/sources/${id}`);
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('Fine');
      await page.context().close();
    },
  );

  it('shows the next five runs of a schedule while it is written', async () => {
    const page = await site.signIn();
    await page.goto(`${site.address}/en/admin/sources/new?preset=hdh`);
    await page.getByLabel('Schedule (cron').fill('15 4 1 1 *');
    await page.locator('#next-runs').getByText('1 Jan').first().waitFor();
    expect(await page.locator('#next-runs li').count()).toBe(5);
    await page.getByLabel('Schedule (cron').fill('now and then');
    await page.getByText('This schedule is not valid.').waitFor();
    await page.context().close();
  });

  it('is used by keyboard alone', async () => {
    const page = await site.signIn();
    await page.goto(`${site.address}/en/admin`);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).toBe('skip');
    const sources = page.getByRole('navigation').getByRole('link', { name: 'Sources' });
    for (let presses = 0; presses < 20; presses += 1) {
      await page.keyboard.press('Tab');
      if (await sources.evaluate((link) => link === link.ownerDocument.activeElement)) break;
    }
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/admin\/sources$/);
    await page.context().close();
  });

  it.each(['en', 'fr'])('axe finds nothing on any page in %s', async (language) => {
    const [run] = await site.service.context.runs.list('moved', 5);
    const failed = (await site.service.context.runs.list('moved', 5)).at(-1);
    const base = `/${language}/admin`;
    await site.examine([
      base,
      `${base}/sources`,
      `${base}/sources/hub`,
      `${base}/sources/new`,
      `${base}/sources/new?preset=hdh`,
      `${base}/sources/hub/edit`,
      `${base}/runs`,
      `${base}/runs/${run?.id}`,
      `${base}/runs/${failed?.id}`,
    ]);
  });

  it.each(['en', 'fr'])(
    'axe finds nothing on a preview and on a live run in %s',
    async (language) => {
      const page = await site.signIn();
      const base = `${site.address}/${language}/admin/sources`;
      await page.goto(`${base}/new?preset=hdh`);
      await page.locator('[name=id]').fill(`slow-${language}`);
      await page.locator('[name=url]').fill(site.sandbox.urls.hdh);
      await page.locator('button[formaction*="/test"]').click();
      await page.locator('details.previewed').first().waitFor();
      for (const record of await page.locator('details.previewed > summary').all()) {
        await record.click();
      }
      await examine(page, `preview-${language}`);

      const slow = await startEndless();
      await page.locator('[name=url]').fill(slow.url);
      await page.locator('form.source-form button:not([formaction])').click();
      await page.locator('form[action$="/run"] button').click();
      await page.waitForURL(/\/admin\/runs\/[0-9a-f-]{36}$/);
      await page.locator('[data-run]').waitFor({ state: 'attached' });
      await examine(page, `live-run-${language}`);
      expect(await page.locator('[data-run]').count()).toBe(1);
      await page.locator('form[action$="/cancel"] button').click();
      await page.waitForURL(new RegExp(`/sources/slow-${language}$`));
      await page.context().close();
      await slow.close();
    },
  );

  it('leaves a run that ends before its cancellation is answered', async () => {
    const page = await site.signIn();
    const slow = await startEndless();
    await page.goto(`${site.address}/en/admin/sources/new?preset=hdh`);
    await fill(page, 'cancelled', slow.url);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Run now' }).click();
    await page.waitForURL(/\/admin\/runs\/[0-9a-f-]{36}$/);
    await page.locator('[data-run]').waitFor({ state: 'attached' });
    const followed = isOver(page, /\/events$/);
    await page.route(/\/cancel$/, async (route) => {
      const response = await route.fetch({ maxRedirects: 0 });
      await followed;
      await route.fulfill({ response });
    });
    await page.getByRole('button', { name: 'Cancel the run' }).click();
    await page.waitForURL(/\/sources\/cancelled$/);
    await page.context().close();
    await slow.close();
  });

  it('is printed without what is for the screen, nothing cut off, and links with their addresses', async () => {
    const { reader, database, runs } = site.service.context;
    const declaration = { acronym: null, holderIds: [], declaredOn: '2024-02-01', type: 'EDS' };
    const one = { ...declaration, name: 'Entrepôt', holder: 'CHU', region: 'FR1', reference: '1' };
    await importDeclarations(database, 'cnil', [one], new Date());
    await computeCoverage(database);
    await computeQuality(database, new Date());
    const { items } = await reader.datasets({ page: 1, pageSize: 100 });
    const [rich] = [...items].sort((a, b) => b.ntriples.length - a.ntriples.length);
    const [run] = await runs.list('hub', 1);
    const page = await site.signIn();
    for (const path of [
      '/en/',
      '/fr/?q=cohorte',
      `/fr/datasets/${rich?.id}`,
      '/en/sources/hub',
      '/fr/quality',
      '/fr/coverage',
      '/en/admin',
      '/en/admin/sources/hub',
      `/fr/admin/runs/${run?.id}`,
    ]) {
      expect((await page.goto(site.address + path))?.status(), path).toBe(200);
      expect(await examinePrint(page, path)).toBeGreaterThan(0);
    }
    await page.context().close();
  });
});

/** A source whose document never comes: the blanks before it keep a run waiting. */
function startEndless() {
  return startServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/ld+json' });
    const blanks = setInterval(() => response.write(' '), 200);
    response.on('close', () => clearInterval(blanks));
  });
}

/** Resolves when a request of the page to such an address is over, answered or given up. */
function isOver(page: Page, address: RegExp): Promise<void> {
  return new Promise((resolve) => {
    const look = (request: Request) => {
      if (address.test(request.url())) resolve();
    };
    page.on('requestfinished', look);
    page.on('requestfailed', look);
  });
}
