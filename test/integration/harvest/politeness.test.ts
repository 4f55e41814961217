import { afterEach, describe, expect, it } from 'vitest';
import { createHttpClients } from '../../../src/fetch/clients.ts';
import { logEvents } from '../../../src/harvest/observe.ts';
import { listSources } from '../../../src/store/sources.ts';
import { type ConnectorHarvest, startConnectorHarvest } from '../../support/connector-harvest.ts';
import { startServer } from '../../support/loopback-server.ts';
import { aSource } from '../store/samples.ts';
import { dataset, say, startFailingSite, turtle, upTo } from './failing-site.ts';

const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function start(entry: object): Promise<ConnectorHarvest> {
  const service = await startConnectorHarvest({
    preset: 'hdh',
    connector: 'rdf-http',
    mapping: 'dcat-ap',
    options: { mode: 'document' },
    url: '',
    ...entry,
  });
  closers.unshift(service.close);
  return service;
}

describe('a source with credentials', () => {
  const secret = 'a-secret-that-nobody-sees';

  it('is harvested with them, and they reach neither database nor problems', async () => {
    const site = await startFailingSite();
    closers.push(site.close);
    let isOpen = true;
    site.set('/catalogue', (request, response) => {
      const isKnown = request.headers['x-api-key'] === secret;
      const answer = isKnown && isOpen ? say(turtle(...upTo(3).map((key) => dataset(key)))) : null;
      if (answer) answer(request, response);
      else response.writeHead(401).end(`The key ${secret} is not known here`);
    });
    const service = await start({
      url: `${site.url}/catalogue`,
      auth: { kind: 'header', name: 'X-API-Key', value: secret },
    });
    expect((await service.harvest()).run).toMatchObject({ verdict: 'complete', gathered: 3 });
    isOpen = false;
    const { run } = await service.harvest();
    expect(run.problems.map(({ code }) => code)).toEqual(['FETCH_STATUS']);

    const { database } = service.context;
    const tables = await database.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'public'`,
    );
    expect(tables.length).toBeGreaterThan(5);
    for (const { name } of tables) {
      const rows = await database.query(
        `select 1 as found from "${name}" t where t::text like '%' || $1 || '%'`,
        [secret],
      );
      expect(rows, name).toEqual([]);
    }
    const [stored] = await listSources(database);
    expect(stored?.source).toMatchObject({ id: 'tested', url: `${site.url}/catalogue` });
  });
});

describe('a source whose robots.txt keeps harvesters out', () => {
  it('is not harvested where that is obeyed, and loses nothing', async () => {
    const site = await startFailingSite();
    closers.push(site.close);
    site.set('/catalogue', say(turtle(...upTo(3).map((key) => dataset(key)))));
    const service = await start({ url: `${site.url}/catalogue`, limits: { robots: 'obey' } });
    expect((await service.harvest()).run).toMatchObject({ verdict: 'complete', gathered: 3 });
    site.set('/robots.txt', say('User-agent: *\nDisallow: /catalogue', 'text/plain'));
    const { run } = await service.harvest();
    expect(run).toMatchObject({
      verdict: 'failed',
      requests: 1,
      problems: [{ code: 'FETCH_ROBOTS' }],
    });
    expect((await service.context.reader.state()).datasets).toBe(3);
  });
});

describe('two sources on one host', () => {
  it('together keep to the stricter of their limits', async () => {
    let open = 0;
    let most = 0;
    const server = await startServer((_request, response) => {
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => {
        open -= 1;
        response.end();
      }, 5);
    });
    closers.push(server.close);
    const sources = [1, 8].map((concurrency) => {
      const source = aSource(`s${concurrency}`, { url: server.url });
      const limits = { requestsPerSecond: 10_000, allowPrivateHosts: ['127.0.0.1'], concurrency };
      return { ...source, limits: { ...source.limits, ...limits } };
    });
    const { open: clientOf, declare } = createHttpClients('Glaneur/test');
    declare(sources);
    const clients = sources.map(clientOf);
    for (const client of clients) closers.unshift(client.close);
    await Promise.all(
      upTo(5).flatMap((key) => clients.map((client) => client.get(`${server.url}/${key}`))),
    );
    expect(most).toBe(1);
    expect(clients[0]?.figures.requests).toBe(5);
    expect(clients[1]?.figures.waitedMs).toBeGreaterThan(0);
  });
});

describe('the log of a harvest', () => {
  it('notes that a requested run began in the quiet hours of its source', async () => {
    const site = await startFailingSite();
    closers.push(site.close);
    site.set('/catalogue', say(turtle(dataset(1))));
    const service = await start({ url: `${site.url}/catalogue` });
    const { run } = await service.harvest();
    const lines: string[] = [];
    const write = (fields: object, message: string) =>
      void lines.push(`${message} ${JSON.stringify(fields)}`);
    for (const isQuiet of [true, false]) {
      const observe = logEvents({ info: write, warn: write }, () => isQuiet);
      observe({ kind: 'run-started', run });
      observe({ kind: 'run-started', run: { ...run, trigger: 'schedule' } });
      observe({ kind: 'run-finished', run });
    }
    const noted = lines.filter((line) => line.includes('quiet hours'));
    expect(noted.length).toBe(1);
    expect(noted[0]).toContain('"trigger":"request"');
    expect(lines.at(-1)).toContain('"waitedMs":');
  });
});
