import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { type Service, startService } from '../../src/cli/serve.ts';
import { readSettings } from '../../src/config.ts';
import { type Sandbox, startSandbox } from '../sandbox/index.ts';
import { examine, launchChromium } from './chromium.ts';
import { forSandbox } from './harvester.ts';
import { freePort } from './oidc-provider.ts';
import { usePreparedDatabase } from './prepared-database.ts';

const root = resolve(import.meta.dirname, '../..');
/** What signs in the first admin. */
export const adminToken = 'a-token-of-thirty-two-characters-or-more';

/** A freshly installed service without sources, its sandbox and a browser. */
export interface ConsoleSite {
  readonly service: Service;
  readonly sandbox: Sandbox;
  readonly address: string;
  /** Opens a page, as somebody who is not signed in. */
  open(path: string, options?: { readonly scripts?: boolean }): Promise<Page>;
  /** Signs in with the admin token, as on a first install. */
  signIn(options?: { readonly scripts?: boolean }): Promise<Page>;
  /** Finds fault with pages, see `examine`. */
  examine(paths: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

export async function startConsoleSite(): Promise<ConsoleSite> {
  const sandbox = await startSandbox();
  const folder = await mkdtemp(join(tmpdir(), 'glaneur-console-'));
  for (const name of ['config', 'shapes', 'vocab']) {
    await cp(join(root, name), join(folder, name), { recursive: true });
  }
  await writeFile(join(folder, 'config/sources.yaml'), 'sources: []\n');
  await usePreparedDatabase(join(folder, 'data'));
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const settings = readSettings({
    BASE_URL: address,
    HOST: '127.0.0.1',
    PORT: String(port),
    LOG_LEVEL: 'silent',
    HARVEST_THREADS: '1',
    CONFIG_DIR: join(folder, 'config'),
    DATA_DIR: join(folder, 'data'),
    ADMIN_TOKEN: adminToken,
  });
  const service = await startService(settings, { adapt: forSandbox, observe: () => undefined });
  const browser = await launchChromium();

  async function open(path: string, { scripts = true } = {}) {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      javaScriptEnabled: scripts,
      locale: 'en-GB',
      // axe is put into the page; nothing else needs it.
      bypassCSP: true,
    });
    const page = await context.newPage();
    await page.goto(address + path);
    return page;
  }

  async function signIn(options?: { readonly scripts?: boolean }) {
    const page = await open('/admin', options);
    await page.getByLabel('Admin token').fill(adminToken);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
    return page;
  }

  async function examineAll(paths: readonly string[]) {
    const page = await signIn();
    for (const path of paths) {
      await page.goto(address + path);
      await examine(page, path);
    }
    await page.context().close();
  }

  return {
    service,
    sandbox,
    address,
    open,
    signIn,
    examine: examineAll,
    close: async () => {
      await browser.close();
      await service.close();
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
