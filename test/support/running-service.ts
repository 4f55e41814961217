import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startService } from '../../src/cli/serve.ts';
import { readSettings } from '../../src/config.ts';
import type { Context } from '../../src/context.ts';
import type { Status } from '../../src/publish/status.ts';
import { startSandbox } from '../sandbox/index.ts';
import { forSandbox } from './harvester.ts';
import { startServer } from './loopback-server.ts';
import { usePreparedDatabase } from './prepared-database.ts';

/** The service on a port of this machine, with the catalogue of the sandbox. */
export interface RunningService {
  readonly url: string;
  readonly context: Context;
  /** Harvests the named sources. */
  harvest(...ids: string[]): Promise<void>;
  /** The document at /status, once the dumps show the present serial: they are built after a pause. */
  status(): Promise<Status>;
  close(): Promise<void>;
}

/** Starts the whole service on the four endpoints of the sandbox. */
export async function startRunningService(databaseUrl?: string): Promise<RunningService> {
  const dataDir = await mkdtemp(join(tmpdir(), 'glaneur-'));
  if (databaseUrl === undefined) await usePreparedDatabase(dataDir);
  const sandbox = await startSandbox();
  const url = await freeAddress();
  const settings = readSettings({
    BASE_URL: url,
    HOST: '127.0.0.1',
    PORT: new URL(url).port,
    LOG_LEVEL: 'silent',
    HARVEST_THREADS: '1',
    SPARQL_WORKERS: '1',
    DATA_DIR: dataDir,
    BNDMR_URL: sandbox.urls.bndmr,
    FRANCE_COHORTES_URL: sandbox.urls.franceCohortes,
    HDH_URL: sandbox.urls.hdh,
    EDS_URL: sandbox.urls.eds,
    ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
  });
  const { context, close } = await startService(settings, {
    observe: () => undefined,
    adapt: forSandbox,
  });
  return {
    url,
    context,
    harvest: async (...ids) => {
      await Promise.all(ids.map((id) => context.queue.request(id, 'request')));
    },
    async status() {
      for (;;) {
        // The service's own document.
        const status = (await (await fetch(`${url}/status`)).json()) as Status;
        if (status.dumps.serial === status.serial) return status;
        await sleep(500);
      }
    },
    close: async () => {
      await close();
      await sandbox.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A port that nobody listens on: IRIs are minted before the service listens. */
async function freeAddress(): Promise<string> {
  const server = await startServer((_request, response) => response.end());
  await server.close();
  return server.url;
}
