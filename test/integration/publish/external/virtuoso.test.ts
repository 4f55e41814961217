import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Service, startService } from '../../../../src/cli/serve.ts';
import { readSettings } from '../../../../src/config.ts';
import type { Source } from '../../../../src/model/source.ts';
import { createStoreClient } from '../../../../src/publish/sparql/external/client.ts';
import { openExternalStore } from '../../../../src/publish/sparql/external/store.ts';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { forSandbox, testBaseUrl } from '../../../support/harvester.ts';
import { hasVirtuoso, startVirtuoso, type Virtuoso } from '../../../support/virtuoso.ts';

const patience = { timeout: 120_000, interval: 200 };
/** The graphs of the catalogue, without those of vocabularies and validation reports. */
const inCatalogue = `GRAPH ?g { ?s ?p ?o }
  FILTER (!STRSTARTS(STR(?g), "${testBaseUrl}/vocabularies/") && !STRENDS(STR(?g), "/report"))`;
const sh = 'PREFIX sh: <http://www.w3.org/ns/shacl#>';

/** Deletes at once, and publishes what is not valid. */
const adapt = (source: Source): Source => {
  const { policy, ...rest } = forSandbox(source);
  const deletion = { ...policy.deletion, graceDays: 0 };
  return { ...rest, policy: { ...policy, deletion, onViolation: 'publish' } };
};

// Skipped where Debian's virtuoso-opensource-7-bin is not installed.
describe.skipIf(!hasVirtuoso)('the service in front of Virtuoso', () => {
  let sandbox: Sandbox;
  let virtuoso: Virtuoso;
  let service: Service;
  let dataDir: string;

  const start = () =>
    startService(
      readSettings({
        BASE_URL: testBaseUrl,
        PORT: '0',
        LOG_LEVEL: 'silent',
        HARVEST_THREADS: '1',
        DATA_DIR: dataDir,
        BNDMR_URL: sandbox.urls.bndmr,
        FRANCE_COHORTES_URL: sandbox.urls.franceCohortes,
        HDH_URL: sandbox.urls.hdh,
        EDS_URL: sandbox.urls.eds,
        SPARQL_STORE_URL: virtuoso.queryUrl,
        SPARQL_STORE_UPDATE_URL: virtuoso.updateUrl,
        SPARQL_STORE_GSP_URL: virtuoso.graphStoreUrl,
        SPARQL_STORE_USER: virtuoso.account.user,
        SPARQL_STORE_PASSWORD: virtuoso.account.password,
      }),
      { observe: () => undefined, adapt },
    );

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'glaneur-'));
    [sandbox, virtuoso] = await Promise.all([startSandbox(), startVirtuoso(testBaseUrl)]);
    service = await start();
    await harvest('hdh');
    await inStep();
  }, 300_000);

  afterAll(async () => {
    await service?.close();
    await virtuoso?.close();
    await sandbox?.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  const harvest = (id: string) => service.context.queue.request(id, 'request');

  const get = (path: string, accept = 'application/json') =>
    fetch(`${service.address}${path}`, { headers: { accept } });
  const ask = (query: string, accept = 'text/csv') =>
    get(`/sparql?${new URLSearchParams({ query })}`, accept);
  const status = async () => (await get('/status')).json();

  async function inStep(): Promise<void> {
    await vi.waitFor(async () => {
      const { serial, dumps, sparqlStore } = await status();
      expect(sparqlStore).toMatchObject({ serial, lag: 0, whole: true, differing: [] });
      // They are built after a pause in the commits.
      expect(dumps.serial).toBe(serial);
      expect(sparqlStore.verified).not.toBeNull();
      expect((await get('/health/ready')).status).toBe(200);
    }, patience);
  }

  async function dumped(): Promise<string[]> {
    const text = await (await get('/dumps/catalog.nt')).text();
    return text.split('\n').filter((line) => line !== '');
  }

  /** As many triples, and as many in each graph, as the dump has. */
  async function expectSameCounts(): Promise<void> {
    const lines = await dumped();
    const all = await ask(`SELECT (COUNT(*) AS ?n) { ${inCatalogue} }`);
    expect(await all.text()).toBe(`n\r\n${lines.length}\r\n`);
    const quads = (await (await get('/dumps/catalog.nq')).text()).split('\n');
    const graphs = new Set(quads.flatMap((line) => line.match(/<([^<>]+)> \.$/)?.[1] ?? []));
    const named = await ask(`SELECT (COUNT(DISTINCT ?g) AS ?n) { ${inCatalogue} }`);
    expect(await named.text()).toBe(`n\r\n${graphs.size}\r\n`);
    const { sparqlStore } = await status();
    expect(sparqlStore.verified.visible).toBe(sparqlStore.verified.triples);
    const { datasets } = await status();
    const reports = `${sh} SELECT (COUNT(?g) AS ?n) { GRAPH ?g { ?g a sh:ValidationReport } }`;
    expect(await (await ask(reports)).text()).toBe(`n\r\n${datasets}\r\n`);
  }

  it('holds the triples of the dump in the graphs of the catalogue', async () => {
    await expectSameCounts();
    const all = `CONSTRUCT { ?s ?p ?o } WHERE { ${inCatalogue} }`;
    const constructed = await ask(all, 'application/n-triples');
    const got = (await constructed.text()).split('\n').filter((line) => line !== '');
    expect(got.sort()).toEqual((await dumped()).sort());
    const { serial, sparqlStore } = await status();
    expect(constructed.headers.get('x-catalogue-serial')).toBe(String(serial));
    expect(sparqlStore.verified.visible).toBe(sparqlStore.verified.triples);
  }, 120_000);

  it('describes what it has and what a query may cost', async () => {
    const described = await get('/sparql', 'application/n-triples');
    const text = await described.text();
    expect(text).toContain('UnionDefaultGraph');
    expect(text).toContain('/vocabularies/access-right>');
    expect(described.headers.get('x-sparql-max-rows')).toBe('250000');
  });

  it('answers with labels of concepts and results of validation by the names of their graphs', async () => {
    const label = await ask(`SELECT ?label { GRAPH <${testBaseUrl}/vocabularies/access-right> {
      <http://publications.europa.eu/resource/authority/access-right/NON_PUBLIC>
        <http://www.w3.org/2004/02/skos/core#prefLabel> ?label FILTER (LANG(?label) = "en") } }`);
    expect(await label.text()).toBe('label\r\nNon-public\r\n');
    const found = await ask(`${sh} SELECT ?message { GRAPH ?report {
      ?report sh:conforms false ; sh:result ?result . ?result sh:resultMessage ?message } } LIMIT 1`);
    expect((await found.text()).split('\r\n')[1]).not.toBe('');
  });

  it('answers a repeated query by its tag until the catalogue changes', async () => {
    const path = `/sparql?${new URLSearchParams({ query: 'SELECT (COUNT(*) AS ?n) { ?s a ?t }' })}`;
    const first = await get(path, 'text/csv');
    const tag = first.headers.get('etag') ?? '';
    const again = await fetch(service.address + path, {
      headers: { accept: 'text/csv', 'if-none-match': tag },
    });
    expect([first.status, again.status]).toEqual([200, 304]);
  });

  it('sorts all rows of a result, however many a query may give', async () => {
    const all = await ask('SELECT (COUNT(*) AS ?n) { ?s ?p ?o }');
    const count = Number((await all.text()).split('\r\n')[1]);
    expect(count).toBeGreaterThan(1000);
    const sorted = await ask(
      'SELECT ?s { ?s ?p ?o } ORDER BY ?s',
      'application/sparql-results+xml',
    );
    expect((await sorted.text()).match(/<result>/g)).toHaveLength(count);
  });

  it.each([
    ['define get:soft "replace" ASK {}', 403, 'SPARQL_EXTENSION_REFUSED'],
    ['SELECT (bif:http_get("http://127.0.0.1/") AS ?x) {}', 403, 'SPARQL_EXTENSION_REFUSED'],
    ['SELECT * {', 400, 'SPARQL_MALFORMED'],
    ['CLEAR ALL', 403, 'SPARQL_UPDATE_REFUSED'],
  ])('refuses %s', async (query, code, problem) => {
    const answer = await ask(query);
    expect([answer.status, (await answer.json()).code]).toEqual([code, problem]);
  });

  it('takes over a change and a deletion without touching the rest', async () => {
    const [changed = '', removed = ''] = sandbox.switches.keys('hdh').slice(2);
    const before = (await status()).serial;
    sandbox.switches.change('hdh', changed);
    sandbox.switches.remove('hdh', removed);
    await harvest('hdh');
    await inStep();
    expect((await status()).serial).toBeGreaterThan(before);
    await expectSameCounts();
  }, 120_000);

  it('adds vocabularies and reports to a store that an earlier version filled', async () => {
    await service.close();
    const { account, updateUrl } = virtuoso;
    const { replace, query } = openExternalStore(virtuoso, createStoreClient(account));
    const limits = { accept: 'text/csv', timeoutMs: 60_000, maxBytes: 1_000_000 };
    const { text } = await query('SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }', limits);
    const aside = text.match(/[^"\s]+(?:\/report|\/vocabularies\/[^"\s]+)(?=")/g) ?? [];
    expect(aside.length).toBeGreaterThan(20);
    await replace(aside.map((graph) => ({ graph, ntriples: null })));
    await createStoreClient(account).send({
      url: updateUrl,
      method: 'POST',
      headers: { 'content-type': 'application/sparql-update' },
      body: `DELETE WHERE { GRAPH <${testBaseUrl}/.well-known/glaneur/serial> { ?s <urn:glaneur:vocabularies> ?o } }`,
      timeoutMs: 60_000,
      maxBytes: 10_000,
    });
    service = await start();
    await inStep();
    await expectSameCounts();
    const vocabularies = `SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } FILTER (STRSTARTS(STR(?g), "${testBaseUrl}/vocabularies/")) }`;
    const { length } = aside.filter((graph) => graph.includes('/vocabularies/'));
    expect(await (await ask(vocabularies)).text()).toBe(`n\r\n${length}\r\n`);
  }, 240_000);

  it('goes on after the store was killed and came back', async () => {
    await virtuoso.kill();
    await vi.waitFor(async () => expect((await get('/health/ready')).status).toBe(503), patience);
    const refused = await ask('ASK {}');
    expect([refused.status, (await refused.json()).code]).toEqual([503, 'SPARQL_UNAVAILABLE']);
    await virtuoso.start();
    await inStep();
    await expectSameCounts();
  }, 240_000);

  it('fills the store anew after it was emptied, also while the service was away', async () => {
    await service.close();
    await virtuoso.kill();
    await virtuoso.startEmpty();
    service = await start();
    // Killed once more, in the middle of filling.
    await vi.waitFor(async () => expect((await status()).sparqlStore.serial).not.toBeNull(), {
      timeout: 120_000,
      interval: 5,
    });
    await virtuoso.kill();
    await virtuoso.start();
    await inStep();
    await expectSameCounts();
  }, 240_000);
});
