import { once } from 'node:events';
import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import type { CatalogueReader } from '../../src/model/published.ts';
import { agentDocument } from '../../src/rdf/mint.ts';
import type { MemoryCatalogue } from '../support/memory-catalogue.ts';
import { agentIri, baseUrl, sampleCatalogue, sampleDataset } from '../support/sample-catalogue.ts';
import { startApp } from './support.ts';

const long = 'Suivi de patients. '.repeat(200);

/** A catalogue whose readings of datasets are counted. */
function counted(catalogue: MemoryCatalogue, parts: Partial<CatalogueReader> = {}) {
  const dataset = vi.fn(parts.dataset ?? catalogue.dataset);
  const reader: CatalogueReader = { ...catalogue, ...parts, dataset };
  return { reader, dataset, watch: catalogue.watch };
}

async function start(datasets = 2, parts?: Partial<CatalogueReader>) {
  const catalogue = sampleCatalogue(0);
  for (let number = 1; number <= datasets; number += 1)
    catalogue.put(sampleDataset(`d${number}`, { description: long }));
  const { reader, dataset, watch } = counted(catalogue, parts);
  const app = await startApp(reader, { watch });
  return { catalogue, dataset, app };
}

describe('a document asked for again', () => {
  it('is the same to the last byte and header, and asks the database nothing', async () => {
    const { app, dataset } = await start();
    const ask = () => app.inject({ url: '/datasets/d1', headers: { accept: 'text/turtle' } });
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
    const { app } = await start();
    const seen = new Set<string>();
    const variants = ['ttl', 'nt', 'jsonld'].flatMap((suffix) =>
      ['', '?_profile=hdh-2025', '?_profile=dcat-ap-3.0.1'].flatMap((query) =>
        ['identity', 'gzip', 'br'].map((coding) => ({ suffix, query, coding })),
      ),
    );
    for (const round of [1, 2])
      for (const { suffix, query, coding } of variants) {
        const headers = { 'accept-encoding': coding };
        const answer = await app.inject({ url: `/datasets/d1.${suffix}${query}`, headers });
        expect(answer.headers['content-encoding'] ?? 'identity').toBe(coding);
        expect(answer.headers['content-length']).toBe(String(answer.rawPayload.length));
        expect(answer.headers.vary).toBe('Accept-Profile, Accept-Encoding');
        seen.add(`${answer.headers.etag} ${answer.rawPayload.toString('base64')}`);
        expect(seen.size).toBe(round === 1 ? seen.size : variants.length);
      }
  });

  it('decodes to the plain text whatever its coding', async () => {
    const { app } = await start();
    const ask = (coding: string) =>
      app.inject({ url: '/datasets/d1.ttl', headers: { 'accept-encoding': coding } });
    for (const _time of [1, 2]) {
      const plain = (await ask('identity')).body;
      expect(plain).toContain(long.trim());
      expect(gunzipSync((await ask('gzip')).rawPayload).toString()).toBe(plain);
      expect(brotliDecompressSync((await ask('gzip, br')).rawPayload).toString()).toBe(plain);
      expect((await ask('br;q=0, gzip;q=0.5, identity')).body).toBe(plain);
    }
  });

  it('is 304 by tag and, without one, by date', async () => {
    const { app } = await start();
    const url = '/datasets/d1.ttl';
    for (const _time of [1, 2]) {
      const { headers } = await app.inject(url);
      const status = async (conditions: Record<string, string | undefined>) =>
        (await app.inject({ url, headers: conditions })).statusCode;
      const etag = String(headers.etag);
      const date = headers['last-modified'];
      expect(date).toBe('Fri, 02 Jan 2026 00:00:00 GMT');
      expect(await status({ 'if-none-match': etag })).toBe(304);
      expect(await status({ 'if-none-match': `W/${etag}` })).toBe(304);
      expect(await status({ 'if-modified-since': date })).toBe(304);
      expect(await status({ 'if-none-match': '"other"', 'if-modified-since': date })).toBe(200);
      expect(await status({ 'if-modified-since': 'Thu, 01 Jan 2026 00:00:00 GMT' })).toBe(200);
      expect(await status({ 'if-modified-since': 'no date' })).toBe(200);
    }
    const { headers, body } = await app.inject({
      url,
      headers: { 'if-none-match': String((await app.inject(url)).headers.etag) },
    });
    expect(body).toBe('');
    expect(headers).not.toHaveProperty('content-length');
    expect(headers).not.toHaveProperty('content-type');
    expect(headers.vary).toContain('Accept-Encoding');
  });

  it('shows what was committed meanwhile, while other documents stay', async () => {
    const { app, catalogue, dataset } = await start();
    const ask = async (id: string) => (await app.inject(`/datasets/${id}.ttl`)).body;
    await ask('d1');
    await ask('d2');
    catalogue.put(sampleDataset('d1', { title: 'Nouveau' }));
    expect(await ask('d1')).toContain('Nouveau');
    await ask('d2');
    expect(dataset.mock.calls.map(([id]) => id)).toEqual(['d1', 'd2', 'd1']);
    catalogue.remove(`${baseUrl}/datasets/d1`);
    expect((await app.inject('/datasets/d1.ttl')).statusCode).toBe(410);
    catalogue.put(sampleDataset('d1', { title: 'Revenu' }));
    expect(await ask('d1')).toContain('Revenu');
  });

  it('is never old under another spelling of its id', async () => {
    const { app, catalogue } = await start(1, {
      dataset: (id) => catalogue.dataset(id.toLowerCase()),
    });
    expect((await app.inject('/datasets/D1.ttl')).statusCode).toBe(200);
    catalogue.put(sampleDataset('d1', { title: 'Nouveau' }));
    expect((await app.inject('/datasets/D1.ttl')).body).toContain('Nouveau');
  });

  it('is not kept when it was changed while it was read', async () => {
    let during = async () => {};
    const { app, catalogue } = await start(2, {
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
      await app.inject('/datasets/d2.nt');
    };
    expect((await app.inject('/datasets/d1.ttl')).body).not.toContain('Nouveau');
    expect((await app.inject('/datasets/d1.ttl')).body).toContain('Nouveau');
  });

  it('fails rather than grow old when the database cannot be asked', async () => {
    let isAway = false;
    const { app, catalogue } = await start(1, {
      eventsAfter: async (serial, limit) => {
        if (isAway) throw new Error('away');
        return catalogue.eventsAfter(serial, limit);
      },
    });
    await app.inject('/datasets/d1.ttl');
    isAway = true;
    expect((await app.inject('/datasets/d1.ttl')).statusCode).toBe(200);
    catalogue.put(sampleDataset('d1', { title: 'Nouveau' }));
    expect((await app.inject('/datasets/d1.ttl')).statusCode).toBe(500);
    isAway = false;
    expect((await app.inject('/datasets/d1.ttl')).body).toContain('Nouveau');
  });

  it('refuses what cannot be negotiated, however often', async () => {
    const { app } = await start();
    await app.inject('/datasets/d1.ttl');
    for (const _time of [1, 2]) {
      const headers = { accept: 'image/png' };
      expect((await app.inject({ url: '/datasets/d1', headers })).statusCode).toBe(406);
      expect((await app.inject('/datasets/d1.ttl?_profile=none')).statusCode).toBe(406);
      expect((await app.inject('/datasets/d1.ttl?_profile=all')).json()).toHaveProperty('linkset');
      expect((await app.inject('/datasets/d1?_mediatype=text/html')).body).toContain('<html');
    }
  });

  it('is an agent too', async () => {
    const catalogue = sampleCatalogue(1);
    const entity = vi.fn(catalogue.entity);
    const app = await startApp({ ...catalogue, entity }, { watch: catalogue.watch });
    const url = `${new URL(agentDocument(baseUrl, agentIri)).pathname}.nt`;
    const first = await app.inject(url);
    expect((await app.inject(url)).body).toBe(first.body);
    expect(first.headers['last-modified']).toBe('Fri, 02 Jan 2026 03:04:05 GMT');
    expect(entity).toHaveBeenCalledTimes(1);
  });
});

describe('a document over a connection', () => {
  it('answers HEAD as GET without body, and the connection goes on', async () => {
    const { app } = await start();
    const url = new URL(await app.listen({ host: '127.0.0.1', port: 0 }));
    const ask = async (method: string, headers: Record<string, string> = {}) => {
      const asked = request({ ...url, host: url.hostname, port: url.port, method, headers, path });
      asked.end();
      const [response] = await once(asked, 'response');
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk);
      return { response, body: Buffer.concat(chunks) };
    };
    const path = '/datasets/d1.ttl';
    const get = await ask('GET');
    for (const _time of [1, 2]) {
      const head = await ask('HEAD');
      expect(head.body.length).toBe(0);
      expect(head.response.headers['content-length']).toBe(String(get.body.length));
      expect(head.response.headers.etag).toBe(get.response.headers.etag);
      const etag = String(get.response.headers.etag);
      expect((await ask('GET', { 'if-none-match': etag })).response.statusCode).toBe(304);
      expect((await ask('GET')).body.equals(get.body)).toBe(true);
    }
  });
});
