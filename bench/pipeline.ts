import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { readSettings } from '../src/config.ts';
import { createContext } from '../src/context.ts';

/**
 * The whole pipeline, twice: a first harvest and one with nothing changed. Prints its figures as
 * JSON. With BENCH_DATABASE_URL it stores in that PostgreSQL, else in the embedded database.
 */
const [url = ''] = process.argv.slice(2);
const folder = await mkdtemp(join(tmpdir(), 'glaneur-bench-'));
const configDir = join(folder, 'config');
for (const name of ['config', 'shapes', 'vocab']) {
  await cp(name, join(folder, name), { recursive: true });
}
const source = {
  id: 'bench',
  title: { en: 'Synthetic' },
  connector: 'rdf-http',
  url,
  options: { mode: 'hydra' },
  mapping: 'dcat-ap',
  level: 'national',
  defaults: {},
  policy: {},
  limits: { requestsPerSecond: 1000, concurrency: 8, allowPrivateHosts: ['127.0.0.1'] },
};
const warmUp = {
  ...source,
  id: 'warm-up',
  url: new URL('/warm-up', url).href,
  options: { mode: 'document' },
};
await writeFile(join(configDir, 'sources.yaml'), stringify({ sources: [source, warmUp] }));
const database = process.env['BENCH_DATABASE_URL'];
const settings = readSettings({
  CONFIG_DIR: configDir,
  DATA_DIR: join(folder, 'data'),
  LOG_LEVEL: 'silent',
  ...(database === undefined ? {} : { DATABASE_URL: database }),
});
const context = await createContext(settings);
const harvest = async () => {
  const start = performance.now();
  const cpu = process.cpuUsage();
  const run = await context.queue.request('bench', 'request');
  const { user, system } = process.cpuUsage(cpu);
  const { serial } = await context.reader.state();
  return {
    seconds: (performance.now() - start) / 1000,
    cpuSeconds: (user + system) / 1e6,
    verdict: run?.verdict,
    counts: run?.counts,
    violations: run?.violations,
    requests: run?.requests,
    serial,
  };
};
// A page of other datasets first, as the floor has: both are warm when they are measured.
await context.queue.request('warm-up', 'request');
const before = (await context.reader.state()).serial;
const first = await harvest();
const second = await harvest();
await context.close();
await rm(folder, { recursive: true, force: true });
const peakMiB = process.resourceUsage().maxRSS / 1024;
process.stdout.write(`${JSON.stringify({ before, first, second, peakMiB })}\n`);
