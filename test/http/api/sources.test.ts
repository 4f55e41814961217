import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHarvests } from '../../../src/harvests.ts';
import type { HarvestRun } from '../../../src/model/run.ts';
import {
  dataset,
  say,
  startFailingSite,
  turtle,
  upTo,
} from '../../integration/harvest/failing-site.ts';
import { type AdminService, startAdminService } from '../../support/admin-service.ts';

let service: AdminService;
let site: Awaited<ReturnType<typeof startFailingSite>>;
let stop: () => Promise<void>;
beforeAll(async () => {
  service = await startAdminService();
  site = await startFailingSite();
  site.set('/all', say(turtle(...upTo(8).map((key) => dataset(key)))));
  stop = await startHarvests(service.context);
});
afterAll(async () => {
  await stop();
  await site.close();
  await service.close();
});

const agent = { name: { en: 'Access body' }, contactPage: 'https://hdab.example.org/contact' };

function body(id: string, changes: object = {}) {
  return {
    id,
    title: { en: `Source ${id}` },
    connector: 'rdf-http',
    url: `${site.url}/all`,
    options: { mode: 'document' },
    mapping: 'dcat-ap',
    level: 'local',
    defaults: {
      hdab: agent,
      publisher: agent,
      contactPoint: { url: 'https://hdab.example.org/contact' },
      accessRights: 'NON_PUBLIC',
      healthCategory: ['EHRS'],
      keyword: [{ fr: 'santé' }],
      provenance: { fr: 'Soins' },
      purpose: { fr: 'Recherche' },
      legalBasis: { fr: 'Loi' },
      hasStructuredData: false,
      applicableLegislation: ['http://data.europa.eu/eli/reg/2025/327/oj'],
      distribution: { accessUrl: 'landingPage' },
    },
    policy: { onViolation: 'publish' },
    limits: { requestsPerSecond: 1000, allowPrivateHosts: ['127.0.0.1'], robots: 'ignore' },
    ...changes,
  };
}

async function create(id: string, changes: object = {}): Promise<string> {
  const created = await service.call(service.keys.admin, 'POST', '/sources', body(id, changes));
  expect(created.statusCode, created.body).toBe(201);
  return String(created.headers.etag);
}

async function until<Value>(read: () => Promise<Value | null | undefined>): Promise<Value> {
  for (let tries = 0; tries < 600; tries += 1) {
    const value = await read();
    if (value) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('It did not come to pass');
}

/** Asks for a run, follows the request to its end, and returns the run that answered it. */
async function harvest(id: string): Promise<HarvestRun> {
  const { admin, viewer } = service.keys;
  const asked = await service.call(admin, 'POST', `/sources/${id}/runs`, {});
  expect(asked.statusCode, asked.body).toBe(202);
  expect(asked.json()).toMatchObject({ sourceId: id, trigger: 'request' });
  const location = String(asked.headers.location);
  expect(location).toBe(`/api/v1/run-requests/${asked.json().id}`);
  const path = location.replace('/api/v1', '');
  const runId = await until(async () => {
    const { state, runId } = (await service.call(viewer, 'GET', path)).json();
    return state === 'ended' ? runId : null;
  });
  return (await service.call(viewer, 'GET', `/runs/${runId}`)).json();
}

describe('a source made by the API', () => {
  it('is in force at once: listed, planned, harvested and public', async () => {
    const { admin, viewer } = service.keys;
    const made = await service.call(
      admin,
      'POST',
      '/sources',
      body('made', { schedule: '0 3 * * *' }),
    );
    expect(made.statusCode).toBe(201);
    expect(made.headers.location).toBe('/api/v1/sources/made');
    expect(made.json().nextRuns).toHaveLength(5);
    const run = await harvest('made');
    expect(run).toMatchObject({ verdict: 'complete', gathered: 8, trigger: 'request' });
    const list = (await service.call(viewer, 'GET', '/sources')).json().items;
    expect(list.map(({ id }: { id: string }) => id)).toEqual(['made', 'north', 'sheets', 'south']);
    expect(service.context.sources.map(({ id }) => id)).toContain('made');
  });

  it('is held to the rules of the file, all errors told at once', async () => {
    const { admin } = service.keys;
    const wrong = body('wrong', { schedule: 'daily', timeZone: 'Europe/Lutece' });
    const refused = await service.call(admin, 'POST', '/sources', wrong);
    expect(refused.json()).toMatchObject({ status: 422, code: 'SOURCE_INVALID' });
    expect(refused.json().errors).toHaveLength(2);
    const cases: readonly [object, number][] = [
      [body('made'), 409],
      [body('new'), 422],
      [body('north'), 409],
      [body('odd', { preset: '../sources' }), 422],
      [body('odd', { profile: 'none' }), 422],
      [body('odd', { colour: 'red' }), 400],
      [body('odd', { url: 'javascript:alert(1)' }), 400],
    ];
    for (const [source, status] of cases) {
      const answer = await service.call(admin, 'POST', '/sources', source);
      expect(answer.statusCode, answer.body).toBe(status);
    }
  });

  it('takes from its preset what it does not say, and no variable of the environment', async () => {
    const { admin } = service.keys;
    // biome-ignore lint/suspicious/noTemplateCurlyInString: this is how files name variables.
    const title = { en: '${DATA_DIR}' };
    const entry = { id: 'preset', preset: 'hdh', url: 'https://data.example.org/', title };
    const { entry: written, source } = (
      await service.call(admin, 'POST', '/sources', entry)
    ).json();
    expect(written).toEqual(entry);
    expect(source).toMatchObject({ title, connector: 'rdf-http', level: 'national' });
  });

  it('is changed only by whoever saw its last version', async () => {
    const { admin } = service.keys;
    const etag = await create('tagged');
    const put = (tag: string | null, title: string) =>
      service.call(
        admin,
        'PUT',
        '/sources/tagged',
        body('tagged', { title: { en: title } }),
        tag === null ? {} : { 'if-match': tag },
      );
    expect((await put(null, 'x')).json()).toMatchObject({ code: 'PRECONDITION_REQUIRED' });
    const changed = await put(etag, 'First');
    expect(changed.json().source.title).toEqual({ en: 'First' });
    expect((await put(etag, 'Second')).json()).toMatchObject({ code: 'PRECONDITION_FAILED' });
    expect((await put(String(changed.headers.etag), 'Second')).statusCode).toBe(200);
    const [entry] = await service.context.audit.list({ action: 'source.change', limit: 1 });
    expect(entry).toMatchObject({ sourceId: 'tagged', status: 200, detail: { fields: ['title'] } });
  });

  it('never shows its secrets again, keeps them over changes, and not when its address moves', async () => {
    const { admin, viewer } = service.keys;
    const auth = { kind: 'basic', user: 'anna', password: 'opensesame' };
    const etag = await create('secret', { auth });
    const seen = await service.call(viewer, 'GET', '/sources/secret');
    expect(seen.json().entry.auth).toEqual({ kind: 'basic', user: 'anna' });
    const shown = { kind: 'basic', user: 'anna' };
    const put = (tag: string, changes: object) =>
      service.call(admin, 'PUT', '/sources/secret', body('secret', changes), { 'if-match': tag });
    const renamed = await put(etag, { auth: shown, title: { en: 'Renamed' } });
    expect(renamed.statusCode).toBe(200);
    expect(service.context.registry.get('secret').auth).toEqual(auth);
    const moved = { auth: shown, url: 'https://elsewhere.example.org/all' };
    const refused = await put(String(renamed.headers.etag), moved);
    expect(refused.json()).toMatchObject({ code: 'SOURCE_INVALID' });
    const all = [seen, renamed, refused, await service.call(admin, 'GET', '/audit')];
    expect(all.map((answer) => answer.body).join()).not.toContain('opensesame');
  });

  it('takes no wider reach from a curator', async () => {
    const etag = await create('curated', { limits: { allowPrivateHosts: [] } });
    const curator = await service.makeKey({ role: 'curator', sourceId: 'curated' });
    const put = (limits: object) =>
      service.call(curator, 'PUT', '/sources/curated', body('curated', { limits }), {
        'if-match': etag,
      });
    expect((await put({ allowPrivateHosts: ['10.0.0.1'] })).json()).toMatchObject({
      code: 'FORBIDDEN',
    });
    const tested = await service.call(curator, 'POST', '/sources/curated/test', body('curated'));
    expect(tested.statusCode).toBe(403);
    expect((await put({ requestsPerSecond: 2, allowPrivateHosts: [] })).statusCode).toBe(200);
  });

  it('can be tried before it is stored, and tells why it cannot be read', async () => {
    const { admin } = service.keys;
    const test = async (changes: object) =>
      (await service.call(admin, 'POST', '/sources/test?records=3', body('trial', changes))).json();
    const good = await test({});
    expect(good.problem).toBeNull();
    expect(good.records).toHaveLength(3);
    expect(good.records[0]).toMatchObject({ outcome: 'create' });
    expect(good.records[0].added.length).toBeGreaterThan(5);
    expect(await test({ url: `${site.url}/nowhere` })).toMatchObject({
      records: [],
      problem: { code: 'FETCH_STATUS' },
    });
    const refused = await test({ limits: { allowPrivateHosts: [] } });
    expect(refused).toMatchObject({ problem: { code: 'FETCH_ADDRESS_REFUSED' } });
    expect(service.context.registry.find('trial')).toBeUndefined();
  });

  it('that is deleted withdraws many records only once that is approved, and can come back', async () => {
    const { admin, viewer } = service.keys;
    await create('gone', { url: `${site.url}/gone` });
    const more = upTo(8).map((key) => dataset(`gone-${key}`));
    site.set('/gone', say(turtle(...more)));
    expect(await harvest('gone')).toMatchObject({ counts: { created: 8 } });
    const { etag } = (await service.call(viewer, 'GET', '/sources/gone')).headers;
    const removed = await service.call(admin, 'DELETE', '/sources/gone', undefined, {
      'if-match': String(etag),
    });
    expect(removed.json()).toEqual({ withdrawn: 0, held: 8 });
    expect((await service.call(viewer, 'GET', '/sources/gone')).statusCode).toBe(404);
    const held = (await service.call(viewer, 'GET', '/deletions?source=gone&limit=5')).json();
    expect(held.items).toHaveLength(5);
    const rest = await service.call(
      viewer,
      'GET',
      `/deletions?source=gone&limit=5&cursor=${held.next}`,
    );
    expect(rest.json()).toMatchObject({ next: null, items: { length: 3 } });
    const [{ recordId }] = held.items;
    const approved = await service.call(admin, 'POST', '/sources/gone/deletions/approve');
    expect(approved.json()).toEqual({ records: 8 });
    expect((await service.app.inject(`/datasets/${recordId}`)).statusCode).toBe(410);
    await create('gone', { url: `${site.url}/gone` });
    const path = `/sources/gone/records/${recordId}/restore`;
    expect((await service.call(admin, 'POST', path)).json()).toMatchObject({ state: 'published' });
    expect((await service.call(admin, 'POST', path)).statusCode).toBe(409);
    expect(await harvest('gone')).toMatchObject({ counts: { created: 7, unchanged: 1 } });
  });
});

describe('a source of a file', () => {
  it('can be paused and let go on, and nothing else', async () => {
    const { admin, curator } = service.keys;
    const seen = await service.call(admin, 'GET', '/sources/north');
    expect(seen.json()).toMatchObject({ managedBy: 'file', entry: null, paused: false });
    const tag = { 'if-match': String(seen.headers.etag) };
    const changed = await service.call(curator, 'PUT', '/sources/north', body('north'), tag);
    expect(changed.json()).toMatchObject({ code: 'CONFLICT' });
    expect((await service.call(admin, 'DELETE', '/sources/north', undefined, tag)).statusCode).toBe(
      409,
    );
    const paused = await service.call(curator, 'POST', '/sources/north/pause');
    expect(paused.json()).toMatchObject({ paused: true, nextRuns: [] });
    const pushed = await service.app.inject({
      method: 'POST',
      url: '/ingest/datasets',
      headers: { 'x-api-key': await service.key('north'), 'content-type': 'text/turtle' },
      payload: turtle(dataset('x')),
    });
    expect(pushed.statusCode).toBe(403);
    expect((await service.call(curator, 'POST', '/sources/north/resume')).json().paused).toBe(
      false,
    );
    expect((await service.call(curator, 'POST', '/sources/north/runs', {})).statusCode).toBe(409);
  });
});

describe('runs and records', () => {
  it('come in pages that miss and repeat nothing', async () => {
    const { viewer } = service.keys;
    await harvest('made');
    const seen: string[] = [];
    let cursor = '';
    for (let pages = 0; pages < 10; pages += 1) {
      const path = `/sources/made/records?state=published&limit=3${cursor}`;
      const { items, next } = (await service.call(viewer, 'GET', path)).json();
      seen.push(...items.map(({ remoteKey }: { remoteKey: string }) => remoteKey));
      if (next === null) break;
      cursor = `&cursor=${encodeURIComponent(next)}`;
    }
    expect(seen).toHaveLength(8);
    expect(new Set(seen).size).toBe(8);
    const first = (await service.call(viewer, 'GET', '/runs?limit=1')).json();
    const second = (await service.call(viewer, 'GET', `/runs?limit=1&cursor=${first.next}`)).json();
    expect(second.items[0].id).not.toBe(first.items[0].id);
    expect(second.items[0].startedAt <= first.items[0].startedAt).toBe(true);
  });

  it('show a record with its payload to save, its report and the triples of each version', async () => {
    const { viewer } = service.keys;
    const [{ id }] = (await service.call(viewer, 'GET', '/sources/made/records?limit=1')).json()
      .items;
    const record = (await service.call(viewer, 'GET', `/records/${id}`)).json();
    expect(record).toMatchObject({
      id,
      sourceId: 'made',
      payload: { mediaType: expect.any(String) },
    });
    const payload = await service.call(viewer, 'GET', `/records/${id}/payload`);
    expect(payload.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'x-content-type-options': 'nosniff',
    });
    expect(payload.headers['content-disposition']).toMatch(/^attachment; filename="[\w-]+\.nt"$/);
    expect(Buffer.byteLength(payload.body)).toBe(record.payload.bytes);
    const report = (await service.call(viewer, 'GET', `/records/${id}/report`)).json();
    expect(report.report.profile).toBe('healthdcat-ap-8');
    const { number } = record.versions[0];
    const version = await service.call(viewer, 'GET', `/records/${id}/versions/${number}`);
    expect(version.body).toContain('<http://purl.org/dc/terms/title>');
    expect((await service.call(viewer, 'GET', `/records/${id}/versions/99`)).statusCode).toBe(404);
  });

  it('tell what goes on in a run as events, from where the connection was cut', async () => {
    const { viewer, admin } = service.keys;
    const { id } = await harvest('made');
    const [{ id: first }] = (await service.call(viewer, 'GET', '/runs?source=gone&limit=200'))
      .json()
      .items.filter(({ counts }: HarvestRun) => counts.created > 0);
    const address = await service.app.listen({ host: '127.0.0.1', port: 0 });
    const follow = async (run: string, headers: Record<string, string> = {}) => {
      const response = await fetch(`${address}/api/v1/runs/${run}/events`, {
        headers: { authorization: `Bearer ${admin}`, ...headers },
      });
      expect(response.headers.get('content-type')).toBe('text/event-stream');
      return response.text();
    };
    const unchanged = await follow(id);
    expect(unchanged).toMatch(/^event: run\ndata: \{.*\}\n\nevent: end\ndata: \{\}\n\n$/);
    const created = await follow(first);
    const ids = [...created.matchAll(/^id: (\d+)\nevent: outcome$/gm)].map(
      ([, each]) => each ?? '',
    );
    expect(ids).toHaveLength(7);
    const rest = await follow(first, { 'last-event-id': ids[4] ?? '' });
    expect([...rest.matchAll(/^id: (\d+)$/gm)].map(([, each]) => each)).toEqual(ids.slice(5));
  });

  it('can be cancelled', async () => {
    const { admin } = service.keys;
    expect((await service.call(admin, 'POST', '/sources/made/runs/cancel')).statusCode).toBe(409);
    let release = () => {};
    site.set('/slow', (_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/turtle' }).write('# wait');
      release = () => response.end();
    });
    await create('slow', { url: `${site.url}/slow` });
    await service.call(admin, 'POST', '/sources/slow/runs', {});
    await until(async () => {
      const cancelled = await service.call(admin, 'POST', '/sources/slow/runs/cancel');
      return cancelled.statusCode === 202;
    });
    const run = await until(async () => {
      const { items } = (await service.call(admin, 'GET', '/runs?source=slow')).json();
      return items.length === 0 || items[0].finishedAt ? { ...items[0] } : null;
    });
    release();
    if (run.id) expect(run).toMatchObject({ problems: [{ code: 'GATHER_CANCELLED' }] });
  });
});

/** All items of a list of the API, in pages of two. */
async function inPages(path: string): Promise<readonly { readonly [name: string]: unknown }[]> {
  const items = [];
  let cursor = '';
  for (;;) {
    const page = await service.call(service.keys.admin, 'GET', `${path}?limit=2${cursor}`);
    expect(page.statusCode, page.body).toBe(200);
    items.push(...page.json().items);
    expect(page.json().items.length).toBeLessThanOrEqual(2);
    if (page.json().next === null) return items;
    cursor = `&cursor=${page.json().next}`;
  }
}

describe('lists of the API', () => {
  it('give sources, keys and people in pages that miss and repeat nothing', async () => {
    const { people } = service.context.access;
    for (const subject of ['a', 'b', 'c', 'd', 'e']) {
      const claims = {
        issuer: 'list',
        subject,
        name: subject,
        email: null,
        role: 'viewer',
      } as const;
      await people.signIn(claims);
    }
    const of = async (path: string) => (await inPages(path)).map(({ id }) => id);
    const ids = service.context.registry.list().map(({ id }) => id);
    expect(await of('/sources')).toEqual([...ids].sort());
    const keys = (await service.context.access.keys.list()).map(({ id }) => id);
    expect(keys.length).toBeGreaterThan(2);
    expect((await of('/keys')).sort()).toEqual([...keys].sort());
    const everybody = (await people.list()).map(({ id }) => id);
    expect(everybody.length).toBeGreaterThanOrEqual(5);
    expect((await of('/people')).sort()).toEqual([...everybody].sort());
  });

  it('refuse a cursor that they did not give out', async () => {
    for (const path of ['/sources', '/keys', '/people', '/deletions', '/duplicates']) {
      for (const place of ['nonsense', Buffer.from('["x\\u0000"]').toString('base64url')]) {
        const refused = await service.call(service.keys.admin, 'GET', `${path}?cursor=${place}`);
        expect(refused.json(), path).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
      }
    }
  });
});

describe('keys and people', () => {
  it('are made once, scoped, and gone when they are revoked', async () => {
    const { admin } = service.keys;
    const made = await service.call(admin, 'POST', '/keys', {
      role: 'curator',
      sourceId: 'south',
      name: 'Colin',
      days: 30,
    });
    expect(made.statusCode).toBe(201);
    const { key, secret } = made.json();
    expect((await service.call(secret, 'POST', '/sources/south/resume')).statusCode).toBe(200);
    expect((await service.call(secret, 'POST', '/sources/north/resume')).statusCode).toBe(403);
    expect((await service.call(admin, 'GET', '/keys')).body).not.toContain(secret.slice(13));
    expect((await service.call(admin, 'DELETE', `/keys/${key.id}`)).statusCode).toBe(200);
    expect((await service.call(secret, 'GET', '/me')).statusCode).toBe(401);
    const wrong = { role: 'push', sourceId: 'made', name: 'x' };
    expect((await service.call(admin, 'POST', '/keys', wrong)).json().detail).toContain(
      'harvested',
    );
  });

  it('put a curator in charge of sources', async () => {
    const { people, sessions } = service.context.access;
    const claims = {
      issuer: 'i',
      subject: 'c',
      name: 'Cleo',
      email: null,
      role: 'curator',
    } as const;
    const person = await people.signIn(claims);
    const cookie = `__Host-glaneur-session=${await sessions.begin(person?.id ?? '')}`;
    const change = { sources: ['south'], blocked: false };
    const changed = await service.call(service.keys.admin, 'PUT', `/people/${person?.id}`, change);
    expect(changed.json()).toMatchObject({ name: 'Cleo', sources: ['south'] });
    const me = await service.call(null, 'GET', '/me', undefined, { cookie });
    expect(me.json()).toMatchObject({ role: 'curator', sources: ['south'] });
  });
});
