import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SignedIn, signIn } from '../../support/console-service.ts';
import { type PushService, startPushService } from '../../support/push-service.ts';

let service: PushService;
let curator: SignedIn;
let stranger: SignedIn;
let viewer: SignedIn;

const hostile = '</pre><script>alert(1)</script>\u202Egnp';

function turtle(key: string, title: string, rest = ''): string {
  return `@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
<https://north.example.org/sets/${key}> a dcat:Dataset ;
  dct:title "${title}"@fr ; dct:description "Une description."@fr ; dcat:keyword "santé"@fr ;
  dcat:contactPoint [ a vcard:Kind ; vcard:hasEmail <mailto:contact@example.org> ] ${rest}.`;
}

async function push(sourceId: string, key: string, body: string): Promise<string> {
  const secret = await service.key(sourceId);
  const pusher = await service.context.ingest.pusher(secret);
  if (!pusher) throw new Error('the key opens nothing');
  const sent = { body: Buffer.from(body), mediaType: 'text/turtle', charset: undefined };
  const pushed = await service.context.ingest.push(pusher, sent, key);
  if (!('record' in pushed)) throw new Error(pushed.kind);
  return pushed.record.id;
}

let one: string;
let bad: string;
const pathOf = (id: string, source = 'north') => `/en/admin/sources/${source}/records/${id}`;

beforeAll(async () => {
  service = await startPushService();
  curator = await signIn(service, 'curator', ['north']);
  stranger = await signIn(service, 'curator', ['south']);
  viewer = await signIn(service, 'viewer');
  one = await push('north', 'one', turtle('one', 'Premier titre'));
  await push(
    'north',
    'one',
    turtle('one', 'Second titre', `; dcat:landingPage <javascript:alert(1)> `),
  );
  const broken = `@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
<https://north.example.org/sets/bad> a dcat:Dataset ; dct:title ${JSON.stringify(hostile)}@fr .`;
  bad = await push('north', '<b>bad</b>', broken);
});
afterAll(() => service.close());

describe('the list of records', () => {
  const list = async (query: string, who = viewer) =>
    (await who.get(`/en/admin/records?${query}`)).body;

  it('is filtered by source, state, last outcome and words of key or title', async () => {
    expect(await list('')).toContain(one);
    expect(await list('source=south')).toContain('No record matches');
    expect(await list('state=quarantined')).not.toContain(one);
    expect(await list('outcome=quarantined')).toContain(bad);
    expect(await list('q=SECOND')).toContain(one);
    expect(await list('q=SECOND')).not.toContain(bad);
    expect(await list('q=%25')).not.toContain(one);
  });

  it('says of a record kept back what validation found first', async () => {
    const row = async (language: string) => {
      const { body } = await viewer.get(`/${language}/admin/records?outcome=quarantined`);
      return body.slice(body.indexOf(bad), body.indexOf('</tr>', body.indexOf(bad)));
    };
    const english = (await row('en')).match(/<bdi lang="en">([^<]+)<\/bdi>/)?.[1];
    const french = (await row('fr')).match(/<bdi lang="fr">([^<]+)<\/bdi>/g)?.at(-1);
    expect(english).toMatch(/\w+ \w+/);
    expect(french).toMatch(/\w+ \w+/);
    const { items } = (
      await viewer.get('/api/v1/sources/north/records?outcome=quarantined')
    ).json();
    expect(items).toMatchObject([{ id: bad, violation: { en: english } }]);
  });

  it('shows curators their own sources alone', async () => {
    expect(await list('', curator)).toContain(one);
    expect(await list('', stranger)).not.toContain(one);
    expect((await stranger.get('/en/admin/records?source=north')).statusCode).toBe(403);
  });

  it('goes on from page to page without repeating a record', async () => {
    for (let count = 0; count < 50; count += 1) {
      await push(
        'south',
        `set-${String(count).padStart(2, '0')}`,
        turtle(`s${count}`, `T${count}`).replaceAll('north', 'south'),
      );
    }
    const first = await list('');
    const next = /href="([^"]*cursor=[^"]*)"/.exec(first)?.[1] ?? '';
    const second = (await viewer.get(next.replaceAll('&amp;', '&'))).body;
    const ids = (body: string) =>
      [...body.matchAll(/records\/([0-9a-f-]{36})/g)].map(([, id]) => id);
    expect(ids(first)).toHaveLength(50);
    expect(ids(second)).toHaveLength(2);
    expect(ids(first)).not.toContain(ids(second)[0]);
    expect((await viewer.get('/en/admin/records?cursor=guess')).statusCode).toBe(400);
  });
});

describe('the page of a record', () => {
  it('says what it is, how it validates, what was changed, and what came of it', async () => {
    const { body } = await viewer.get(pathOf(one));
    for (const words of ['Second titre', 'Published', 'Conforms to the profile', 'defaults']) {
      expect(body).toContain(words);
    }
    expect(body).toContain(`/en/datasets/${one}`);
    expect(body).not.toContain('href="javascript:');
  });

  it('ranks findings with what to do, in both languages', async () => {
    const english = (await curator.get(pathOf(bad))).body;
    expect(english).toContain('Does not conform to the profile');
    expect(english).toContain('Ask the source for it, or give it as a default.');
    expect(english.indexOf('>Violation<')).toBeLessThan(english.indexOf('>Warning<'));
    const french = (await curator.get(pathOf(bad).replace('/en/', '/fr/'))).body;
    expect(french).toContain('Demander cette information à la source');
  });

  it('shows what a record that is kept back would be, and hostile text as text', async () => {
    const { body } = await curator.get(pathOf(bad));
    expect(body).toContain('What would be published');
    expect(body).toContain('&lt;b>bad&lt;/b>');
    expect(body).not.toContain('<script>alert');
    expect(body).not.toContain('\u202E');
  });

  it('gives the payload to save, never to interpret', async () => {
    const { headers, body } = await viewer.get(`${pathOf(bad)}/payload`);
    expect(headers['content-type']).toBe('application/octet-stream');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-disposition']).toBe(`attachment; filename="${bad}.txt"`);
    expect(body).toContain('<script>');
  });

  it('gives its graph in Turtle, published or not', async () => {
    for (const id of [one, bad]) {
      const { headers, body } = await viewer.get(`${pathOf(id)}/graph.ttl`);
      expect(headers['content-type']).toContain('text/turtle');
      expect(body).toContain('dcat:Dataset');
    }
  });

  it('compares two versions, triple by triple', async () => {
    const { body } = await viewer.get(`${pathOf(one)}/diff?from=1&to=2`);
    expect(body).toContain('Premier titre');
    expect(body).toContain('Second titre');
    expect((await viewer.get(`${pathOf(one)}/diff?from=1&to=1`)).body).toContain(
      'These two versions hold the same triples.',
    );
    expect((await viewer.get(`${pathOf(one)}/diff?from=1&to=9`)).statusCode).toBe(404);
  });

  it('is closed to curators of other sources, whatever address they try', async () => {
    for (const path of ['', '/payload', '/graph.ttl', '/diff?from=1&to=2']) {
      expect((await stranger.get(pathOf(one) + path)).statusCode).toBe(403);
      expect((await stranger.get(pathOf(one, 'south') + path)).statusCode).toBe(404);
    }
    expect((await stranger.get(`/en/admin/records/${one}`)).statusCode).toBe(404);
    expect((await curator.get(`/en/admin/records/${one}`)).headers.location).toBe(pathOf(one));
  });
});

it('a deleted record is restored from its page by those in charge, with the token of the form', async () => {
  const pusher = await service.context.ingest.pusher(await service.key('north'));
  if (!pusher) throw new Error('the key opens nothing');
  await service.context.ingest.remove(pusher, one);
  const page = await curator.get(pathOf(one));
  expect(page.body).toContain('Restore the record');
  expect(page.body).toContain('The source deleted it.');
  expect((await viewer.get(pathOf(one))).body).not.toContain('Restore the record');
  const restore = `${pathOf(one)}/restore`;
  expect((await viewer.post(restore)).statusCode).toBe(403);
  expect((await stranger.post(restore)).statusCode).toBe(403);
  expect((await stranger.post(`${pathOf(one, 'south')}/restore`)).statusCode).toBe(404);
  expect((await curator.post(restore, {}, null)).statusCode).toBe(403);
  expect((await curator.post(restore)).statusCode).toBe(303);
  expect((await curator.get(pathOf(one))).body).toContain('>Published<');
  expect((await curator.post(restore)).statusCode).toBe(409);
});
