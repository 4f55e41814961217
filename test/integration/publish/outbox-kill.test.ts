import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Settings } from '../../../src/config.ts';
import { createContext } from '../../../src/context.ts';
import { startDeliveries } from '../../../src/deliveries.ts';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { databases, type TestDatabase } from '../../support/database.ts';
import { deliveringSettings } from '../../support/delivering.ts';
import { type DeliveryTargetServer, startDeliveryTarget } from '../../support/delivery-target.ts';
import { forSandbox } from '../../support/harvester.ts';
import { usePreparedDatabase } from '../../support/prepared-database.ts';
import { until } from './outbox-line.ts';

const script = resolve(import.meta.dirname, '../../support/delivery-process.ts');

describe.each(databases())('deliveries killed in the middle on $name', (kind) => {
  let sandbox: Sandbox;
  let hub: DeliveryTargetServer;
  let folder: string;
  let server: TestDatabase | undefined;

  beforeAll(async () => {
    sandbox = await startSandbox();
    hub = await startDeliveryTarget();
    folder = await mkdtemp(join(tmpdir(), 'glaneur-deliver-'));
    if (kind.name === 'PGlite') await usePreparedDatabase(folder);
    else server = await kind.open();
  }, 120_000);
  afterAll(async () => {
    await sandbox.close();
    await hub.close();
    await server?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  /** Delivers in another process, and kills it between an acceptance and the answer. */
  async function deliverUntilKilled(settings: Settings, acceptances: number): Promise<void> {
    let seen = 0;
    const child = spawn(process.execPath, ['--import', 'tsx', script, JSON.stringify(settings)], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    hub.onTaken = () => {
      seen += 1;
      if (seen < acceptances) return;
      hub.slowMs = 60_000;
      child.kill('SIGKILL');
    };
    const [code, signal] = await once(child, 'exit');
    expect({ code, signal }).toEqual({ code: null, signal: 'SIGKILL' });
    hub.slowMs = 0;
    hub.onTaken = () => undefined;
  }

  it('lose no dataset and double none when they are started again', async () => {
    const target = { url: hub.url, key: hub.key };
    const settings = await deliveringSettings(sandbox.urls, folder, target, server?.url);
    const options = { adapt: forSandbox, observe: () => undefined };
    const first = await createContext(settings, options);
    await first.queue.request('hdh', 'request');
    await first.close();

    await deliverUntilKilled(settings, 3);
    await deliverUntilKilled(settings, 4);
    const left = hub.held.size;

    const context = await createContext(settings, options);
    const { datasets } = await context.reader.state();
    expect(left).toBeGreaterThan(3);
    expect(left).toBeLessThan(datasets);
    const stop = await startDeliveries(context);
    try {
      await until(async () => (await context.deliveries.report('hub')).lag.events === 0);
      const page = await context.reader.datasets({ page: 1, pageSize: 500 });
      const delivered = [...hub.held.values()].map(({ originalId }) => originalId);
      expect(delivered.sort()).toEqual(page.items.map(({ iri }) => iri).sort());
      expect(await context.deliveries.deadLetters('hub')).toEqual([]);
      // What was in flight when a process died is asked after, and nothing else is sent twice.
      expect(hub.journal.filter((line) => line.startsWith('PUT')).length).toBe(2);
    } finally {
      await stop();
      await context.close();
    }
  }, 300_000);
});
