import { gzipSync } from 'node:zlib';
import { Parser } from 'n3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { setPaused } from '../../../src/store/sources.ts';
import { expectGolden, withoutHarvestDates } from '../../support/golden-graph.ts';
import { type PushService, startPushService } from '../../support/push-service.ts';

let service: PushService;
let north: string;
let south: string;
let serial = 0;
beforeAll(async () => {
  service = await startPushService();
  north = await service.key('north');
  south = await service.key('south');
}, 180_000);
afterAll(() => service.close());
beforeEach(async () => {
  serial = (await service.context.reader.state()).serial;
});

const prefixes = `@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
`;

function turtle(key: string, title = `Registre ${key}`, rest = ''): string {
  return `${prefixes}<https://north.example.org/sets/${key}> a dcat:Dataset ;
  dct:title "${title}"@fr ; dct:description "Une description."@fr ; dcat:keyword "santé"@fr ;
  dcat:contactPoint [ a vcard:Kind ; vcard:hasEmail <mailto:contact@example.org> ] ${rest}.
`;
}

interface Sent {
  readonly method?: 'POST' | 'PUT' | 'DELETE' | 'GET';
  readonly url?: string;
  readonly key?: string | null;
  readonly type?: string;
  readonly body?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

async function send({ method = 'POST', url = '/ingest/datasets', key = north, ...rest }: Sent) {
  const { body, type = 'text/turtle', headers } = rest;
  const reply = await service.app.inject({
    method,
    url,
    headers: {
      ...(key === null ? {} : { 'x-api-key': key }),
      ...(body === undefined ? {} : { 'content-type': type }),
      ...headers,
    },
    ...(body === undefined ? {} : { payload: body }),
  });
  return { status: reply.statusCode, headers: reply.headers, body: reply.json() };
}

const put = (originalId: string, body: string, key = north) =>
  send({
    method: 'PUT',
    url: `/ingest/datasets/origin?originalId=${encodeURIComponent(originalId)}`,
    body,
    key,
  });

const remove = (id: string, key = north) =>
  send({ method: 'DELETE', url: `/ingest/datasets/${encodeURIComponent(id)}`, key });

async function eventTypes(): Promise<readonly string[]> {
  const events = await service.context.reader.eventsAfter(serial, 1000);
  return events.filter(({ kind }) => kind === 'dataset').map(({ type }) => type);
}

describe('a pushed description', () => {
  it('is published at once, with its run in the journal', async () => {
    const { status, headers, body } = await send({ body: turtle('a') });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      iri: 'https://north.example.org/sets/a',
      outcome: 'created',
      report: { profile: 'healthdcat-ap-8', level: 'RESTRICTED', conforms: true, violations: 0 },
    });
    expect(headers.location).toBe(`https://catalogue.example.org/datasets/${body.id}`);
    expect(await eventTypes()).toEqual(['create']);
    const [run] = await service.context.runs.list('north', 1);
    expect(run).toMatchObject({ trigger: 'push', verdict: 'complete', counts: { created: 1 } });
    const page = await service.app.inject({
      url: `/datasets/${body.id}.ttl`,
    });
    expect(page.body).toContain('Registre a');
  });

  it('sent again makes no event, and has the same id', async () => {
    const first = await send({ body: turtle('replay') });
    serial = (await service.context.reader.state()).serial;
    const second = await send({ body: turtle('replay') });
    expect(second.status).toBe(200);
    expect(second.body).toMatchObject({ id: first.body.id, outcome: 'unchanged' });
    expect(await eventTypes()).toEqual([]);
  });

  it.each([
    [
      'application/ld+json',
      JSON.stringify({
        '@context': { dcat: 'http://www.w3.org/ns/dcat#', dct: 'http://purl.org/dc/terms/' },
        '@id': 'https://north.example.org/sets/json',
        '@type': 'dcat:Dataset',
        'dct:title': 'En JSON-LD',
        'dct:description': 'x',
      }),
    ],
    [
      'application/rdf+xml',
      `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dct="http://purl.org/dc/terms/"><dcat:Dataset xmlns:dcat="http://www.w3.org/ns/dcat#" rdf:about="https://north.example.org/sets/xml"><dct:title>En XML</dct:title><dct:description>x</dct:description></dcat:Dataset></rdf:RDF>`,
    ],
    [
      'application/n-triples',
      `<https://north.example.org/sets/nt> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/dcat#Dataset> .
<https://north.example.org/sets/nt> <http://purl.org/dc/terms/title> "En triplets" .
<https://north.example.org/sets/nt> <http://purl.org/dc/terms/description> "x" .
`,
    ],
  ])('may be %s', async (type, body) => {
    expect(await send({ type, body })).toMatchObject({ status: 201 });
  });

  it('that violates the profile is answered with the report, also when it is sent again', async () => {
    const body = turtle('invalid').replace('dct:description', 'dct:abstract');
    const first = await send({ body });
    expect(first.status).toBe(422);
    expect(first.headers['content-type']).toContain('application/problem+json');
    expect(first.body).toMatchObject({ code: 'INGEST_REJECTED', outcome: 'quarantined' });
    expect(first.body.report.violations).toBeGreaterThan(0);
    const [result] = first.body.report.results;
    expect(result).toMatchObject({ message: { fr: expect.any(String) } });
    expect((await send({ body })).status).toBe(422);
    expect(await eventTypes()).toEqual([]);
  });

  it('without a title is answered with the reason', async () => {
    const body = `${prefixes}<https://north.example.org/sets/untitled> a dcat:Dataset .`;
    expect(await send({ body })).toMatchObject({
      status: 422,
      body: { outcome: 'failed', problem: { code: 'MAP_NO_TITLE' } },
    });
  });

  it('whose IRI another source owns becomes an origin of that dataset, and changes no word of it', async () => {
    const owner = await send({ body: turtle('owned', 'La mienne') });
    const other = await send({ body: turtle('owned', 'À moi'), key: south });
    expect(other).toMatchObject({
      status: 201,
      body: { iri: 'https://north.example.org/sets/owned' },
    });
    expect(await service.context.reader.redirect(other.body.id)).toBe(owner.body.id);
    const { ntriples = '' } = (await service.context.reader.dataset(owner.body.id)) ?? {};
    expect(ntriples).toContain('La mienne');
    expect(ntriples).not.toContain('À moi');
  });
});

describe('the descriptions that a source pushes', () => {
  it('are published as the golden graph', async () => {
    const rest = `; dct:issued "2024-05-02"^^<http://www.w3.org/2001/XMLSchema#date> ;
  dcat:landingPage <https://north.example.org/pages/golden> `;
    const { id, outcome } = (await send({ body: turtle('golden', 'Registre du Nord', rest) })).body;
    expect(outcome).toBe('created');
    const { ntriples = '' } = (await service.context.reader.dataset(id)) ?? {};
    const published = new Parser().parse(withoutHarvestDates(ntriples));
    await expectGolden(published, 'http://127.0.0.1', 'push');
  });

  it('make one event when one is added, one changed and one removed', async () => {
    await put('changed', turtle('changed'), south);
    const { id } = (await put('removed', turtle('removed'), south)).body;
    serial = (await service.context.reader.state()).serial;
    await put('added', turtle('added'), south);
    await put('changed', turtle('changed', 'Registre revu'), south);
    await remove(id, south);
    expect(await eventTypes()).toEqual(['create', 'update', 'delete']);
  });
});

describe('PUT origin', () => {
  it('creates, changes and leaves alone, as often as it is sent', async () => {
    const first = await put('row-7', turtle('seven'));
    expect(first).toMatchObject({ status: 201, body: { outcome: 'created' } });
    const { id } = first.body;
    expect(await put('row-7', turtle('seven'))).toMatchObject({
      status: 200,
      body: { id, outcome: 'unchanged' },
    });
    expect(await put('row-7', turtle('seven', 'Autre titre'))).toMatchObject({
      status: 200,
      body: { id, outcome: 'updated' },
    });
    expect(await eventTypes()).toEqual(['create', 'update']);
  });

  it('takes the id that POST gave, and the IRI of the record', async () => {
    const { id } = (await send({ body: turtle('both') })).body;
    expect((await put(id, turtle('both', 'Un'))).body).toMatchObject({ id, outcome: 'updated' });
    const iri = 'https://north.example.org/sets/both';
    expect((await put(iri, turtle('both', 'Deux'))).body).toMatchObject({ id, outcome: 'updated' });
  });

  it('serves many at once, one after another', async () => {
    const replies = await Promise.all(
      Array.from({ length: 8 }, (_, index) => put('busy', turtle('busy', `Titre ${index}`))),
    );
    expect(replies.map(({ body }) => body.outcome).sort()).toEqual([
      'created',
      ...Array(7).fill('updated'),
    ]);
  });

  it('refuses when too many wait, and says when to come back', async () => {
    const replies = await Promise.all(
      Array.from({ length: 60 }, () => put('crowd', turtle('crowd'))),
    );
    const refused = replies.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]?.headers['retry-after']).toBe('5');
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
  });

  it('refuses a key that cannot be stored', async () => {
    const reply = await put('é'.repeat(1900), turtle('long'));
    expect(reply).toMatchObject({ status: 422, body: { code: 'INGEST_REJECTED' } });
  });

  it('needs an id', async () => {
    const reply = await send({ method: 'PUT', url: '/ingest/datasets/origin', body: turtle('x') });
    expect(reply.status).toBe(400);
  });
});

describe('a document that is none', () => {
  it.each([
    ['broken Turtle', `${turtle('broken')}<a> <b> .`, 400, 'PARSE_SYNTAX'],
    ['an undeclared prefix', '<https://a.example.org/> a dcat:Dataset .', 400, 'PARSE_PREFIX'],
    ['two datasets', turtle('one') + turtle('two'), 400, 'MAP_NO_DATASET'],
    [
      'no dataset',
      '<https://a.example.org/> <https://b.example.org/> "c" .',
      400,
      'MAP_NO_DATASET',
    ],
    ['nothing', '', 400, 'MAP_NO_DATASET'],
    ['a page', '<!doctype html><html></html>', 400, 'PARSE_NOT_RDF'],
  ])('(%s) is answered with the problem', async (_, body, status, code) => {
    const reply = await send({ body });
    expect(reply).toMatchObject({ status, body: { code: 'INGEST_UNREADABLE', problem: { code } } });
    expect(await eventTypes()).toEqual([]);
  });

  it('of another type is refused', async () => {
    expect(await send({ type: 'application/json', body: '{}' })).toMatchObject({
      status: 415,
      body: { code: 'UNSUPPORTED_MEDIA_TYPE' },
    });
    expect((await send({})).status).toBe(415);
  });

  it('that is too large is refused, packed or not', async () => {
    const body = Buffer.alloc(9 * 1024 * 1024, ' ');
    expect((await send({ body })).body).toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
    const packed = await send({ body: gzipSync(body), headers: { 'content-encoding': 'gzip' } });
    expect(packed.status).toBe(413);
  });
});

describe('a key', () => {
  it('says whose it is', async () => {
    for (const url of ['/api-keys/whoami', '/ingest/api-keys/whoami']) {
      expect(await send({ method: 'GET', url })).toMatchObject({
        status: 200,
        body: { name: 'test', source: { id: 'north' }, roles: ['data-provider'] },
      });
    }
  });

  it.each([
    ['absent', null],
    ['of another form', 'mdc_123'],
    ['unknown', `gln_00000000_${'a'.repeat(43)}`],
  ])('that is %s opens nothing', async (_, key) => {
    const reply = await send({ body: turtle('closed'), key });
    expect(reply).toMatchObject({ status: 401, body: { code: 'UNAUTHORIZED' } });
    expect(reply.headers['www-authenticate']).toContain('ApiKey');
  });

  it('with a true prefix and another secret opens nothing', async () => {
    const key = `${north.slice(0, 13)}${'A'.repeat(43)}`;
    expect((await send({ body: turtle('closed'), key })).status).toBe(401);
  });

  it('that was revoked opens nothing any more', async () => {
    const secret = await service.key('north');
    const { body } = await send({ method: 'GET', url: '/api-keys/whoami', key: secret });
    expect(await service.context.access.keys.revoke(body.id)).toBe(true);
    expect(await service.context.access.keys.revoke(body.id)).toBe(false);
    expect((await send({ method: 'GET', url: '/api-keys/whoami', key: secret })).status).toBe(401);
  });

  it('is stored as a digest alone', async () => {
    const rows = await service.context.database.query('select * from api_key');
    expect(JSON.stringify(rows)).not.toContain(north.slice(13));
    expect(JSON.stringify(await service.context.access.keys.list())).toContain(north.slice(0, 12));
  });

  it('of one source does not reach the records of another', async () => {
    const { id } = (await send({ body: turtle('guarded') })).body;
    expect((await put(id, turtle('guarded', 'Pris'), south)).status).toBe(403);
    expect((await remove(id, south)).status).toBe(403);
    expect((await remove('https://north.example.org/sets/guarded', south)).status).toBe(404);
  });

  it('of a paused source may not push, but may ask who it is', async () => {
    const { database } = service.context;
    await setPaused(database, 'south', true);
    expect((await send({ body: turtle('paused'), key: south })).status).toBe(403);
    expect((await send({ method: 'GET', url: '/api-keys/whoami', key: south })).status).toBe(200);
    await setPaused(database, 'south', false);
  });
});

describe('DELETE', () => {
  it('leaves a tombstone, and a later push brings the dataset back', async () => {
    const { id } = (await send({ body: turtle('gone'), key: south })).body;
    expect(await remove(id, south)).toMatchObject({
      status: 200,
      body: { id, outcome: 'deleted' },
    });
    expect((await service.app.inject({ url: `/datasets/${id}.ttl` })).statusCode).toBe(410);
    expect((await remove(id, south)).status).toBe(404);
    expect((await send({ body: turtle('gone'), key: south })).body).toMatchObject({
      id,
      outcome: 'created',
    });
    expect(await eventTypes()).toEqual(['create', 'delete', 'create']);
  });

  it('of more than the breaker allows in a day is held for an admin', async () => {
    const ids: string[] = [];
    for (const key of ['1', '2', '3', '4']) {
      ids.push((await send({ body: turtle(`many-${key}`), key: north })).body.id);
    }
    const statuses: number[] = [];
    for (const id of ids) statuses.push((await remove(id)).status);
    expect(statuses).toEqual([200, 200, 202, 202]);
    expect(await service.context.deletions.list('north')).toHaveLength(2);
    expect((await service.app.inject({ url: `/datasets/${ids[3]}.ttl` })).statusCode).toBe(200);
  });

  it('of what is not there finds nothing', async () => {
    expect(await remove('nothing')).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
  });
});

it('a harvest of a source that pushes asks nobody and deletes nothing', async () => {
  const run = await service.context.queue.request('north', 'request');
  expect(run).toMatchObject({ verdict: 'complete', gathered: 0, missing: 0, requests: 0 });
  expect(await eventTypes()).toEqual([]);
});
