import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { describe, expect, it, vi } from 'vitest';
import type { CatalogueReader } from '../../src/model/published.ts';
import { agentDocument } from '../../src/rdf/mint.ts';
import type { MemoryCatalogue } from '../support/memory-catalogue.ts';
import { agentIri, baseUrl, sampleCatalogue, sampleDataset } from '../support/sample-catalogue.ts';
import { type Answered, type Asked, overConnection } from './over-connection.ts';
import { startApp } from './support.ts';

const long = 'Suivi de patients. '.repeat(200);

/** A catalogue whose readings of datasets are counted. */
function counted(catalogue: MemoryCatalogue, parts: Partial<CatalogueReader> = {}) {
  const dataset = vi.fn(parts.dataset ?? catalogue.dataset);
  const reader: CatalogueReader = { ...catalogue, ...parts, dataset };
  return { reader, dataset, watch: catalogue.watch };
}

type Ask = (asked: Asked) => Promise<Answered>;

/** Kept answers are given before the application sees a request, and by it. */
const ways: readonly (readonly [string, (app: FastifyInstance) => Promise<Ask>])[] = [
  ['over a connection', overConnection],
  ['by the application', async (app) => (asked) => app.inject(asked)],
];

describe.each(ways)('a document asked for again %s', (_way, open) => {
  async function start(datasets = 2, parts?: Partial<CatalogueReader>) {
    const catalogue = sampleCatalogue(0);
    for (let number = 1; number <= datasets; number += 1)
      catalogue.put(sampleDataset(`d${number}`, { description: long }));
    const { reader, dataset, watch } = counted(catalogue, parts);
    const inject = await open(await startApp(reader, { watch }));
    return { catalogue, dataset, inject };
  }

  it('is the same to the last byte and header, and asks the database nothing', async () => {
    const { inject, dataset } = await start();
    const ask = () => inject({ url: '/datasets/d1', headers: { accept: 'text/turtle' } });
    const first = await ask();
    for (let time = 0; time < 3; time += 1) {
      const again = await ask();
      expect(again.statusCode).toBe(200);
      expect(again.rawPayload.equals(first.rawPayload)).toBe(true);
      const { date: _date, connection: _connection, ...headers } = again.headers;
      expect(first.headers).toMatchObject(headers);
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['access-control-allow-origin']).toBe('*');
    }
    expect(dataset).toHaveBeenCalledTimes(1);
  });

  it('is kept apart by profile, format and coding', async () => {
    const { inject } = await start();
    const seen = new Set<string>();
    const variants = ['ttl', 'nt', 'jsonld'].flatMap((suffix) =>
      ['', '?_profile=hdh-2025', '?_profile=dcat-ap-3.0.1'].flatMap((query) =>
        ['identity', 'gzip', 'br'].map((coding) => ({ suffix, query, coding })),
      ),
    );
    for (const round of [1, 2])
      for (const { suffix, query, coding } of variants) {
        const headers = { 'accept-encoding': coding };
        const answer = await inject({ url: `/datasets/d1.${suffix}${query}`, headers });
        expect(answer.headers['content-encoding'] ?? 'identity').toBe(coding);
        expect(answer.headers['content-length']).toBe(String(answer.rawPayload.length));
        expect(answer.headers['vary']).toBe('Accept-Profile, Accept-Encoding');
        seen.add(`${answer.headers['etag']} ${answer.rawPayload.toString('base64')}`);
        expect(seen.size).toBe(round === 1 ? seen.size : variants.length);
      }
  });

  it('decodes to the plain text whatever its coding', async () => {
    const { inject } = await start();
    const ask = (coding: string) =>
      inject({ url: '/datasets/d1.ttl', headers: { 'accept-encoding': coding } });
    for (const _time of [1, 2]) {
      const plain = (await ask('identity')).body;
      expect(plain).toContain(long.trim());
      expect(gunzipSync((await ask('gzip')).rawPayload).toString()).toBe(plain);
      expect(brotliDecompressSync((await ask('gzip, br')).rawPayload).toString()).toBe(plain);
      expect((await ask('br;q=0, gzip;q=0.5, identity')).body).toBe(plain);
    }
  });

  it('is 304 by tag and, without one, by date', async () => {
    const { inject } = await start();
    const url = '/datasets/d1.ttl';
    for (const _time of [1, 2]) {
      const { headers } = await inject(url);
      const status = async (conditions: Record<string, string | undefined>) =>
        (await inject({ url, headers: conditions })).statusCode;
      const etag = String(headers['etag']);
      const date = String(headers['last-modified']);
      expect(date).toBe('Fri, 02 Jan 2026 00:00:00 GMT');
      expect(await status({ 'if-none-match': etag })).toBe(304);
      expect(await status({ 'if-none-match': `W/${etag}` })).toBe(304);
      expect(await status({ 'if-modified-since': date })).toBe(304);
      expect(await status({ 'if-none-match': '"other"', 'if-modified-since': date })).toBe(200);
      expect(await status({ 'if-modified-since': 'Thu, 01 Jan 2026 00:00:00 GMT' })).toBe(200);
      expect(await status({ 'if-modified-since': 'no date' })).toBe(200);
    }
    const { headers, body } = await inject({
      url,
      headers: { 'if-none-match': String((await inject(url)).headers['etag']) },
    });
    expect(body).toBe('');
    expect(headers).not.toHaveProperty('content-length');
    expect(headers).not.toHaveProperty('content-type');
    expect(headers['vary']).toContain('Accept-Encoding');
  });

  it('shows what was committed meanwhile, while other documents stay', async () => {
    const { inject, catalogue, dataset } = await start();
    const ask = async (id: string) => (await inject(`/datasets/${id}.ttl`)).body;
    await ask('d1');
    await ask('d2');
    catalogue.put(sampleDataset('d1', { title: 'Nouveau' }));
    expect(await ask('d1')).toContain('Nouveau');
    await ask('d2');
    expect(dataset.mock.calls.map(([id]) => id)).toEqual(['d1', 'd2', 'd1']);
    catalogue.remove(`${baseUrl}/datasets/d1`);
    expect((await inject('/datasets/d1.ttl')).statusCode).toBe(410);
    catalogue.put(sampleDataset('d1', { title: 'Revenu' }));
    expect(await ask('d1')).toContain('Revenu');
  });

  it('is never old under another spelling of its id', async () => {
    const { inject, catalogue } = await start(1, {
      dataset: (id) => catalogue.dataset(id.toLowerCase()),
    });
    expect((await inject('/datasets/D1.ttl')).statusCode).toBe(200);
    catalogue.put(sampleDataset('d1', { title: 'Nouveau' }));
    expect((await inject('/datasets/D1.ttl')).body).toContain('Nouveau');
  });

  it('is not kept when it was changed while it was read', async () => {
    let during = async () => {};
    const { inject, catalogue } = await start(2, {
      dataset: async (id) => {
        const found = await catalogue.dataset(id);
        await during();
        return found;
      },
    });
    during = async () => {
      during = async () => {};
      catalogue.put(sampleDataset('d1', { title: 'Nouveau' }));
      // Another reader lets the cache know of the change before the old text is finished.
      await inject('/datasets/d2.nt');
    };
    expect((await inject('/datasets/d1.ttl')).body).not.toContain('Nouveau');
    expect((await inject('/datasets/d1.ttl')).body).toContain('Nouveau');
  });

  it('fails rather than grow old when the database cannot be asked', async () => {
    let isAway = false;
    const { inject, catalogue } = await start(1, {
      eventsAfter: async (serial, limit) => {
        if (isAway) throw new Error('away');
        return catalogue.eventsAfter(serial, limit);
      },
    });
    await inject('/datasets/d1.ttl');
    isAway = true;
    expect((await inject('/datasets/d1.ttl')).statusCode).toBe(200);
    catalogue.put(sampleDataset('d1', { title: 'Nouveau' }));
    expect((await inject('/datasets/d1.ttl')).statusCode).toBe(500);
    isAway = false;
    expect((await inject('/datasets/d1.ttl')).body).toContain('Nouveau');
  });

  it('refuses what cannot be negotiated, however often', async () => {
    const { inject } = await start();
    await inject('/datasets/d1.ttl');
    for (const _time of [1, 2]) {
      const headers = { accept: 'image/png' };
      expect((await inject({ url: '/datasets/d1', headers })).statusCode).toBe(406);
      expect((await inject('/datasets/d1.ttl?_profile=none')).statusCode).toBe(406);
      expect((await inject('/datasets/d1.ttl?_profile=all')).json()).toHaveProperty('linkset');
      expect((await inject('/datasets/d1?_mediatype=text/html')).body).toContain('<html');
    }
  });

  it('has the same headers without a body for HEAD', async () => {
    const { inject } = await start();
    const url = '/datasets/d1.ttl';
    const get = await inject(url);
    for (const _time of [1, 2]) {
      const head = await inject({ url, method: 'HEAD' });
      expect(head.rawPayload.length).toBe(0);
      expect(head.headers['content-length']).toBe(String(get.rawPayload.length));
      expect(head.headers['etag']).toBe(get.headers['etag']);
      expect((await inject(url)).rawPayload.equals(get.rawPayload)).toBe(true);
    }
  });

  it('is an agent too', async () => {
    const catalogue = sampleCatalogue(1);
    const entity = vi.fn(catalogue.entity);
    const inject = await open(await startApp({ ...catalogue, entity }, { watch: catalogue.watch }));
    const url = `${new URL(agentDocument(baseUrl, agentIri)).pathname}.nt`;
    const first = await inject(url);
    expect((await inject(url)).body).toBe(first.body);
    expect(first.headers['last-modified']).toBe('Fri, 02 Jan 2026 03:04:05 GMT');
    expect(entity).toHaveBeenCalledTimes(1);
  });
});
