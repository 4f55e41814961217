import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { page } from '../../../bench/generate.ts';
import { readSettings } from '../../../src/config.ts';
import { createContext } from '../../../src/context.ts';
import { testBaseUrl } from '../../support/harvester.ts';
import { startServer } from '../../support/loopback-server.ts';
import { usePreparedDatabase } from '../../support/prepared-database.ts';

const root = resolve(import.meta.dirname, '../../..');
const total = 600;
const pageSize = 20;
const killAt = 16;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'glaneur-resume-'));
  await usePreparedDatabase(join(folder, 'data'));
  for (const name of ['config', 'shapes', 'vocab']) {
    await cp(join(root, name), join(folder, name), { recursive: true });
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('goes on after a crash at the page where it stopped', async () => {
  const served: number[] = [];
  let onServed = (_count: number) => {};
  const server = await startServer(async (request, response) => {
    const asked = new URL(request.url ?? '/', 'http://x');
    if (asked.pathname !== '/catalog') {
      response.writeHead(404).end();
      return;
    }
    const number = Number(asked.searchParams.get('page'));
    served.push(number);
    onServed(served.length);
    const url = (wanted: number) => `${server.url}/catalog?page=${wanted}`;
    // Slow enough that the harvest stores batches while later pages are awaited.
    await new Promise((done) => setTimeout(done, 50));
    response.setHeader('content-type', 'text/turtle');
    response.end(page({ total, pageSize, number, url }));
  });
  const source = {
    id: 'paged',
    title: { en: 'Paged' },
    connector: 'rdf-http',
    url: `${server.url}/catalog?page=1`,
    options: { mode: 'hydra' },
    mapping: 'dcat-ap',
    level: 'national',
    defaults: {},
    limits: { requestsPerSecond: 1000, allowPrivateHosts: ['127.0.0.1'] },
  };
  await writeFile(join(folder, 'config/sources.yaml'), stringify({ sources: [source] }));
  const environment = {
    BASE_URL: testBaseUrl,
    LOG_LEVEL: 'silent',
    CONFIG_DIR: join(folder, 'config'),
    DATA_DIR: join(folder, 'data'),
  };
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'src/cli.ts'), 'harvest'], {
    env: { ...process.env, DATABASE_URL: '', ...environment },
    stdio: 'ignore',
  });
  onServed = (count) => {
    if (count === killAt) child.kill('SIGKILL');
  };
  expect((await once(child, 'exit'))[1]).toBe('SIGKILL');
  const before = new Set(served);
  served.length = 0;
  onServed = () => {};

  const context = await createContext(readSettings(environment), { observe: () => undefined });
  try {
    const stored = (await context.reader.state()).datasets;
    expect(stored).toBeGreaterThan(0);
    const run = await context.queue.request('paged', 'resume');
    expect(run?.verdict).toBe('complete');
    expect(run?.gathered).toBe(total);
    const again = served.filter((number) => before.has(number));
    expect(again.length).toBeLessThan(before.size);
    expect(served[0]).toBeGreaterThan(1);
    expect(new Set([...before, ...served]).size).toBe(total / pageSize);
    const { datasets } = await context.reader.state();
    expect(datasets).toBe(total * 0.9);
  } finally {
    await context.close();
    await server.close();
  }
}, 180_000);
