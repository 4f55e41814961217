import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { startService } from '../../../src/cli/serve.ts';
import { readSettings } from '../../../src/config.ts';
import { freePort } from '../../support/oidc-provider.ts';
import { usePreparedDatabase } from '../../support/prepared-database.ts';

it('says which setting to change when another program has the port', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  onTestFinished(() => void other.close());
  const address = other.address();
  const port = typeof address === 'object' ? String(address?.port) : '';
  const dataDir = await mkdtemp(join(tmpdir(), 'glaneur-serve-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  const settings = readSettings({ DATA_DIR: dataDir, PORT: port, LOG_LEVEL: 'silent' });
  await expect(startService(settings)).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
    message: expect.stringMatching(new RegExp(`^The port ${port} .* Set PORT`)),
  });
});

it('reports no failure when it is ended before it could answer SPARQL', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'glaneur-serve-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  await usePreparedDatabase(dataDir);
  const settings = readSettings({
    DATA_DIR: dataDir,
    HOST: '127.0.0.1',
    PORT: String(await freePort()),
    LOG_LEVEL: 'silent',
  });
  const service = await startService(settings);
  const error = vi.spyOn(service.context.logger, 'error');
  await service.close();
  expect(error.mock.calls).toEqual([]);
});
