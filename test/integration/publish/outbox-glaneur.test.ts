import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { manageTargets } from '../../../src/cli/targets.ts';
import type { Settings } from '../../../src/config.ts';
import { type Context, createContext } from '../../../src/context.ts';
import { startDeliveries, targetOverview } from '../../../src/deliveries.ts';
import type { CatalogueReader } from '../../../src/model/published.ts';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { deliveringSettings } from '../../support/delivering.ts';
import { forSandbox } from '../../support/harvester.ts';
import { usePreparedDatabase } from '../../support/prepared-database.ts';
import { type PushService, startPushService } from '../../support/push-service.ts';
import { until } from './outbox-line.ts';

let sandbox: Sandbox;
let second: PushService;
let folder: string;
let settings: Settings;
let first: Context;
let key: string;
let end: () => Promise<void>;

beforeAll(async () => {
  sandbox = await startSandbox();
  second = await startPushService('https://second.example.org');
  const url = await second.app.listen({ host: '127.0.0.1', port: 0 });
  folder = await mkdtemp(join(tmpdir(), 'glaneur-outbox-'));
  await usePreparedDatabase(folder);
  key = await second.key('north');
  settings = await deliveringSettings(sandbox.urls, folder, { url, key });
  first = await createContext(settings, {
    observe: () => undefined,
    adapt: (source) => ({
      ...forSandbox(source),
      policy: { ...source.policy, deletion: { graceDays: 0, maxShare: 1, floor: 10 } },
    }),
  });
  const stop = await startDeliveries(first);
  end = async () => {
    end = async () => undefined;
    await stop();
    await first.close();
  };
}, 180_000);
afterAll(async () => {
  await end();
  await second.close();
  await sandbox.close();
  await rm(folder, { recursive: true, force: true });
});

async function titles(reader: CatalogueReader): Promise<readonly string[]> {
  const { items } = await reader.datasets({ page: 1, pageSize: 500 });
  return items.map(({ iri, summary }) => `${iri} ${JSON.stringify(summary.title)}`).sort();
}

const settled = () => until(async () => (await first.deliveries.report('hub')).lag.events === 0);

it('makes a second Glaneur hold what the first one publishes, change for change', async () => {
  await first.queue.request('hdh', 'request');
  await settled();
  expect(await first.deliveries.deadLetters('hub')).toEqual([]);
  const published = await titles(first.reader);
  expect(published.length).toBeGreaterThan(20);
  expect(await titles(second.context.reader)).toEqual(published);

  const { serial } = await second.context.reader.state();
  const [changed = '', removed = ''] = sandbox.switches.keys('hdh').slice(2, 4);
  sandbox.switches.change('hdh', changed);
  sandbox.switches.remove('hdh', removed);
  await first.queue.request('hdh', 'request');
  await settled();
  expect(await titles(second.context.reader)).toEqual(await titles(first.reader));
  const events = await second.context.reader.eventsAfter(serial, 100);
  const types = events.filter(({ kind }) => kind === 'dataset').map(({ type }) => type);
  expect(types.sort()).toEqual(['delete', 'update']);
  expect(await targetOverview(first)).toMatchObject([
    { id: 'hub', condition: 'delivering', lag: { events: 0, seconds: 0 }, deadLetters: 0 },
  ]);
}, 300_000);

it('tells by the command line how far each target is, and delivers again on request', async () => {
  const [dataset] = (await first.reader.datasets({ page: 1, pageSize: 1 })).items;
  await end();
  const written: string[] = [];
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      written.push(String(chunk));
      done();
    },
  });
  const command = (...operands: string[]) =>
    manageTargets({
      settings,
      operands,
      options: { json: operands.length === 0 },
      signal: new AbortController().signal,
      stdout: stream,
      stderr: stream,
    });
  expect(await command()).toBe(0);
  const [report] = JSON.parse(written.join('')) as readonly Record<string, unknown>[];
  expect(report).toMatchObject({
    id: 'hub',
    profile: 'healthdcat-ap-8',
    lag: { events: 0 },
    pending: 0,
    deadLetters: [],
    problem: null,
  });
  expect(written.join('')).not.toContain(key);
  expect(await command('retry', 'hub', dataset?.id ?? '')).toBe(0);
  expect(written.at(-1)).toContain('1 to deliver again');
  expect(await command('retry', 'hub', 'nothing')).toBe(1);
  expect(await command('retry')).toBe(64);
  await expect(command('retry', 'elsewhere')).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
}, 120_000);
