import type { Quad } from '@rdfjs/types';
import jsonld from 'jsonld';
import { Parser } from 'n3';
import { describe, expect, it } from 'vitest';
import { activitiesPerPage } from '../../src/publish/feeds/ldes.ts';
import { render, targets } from '../../src/publish/profiles/index.ts';
import { emptyReplica, followFeed } from '../support/feed-consumer.ts';
import { baseUrl, sampleCatalogue, sampleDataset } from '../support/sample-catalogue.ts';
import { startApp } from './support.ts';

const feed = `${baseUrl}/feeds/ldes`;
const activityStreams = 'https://www.w3.org/ns/activitystreams#';

/** The application, and how its feed is read. */
async function startFeed(datasets: number) {
  const catalogue = sampleCatalogue(datasets);
  const app = await startApp(catalogue);
  const get = (path: string, accept = 'application/trig') =>
    app.inject({ url: path.replace(baseUrl, ''), headers: { accept } });
  const read = async (path: string): Promise<Quad[]> =>
    new Parser({ format: 'TriG' }).parse((await get(path)).body);
  return { app, catalogue, get, read };
}

const lines = (quads: readonly Quad[]) =>
  quads
    .map((q) =>
      [q.subject, q.predicate, q.object, q.graph].map((term) => JSON.stringify(term)).join(' '),
    )
    .sort();

describe('/feeds/ldes', () => {
  it('lets a consumer follow it over HTTP to exactly the published catalogue', async () => {
    const { catalogue, get } = await startFeed(230);
    catalogue.put(sampleDataset('d001', { title: 'Changed' }));
    catalogue.remove(sampleDataset('d002').graph);
    const replica = emptyReplica();
    await followFeed(feed, replica, async (address) => (await get(address)).body);
    const entities = await catalogue.snapshot(async (_state, all) => {
      const found = new Map<string, string>();
      for await (const { iri, ntriples } of all) found.set(iri, ntriples);
      return found;
    });
    expect(replica.entities).toEqual(entities);
  });

  it('has one address per profile, to which other ways of asking lead', async () => {
    const { app } = await startFeed(1);
    const ask = (url: string, headers = {}) => app.inject({ url, headers });
    const stored = await ask('/feeds/ldes?_profile=healthdcat-ap-8');
    expect([stored.statusCode, stored.headers['location']]).toEqual([302, feed]);
    const page = await ask('/feeds/ldes/pages/1', { 'accept-profile': 'hdh-2025' });
    expect(page.headers['location']).toBe(`${feed}/pages/1?_profile=hdh-2025`);
    expect((await ask('/feeds/ldes?_profile=all')).statusCode).toBe(406);
  });

  it.each(targets.slice(1).map((target) => ({ target, ...target })))(
    'is had in the profile $id, whose pages lead to one another',
    async ({ target, id, iri }) => {
      const { catalogue, get } = await startFeed(110);
      const asked: string[] = [];
      const replica = emptyReplica();
      await followFeed(`${feed}?_profile=${id}`, replica, async (address) => {
        asked.push(address);
        const answer = await get(address);
        expect(answer.headers['link']).toContain(`<${iri}>; rel="profile"`);
        return answer.body;
      });
      expect(asked).toHaveLength(4);
      const expected = await catalogue.snapshot(async (_state, all) => {
        const found = new Map<string, string>();
        for await (const entity of all) found.set(entity.iri, render(target, entity).ntriples);
        return found;
      });
      expect(replica.entities).toEqual(expected);
      expect((await get(`${feed}?_profile=unknown`)).statusCode).toBe(406);
    },
  );

  it.each(['', '/index/1', '/pages/1'])('says on node "%s" what feed it is of', async (path) => {
    const { read } = await startFeed(3);
    const quads = await read(feed + path);
    const says = (property: string) =>
      quads.filter(
        ({ subject, predicate }) =>
          [subject.value, predicate.value].join() === [`${feed}#feed`, property].join(),
      );
    const ldes = 'https://w3id.org/ldes#';
    expect(says(`${ldes}timestampPath`)[0]?.object.value).toBe(`${activityStreams}published`);
    expect(says(`${ldes}versionOfPath`)[0]?.object.value).toBe(`${activityStreams}object`);
    expect(says('https://w3id.org/tree#shape')).toHaveLength(1);
    expect(says('https://w3id.org/tree#view').map(({ object }) => object.value)).toEqual([
      feed + path,
    ]);
  });

  it('describes an activity by nothing but type, object and time, its payload in its own graph', async () => {
    const { catalogue, read } = await startFeed(1);
    catalogue.remove(sampleDataset('d001').graph);
    const { serial } = await catalogue.state();
    const quads = await read(`${feed}/pages/1`);
    const about = (number: number) =>
      quads.filter(({ subject }) => subject.value === `${feed}/pages/1#${number}`);
    const payload = (number: number) =>
      quads.filter(({ graph }) => graph.value === `${feed}/pages/1#${number}`);
    expect(
      about(serial)
        .map(({ predicate }) => predicate.value)
        .sort(),
    ).toEqual([
      'http://www.w3.org/1999/02/22-rdf-syntax-ns#type',
      `${activityStreams}object`,
      `${activityStreams}published`,
    ]);
    expect(about(serial)[0]?.graph.termType).toBe('DefaultGraph');
    expect(payload(serial)).toEqual([]);
    expect(payload(serial - 1).length).toBeGreaterThan(5);
  });

  it('says the same in JSON-LD, TriG and N-Quads', async () => {
    const { get } = await startFeed(3);
    const trig = new Parser({ format: 'TriG' }).parse((await get(`${feed}/pages/1`)).body);
    const nquads = await get(`${feed}/pages/1`, 'application/n-quads');
    const json = await get(`${feed}/pages/1`, 'application/ld+json');
    const fromJson = await jsonld.toRDF(JSON.parse(json.body), { format: 'application/n-quads' });
    expect(lines(new Parser({ format: 'N-Quads' }).parse(nquads.body))).toEqual(lines(trig));
    expect(lines(new Parser({ format: 'N-Quads' }).parse(String(fromJson)))).toEqual(lines(trig));
  });

  it('lets closed pages be kept for good and asks to come back for the open one', async () => {
    const { catalogue, get } = await startFeed(activitiesPerPage);
    const { serial } = await catalogue.state();
    expect(serial).toBeGreaterThan(activitiesPerPage);
    const closed = await get(`${feed}/pages/1`);
    const open = await get(`${feed}/pages/2`);
    expect(closed.headers['cache-control']).toBe('public, max-age=604800, immutable');
    expect(open.headers['cache-control']).toBe('public, no-cache');
    expect(closed.headers['x-catalogue-serial']).toBe(String(activitiesPerPage));
    catalogue.put(sampleDataset('d001', { title: 'Changed' }));
    expect((await get(`${feed}/pages/1`)).body).toBe(closed.body);
    expect((await get(`${feed}/pages/2`)).headers.etag).not.toBe(open.headers.etag);
  });

  it('answers 304 while nothing changed', async () => {
    const { get } = await startFeed(2);
    const { etag } = (await get(feed)).headers;
    const app = await startApp(sampleCatalogue(2));
    const headers = { accept: 'application/trig', 'if-none-match': String(etag) };
    expect((await app.inject({ url: '/feeds/ldes', headers })).statusCode).toBe(304);
  });

  it.each([
    ['/feeds/ldes/pages/2', 404],
    ['/feeds/ldes/index/2', 404],
    ['/feeds/ldes/pages/0', 400],
    ['/feeds/ldes/pages/99999999999', 400],
    ['/feeds/ldes/pages/x', 400],
  ])('answers %s with %i', async (path, status) => {
    const { get } = await startFeed(1);
    const response = await get(path);
    expect(response.statusCode).toBe(status);
    expect(response.headers['content-type']).toContain('application/problem+json');
  });

  it('says which formats there are to whoever asks for another', async () => {
    const { get } = await startFeed(1);
    const response = await get(feed, 'image/png');
    expect(response.statusCode).toBe(406);
    expect(response.json().available).toContain('application/trig');
  });
});
