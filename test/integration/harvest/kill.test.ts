import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createContext } from '../../../src/context.ts';
import { startHarvests } from '../../../src/harvests.ts';
import { answerRequests, findRunRequest, requestRun } from '../../../src/store/run-requests.ts';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { databases, type TestDatabase } from '../../support/database.ts';
import { forSandbox, sandboxSettings, startHarvester } from '../../support/harvester.ts';
import { usePreparedDatabase } from '../../support/prepared-database.ts';
import { until } from '../publish/outbox-line.ts';

type Script = 'harvest-process' | 'requested-process';

/** Starts a harvest and kills it with SIGKILL once that many batches are stored. */
async function harvestUntilKilled(
  script: Script,
  args: readonly string[],
  batches: number,
): Promise<void> {
  const path = resolve(import.meta.dirname, `../../support/${script}.ts`);
  const child = spawn(process.execPath, ['--import', 'tsx', path, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  let seen = 0;
  for await (const _ of createInterface({ input: child.stdout })) {
    seen += 1;
    if (seen === batches) child.kill('SIGKILL');
  }
  const [code, signal] = await exited;
  expect({ code, signal }).toEqual({ code: null, signal: 'SIGKILL' });
}

describe.each(databases())('a harvest killed in the middle on $name', (kind) => {
  let sandbox: Sandbox;
  let dataDir: string;
  let server: TestDatabase | undefined;

  beforeAll(async () => {
    sandbox = await startSandbox();
    dataDir = await mkdtemp(join(tmpdir(), 'glaneur-kill-'));
    if (kind.name === 'PGlite') await usePreparedDatabase(dataDir);
    else server = await kind.open();
  });
  afterAll(async () => {
    await sandbox.close();
    await server?.drop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('loses no record and doubles none when it is started again', async () => {
    const args = [JSON.stringify(sandbox.urls), dataDir, server?.url ?? ''];
    await harvestUntilKilled('harvest-process', args, 2);
    await harvestUntilKilled('harvest-process', args, 1);

    const settings = sandboxSettings(sandbox.urls, dataDir, server?.url);
    const context = await createContext(settings, { adapt: forSandbox, observe: () => undefined });
    try {
      const left = await context.reader.state();
      expect(left.datasets).toBeGreaterThan(0);
      const interrupted = await context.runs.interrupted();
      expect(interrupted.length).toBeGreaterThan(0);
      const runs = await Promise.all(
        context.sources.map(({ id }) => context.queue.request(id, 'resume')),
      );
      expect(runs.map((run) => run?.verdict)).toEqual(runs.map(() => 'complete'));

      const clean = await startHarvester(sandbox.urls);
      try {
        await clean.harvest();
        const documents = (reader: typeof context.reader) =>
          reader.snapshot(async (_state, entities) => {
            const found: string[] = [];
            for await (const { iri, ntriples } of entities) {
              found.push(`${iri}\n${ntriples.replace(/"[^"]*"\^\^<[^>]*dateTime>/g, 'TIME')}`);
            }
            return found.sort();
          });
        expect(await documents(context.reader)).toEqual(await documents(clean.context.reader));
      } finally {
        await clean.close();
      }
      const events = await context.reader.eventsAfter(0, 10_000);
      const created = events.filter(({ type }) => type === 'create').map(({ iri }) => iri);
      expect(new Set(created).size).toBe(created.length);
      expect(events.map(({ serial }) => serial)).toEqual(events.map((_, index) => index + 1));
    } finally {
      await context.close();
    }
  }, 300_000);
});

describe.each(databases())('runs that were asked for on $name', (kind) => {
  let sandbox: Sandbox;
  let dataDir: string;
  let server: TestDatabase | undefined;

  beforeAll(async () => {
    sandbox = await startSandbox();
    dataDir = await mkdtemp(join(tmpdir(), 'glaneur-asked-'));
    if (kind.name === 'PGlite') await usePreparedDatabase(dataDir);
    else server = await kind.open();
  });
  afterAll(async () => {
    await sandbox.close();
    await server?.drop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('are started again when their process is killed, the one that ran and the one that waited', async () => {
    const settings = sandboxSettings(sandbox.urls, dataDir, server?.url);
    const options = { adapt: forSandbox, observe: () => undefined };
    const asking = await createContext(settings, options);
    const ask = (sourceId: string) =>
      requestRun(asking.database, { sourceId, trigger: 'request' }, new Date());
    const asked = [await ask('hdh'), await ask('bndmr')];
    await asking.close();

    const args = [JSON.stringify(sandbox.urls), dataDir, server?.url ?? ''];
    await harvestUntilKilled('requested-process', args, 1);

    const context = await createContext(settings, options);
    const states = () => Promise.all(asked.map(({ id }) => findRunRequest(context.database, id)));
    expect(await states()).toMatchObject([{ state: 'running' }, { state: 'waiting' }]);
    const stop = await startHarvests(context);
    try {
      await until(async () => (await states()).every((request) => request?.state === 'ended'));
      const runs = await context.runs.list(null, 10);
      expect(runs.map(({ sourceId, trigger, verdict }) => [sourceId, trigger, verdict])).toEqual(
        expect.arrayContaining([
          ['hdh', 'request', 'failed'],
          ['hdh', 'resume', 'complete'],
          ['bndmr', 'request', 'complete'],
        ]),
      );
      expect(runs).toHaveLength(3);
      const answers = (await states()).map((request) => request?.runId);
      const complete = runs.filter(({ verdict }) => verdict === 'complete').map(({ id }) => id);
      expect(answers.sort()).toEqual(complete.sort());
    } finally {
      await stop();
      await context.close();
    }
  }, 300_000);

  it('are given up when their process dies again and again, until they are asked for anew', async () => {
    const settings = sandboxSettings(sandbox.urls, dataDir, server?.url);
    const options = { adapt: forSandbox, observe: () => undefined };
    const request = { sourceId: 'france-cohortes', trigger: 'request' } as const;
    let id = '';
    for (const trigger of ['request', 'resume', 'resume'] as const) {
      const dying = await createContext(settings, options);
      ({ id } = await requestRun(dying.database, request, new Date()));
      const runs = answerRequests(dying.database, dying.runs);
      expect(await runs.begin(request.sourceId, trigger)).not.toBeNull();
      await dying.close();
    }
    const context = await createContext(settings, options);
    const stop = await startHarvests(context);
    const state = async () => (await findRunRequest(context.database, id))?.state;
    const newest = async () => (await context.runs.list(request.sourceId, 1))[0];
    try {
      expect(await state()).toBe('ended');
      expect(await newest()).toMatchObject({
        trigger: 'resume',
        verdict: 'failed',
        problems: [{ code: 'GATHER_ABANDONED' }],
      });
      ({ id } = await requestRun(context.database, request, new Date()));
      await until(async () => (await state()) === 'ended');
      expect(await newest()).toMatchObject({ trigger: 'request', verdict: 'complete' });
    } finally {
      await stop();
      await context.close();
    }
  }, 300_000);
});
