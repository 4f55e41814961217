import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { migrateDatabase } from '../../../src/cli/migrate.ts';
import { type Service, startService } from '../../../src/cli/serve.ts';
import type { Settings } from '../../../src/config.ts';
import { toNQuads } from '../../../src/publish/formats.ts';
import { inOwnGraph } from '../../../src/rdf/placement.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { forSandbox, sandboxSettings } from '../../support/harvester.ts';
import { forgetSharedNodes } from '../../support/stored-nodes.ts';

let dataDir: string;
let sandbox: Sandbox;
let settings: Settings;
/** The quads of a catalogue that was harvested with graphs of shared nodes. */
let fresh: readonly string[];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'glaneur-'));
  sandbox = await startSandbox();
  settings = { ...sandboxSettings(sandbox.urls, dataDir), port: 0 };
  const service = await start();
  await service.context.queue.request('bndmr', 'request');
  fresh = await quads(service);
  expect(fresh.some((line) => line.includes('/shared/'))).toBe(true);
  await service.close();
}, 120_000);
afterAll(async () => {
  await sandbox?.close();
  await rm(dataDir, { recursive: true, force: true });
});

const start = () => startService(settings, { observe: () => undefined, adapt: forSandbox });

async function quads({ context }: Service): Promise<readonly string[]> {
  const lines: string[] = [];
  await context.reader.snapshot(async (_state, entities) => {
    for await (const entity of entities)
      lines.push(...toNQuads({ graph: entity.graph, ntriples: inOwnGraph(entity) }).split('\n'));
  });
  return lines.filter((line) => line !== '').sort();
}

async function makeOld(): Promise<void> {
  const database = await openDatabase({ dataDir });
  await forgetSharedNodes(database);
  await database.close();
}

it('brings a database of an earlier version up to date while the service answers', async () => {
  await makeOld();
  const service = await start();
  try {
    const [dataset] = (await service.context.reader.datasets({ page: 1, pageSize: 1 })).items;
    const { pathname } = new URL(dataset?.graph ?? '');
    expect((await fetch(service.address + pathname)).status).toBe(200);
    await vi.waitFor(async () => expect(await quads(service)).toEqual(fresh), {
      timeout: 60_000,
      interval: 100,
    });
  } finally {
    await service.close();
  }
}, 120_000);

it('brings it up to date from the command line too', async () => {
  await makeOld();
  const stdout = new PassThrough();
  const { signal } = new AbortController();
  const input = { settings, operands: [], options: {}, signal, stdout, stderr: stdout };
  expect(await migrateDatabase(input)).toBe(0);
  stdout.end();
  const shared = fresh.flatMap((line) => line.match(/\/shared\/[^<>]+> \.$/) ?? []);
  expect(await text(stdout)).toContain(`Published ${new Set(shared).size} nodes`);
}, 120_000);
