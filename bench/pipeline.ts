import { rm } from 'node:fs/promises';
import { createContext } from '../src/context.ts';
import { makeWorkspace, syntheticSource } from './workspace.ts';

/**
 * The whole pipeline, twice: a first harvest and one with nothing changed. Prints its figures as
 * JSON. With BENCH_DATABASE_URL it stores in that PostgreSQL, else in the embedded database.
 */
const [url = ''] = process.argv.slice(2);
const source = syntheticSource(url);
const warmUp = {
  ...source,
  id: 'warm-up',
  url: new URL('/warm-up', url).href,
  options: { mode: 'document' },
};
const { folder, settings } = await makeWorkspace(
  [source, warmUp],
  process.env['BENCH_DATABASE_URL'],
);
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
