import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createProgress } from '../../src/cli/progress.ts';
import { startService } from '../../src/cli/serve.ts';
import { attentionList, summaryTable } from '../../src/cli/summary.ts';
import { readSettings } from '../../src/config.ts';
import { HarvestError } from '../../src/model/problem.ts';
import type { HarvestRun } from '../../src/model/run.ts';
import { computeQuality } from '../../src/store/quality-days.ts';
import { startSandbox } from './index.ts';

const shownPerSource = 8;
/** Identities at the FAIR Data Point include its port. */
const fixedPorts = { bndmr: 8181, franceCohortes: 8182, hdh: 8183, eds: 8184 };

/**
 * `npm run demo`: four local endpoints that speak the protocols of the seed sources, the service on
 * an embedded database, one harvest of everything, a summary, and then the pages. With `--once` it
 * ends after the harvest, with 1 when the catalogue is empty or a source is not complete.
 */
async function demo(isOnce: boolean): Promise<number> {
  const { stdout, stderr } = process;
  const dataDir = await mkdtemp(join(tmpdir(), 'glaneur-demo-'));
  const sandbox = await startSandbox({ ports: isOnce ? {} : fixedPorts }).catch(() => {
    stderr.write('One of the ports 8181 to 8184 is in use: the sandbox takes others.\n');
    return startSandbox();
  });
  const baseUrl = process.env['BASE_URL'] ?? `http://localhost:${process.env['PORT'] ?? 8080}`;
  const settings = readSettings({
    LOG_LEVEL: 'error',
    // The descriptions name real sites.
    LINK_CHECK_DAYS: '0',
    PORT: isOnce ? '0' : '8080',
    ...process.env,
    BASE_URL: baseUrl,
    DATA_DIR: dataDir,
    BNDMR_URL: sandbox.urls.bndmr,
    FRANCE_COHORTES_URL: sandbox.urls.franceCohortes,
    HDH_URL: sandbox.urls.hdh,
    EDS_URL: sandbox.urls.eds,
  });
  stderr.write('Starting the sandbox and the service on an embedded database …\n');
  const progress = createProgress(stderr);
  const service = await startService(settings, {
    observe: progress.observe,
    // The sandbox is on this machine and needs no sparing.
    adapt: (source) => ({
      ...source,
      schedule: null,
      limits: {
        ...source.limits,
        requestsPerSecond: 1000,
        concurrency: 8,
        allowPrivateHosts: ['127.0.0.1'],
      },
    }),
  });
  const { context } = service;
  const close = async () => {
    await service.close();
    await sandbox.close();
    await rm(dataDir, { recursive: true, force: true });
  };
  const results = await Promise.all(
    context.sources.map(({ id }) => context.queue.request(id, 'request')),
  );
  await computeQuality(context.database, new Date());
  progress.stop();
  const runs = results.filter((run): run is HarvestRun => run !== null);
  stdout.write(`\n${summaryTable(runs)}\n`);
  for (const run of runs) {
    const outcomes = await context.runs.outcomes(run.id, 1000);
    const lines = attentionList(run, outcomes, shownPerSource);
    if (lines.length > 0) stdout.write(`\n${run.sourceId}\n  ${lines.join('\n  ')}\n`);
  }
  const { datasets, serial } = await context.reader.state();
  stdout.write(`\n${datasets} datasets published at serial ${serial}.\n`);
  if (isOnce) {
    await close();
    const isWell =
      datasets > 0 && runs.length === 4 && runs.every((run) => run.verdict === 'complete');
    return isWell ? 0 : 1;
  }
  const urls = ['/', '/quality', '/catalog.ttl', '/dumps/catalog.ttl', '/sparql', '/status'];
  stdout.write(`\n${urls.map((path) => `  ${baseUrl}${path}`).join('\n')}\n`);
  stdout.write('\nCtrl-C ends the demo and removes its data.\n');
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await close();
  return 0;
}

try {
  process.exitCode = await demo(process.argv.includes('--once'));
} catch (error) {
  if (!(error instanceof HarvestError)) throw error;
  process.stderr.write(`${error.code}: ${error.message}\n`);
  process.exit(1);
}
