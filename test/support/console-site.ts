import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { type Service, startService } from '../../src/cli/serve.ts';
import { readSettings } from '../../src/config.ts';
import { type Sandbox, startSandbox } from '../sandbox/index.ts';
import { forSandbox } from './harvester.ts';
import { freePort } from './oidc-provider.ts';

const root = resolve(import.meta.dirname, '../..');
const axeSource = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const token = 'a-token-of-thirty-two-characters-or-more';

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

interface View {
  readonly width?: number;
  readonly dark?: boolean;
  readonly scripts?: boolean;
}

/** A freshly installed service without sources, its sandbox and a browser. */
export interface ConsoleSite {
  readonly service: Service;
  readonly sandbox: Sandbox;
  readonly address: string;
  /** Signs in with the admin token, as on a first install. */
  signIn(view?: View): Promise<Page>;
  /** Finds fault with pages at both widths, light and dark, with axe and by what sticks out. */
  expectAccessible(paths: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

export async function startConsoleSite(): Promise<ConsoleSite> {
  const sandbox = await startSandbox();
  const folder = await mkdtemp(join(tmpdir(), 'glaneur-console-'));
  for (const name of ['config', 'shapes', 'vocab']) {
    await cp(join(root, name), join(folder, name), { recursive: true });
  }
  await writeFile(join(folder, 'config/sources.yaml'), 'sources: []\n');
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
    ADMIN_TOKEN: token,
  });
  const service = await startService(settings, { adapt: forSandbox, observe: () => undefined });
  const axe = await readFile(axeSource, 'utf8');
  const browser = await launch();

  async function signIn({ width = 1280, dark = false, scripts = true }: View = {}) {
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      colorScheme: dark ? 'dark' : 'light',
      javaScriptEnabled: scripts,
      locale: 'en-GB',
      // axe is put into the page; nothing else needs it.
      bypassCSP: true,
    });
    const page = await context.newPage();
    await page.goto(`${address}/admin`);
    await page.getByLabel('Admin token').fill(token);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
    return page;
  }

  async function expectAccessible(paths: readonly string[]) {
    for (const width of [320, 1280]) {
      for (const dark of [false, true]) {
        const page = await signIn({ width, dark });
        for (const path of paths) {
          await page.goto(address + path);
          await page.evaluate(axe);
          const { violations } = (await page.evaluate('axe.run()')) as AxeResult; // axe's documented result
          const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
          expect(found, `${path} ${width} ${dark ? 'dark' : 'light'}`).toEqual([]);
          const overflow = await page.evaluate(
            'document.documentElement.scrollWidth - window.innerWidth',
          );
          expect(overflow, `${path} at ${width}`).toBeLessThanOrEqual(0);
        }
        await page.context().close();
      }
    }
  }

  return {
    service,
    sandbox,
    address,
    signIn,
    expectAccessible,
    close: async () => {
      await browser.close();
      await service.close();
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
    ],
  });
}
