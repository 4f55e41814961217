import { gunzipSync } from 'node:zlib';
import { Parser } from 'n3';
import { describe, expect, it } from 'vitest';
import { targets } from '../../src/publish/profiles/index.ts';
import { agentDocument } from '../../src/rdf/mint.ts';
import { negotiateProfile } from '../../src/web/public/profile-choice.ts';
import { agentIri, baseUrl, sampleCatalogue } from '../support/sample-catalogue.ts';
import { startApp } from './support.ts';

const [stored, hdh, dcatAp] = targets.map(({ iri }) => iri);
const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const agentPath = new URL(agentDocument(baseUrl, agentIri)).pathname;

/** Whether a body names concepts as only the dictionaries of the national platform do. */
const isNational = (body: string) => body.includes('13.81.34.152');

describe('negotiating the profile of an answer', () => {
  it.each([
    ['/datasets/d001.ttl', {}, stored],
    ['/datasets/d001.ttl?_profile=hdh-2025', {}, hdh],
    [`/datasets/d001.ttl?_profile=${encodeURIComponent(String(hdh))}`, {}, hdh],
    [`/datasets/d001.ttl?_profile=${encodeURIComponent(`<${dcatAp}>`)}`, {}, dcatAp],
    ['/datasets/d001.ttl?_profile=unheard-of,dcat-ap-3.0.1,hdh-2025', {}, dcatAp],
    ['/datasets/d001.ttl', { 'accept-profile': `<${hdh}>` }, hdh],
    ['/datasets/d001.ttl', { 'accept-profile': `<${hdh}>;q=0.2, <${dcatAp}>; q=0.7` }, dcatAp],
    ['/datasets/d001.ttl', { 'accept-profile': 'hdh-2025' }, hdh],
    ['/datasets/d001.ttl', { 'accept-profile': '<urn:other>, *;q=0.1' }, stored],
    ['/datasets/d001.ttl?_profile=dcat-ap-3.0.1', { 'accept-profile': `<${hdh}>` }, dcatAp],
    ['/datasets/d001?_profile=hdh-2025', { accept: browser }, hdh],
    ['/datasets/d001', { accept: 'application/ld+json', 'accept-profile': `<${hdh}>` }, hdh],
    [`${agentPath}.nt?_profile=hdh-2025`, {}, hdh],
    [agentPath, { accept: 'text/turtle', 'accept-profile': `<${dcatAp}>` }, dcatAp],
    ['/catalog?_profile=dcat-ap-3.0.1', {}, dcatAp],
    ['/catalog.ttl', { 'accept-profile': `<${hdh}>` }, hdh],
    ['/dumps/catalog.nt?_profile=hdh-2025', {}, hdh],
    ['/dumps/catalog.ttl.gz', { 'accept-profile': `<${dcatAp}>` }, dcatAp],
  ])('answers %s with %j in %s', async (url, headers, iri) => {
    const app = await startApp(sampleCatalogue(1));
    const response = await app.inject({ url, headers });
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-profile']).toBe(`<${iri}>`);
    expect(response.headers.link).toContain(`<${iri}>; rel="profile"`);
    expect(response.headers.vary).toContain('Accept-Profile');
    const id = targets.find((target) => target.iri === iri)?.id;
    expect(response.headers.etag).toContain(`-${id}-`);
    const type = String(response.headers['content-type']);
    expect(type).not.toContain('text/html');
    if (url.startsWith('/datasets')) {
      expect(isNational(response.body)).toBe(iri === hdh);
      expect(response.body.includes('numberOfUniqueIndividuals')).toBe(iri !== dcatAp);
    }
  });

  it('gives people a page, whatever profiles there are', async () => {
    const app = await startApp(sampleCatalogue(1));
    const page = await app.inject({ url: '/datasets/d001', headers: { accept: browser } });
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.headers.vary).toContain('Accept-Profile');
    expect(page.headers['content-profile']).toBeUndefined();
  });

  it('takes the media type of the URL before that of the header', async () => {
    const app = await startApp(sampleCatalogue(1));
    const url = '/datasets/d001?_profile=hdh-2025&_mediatype=application/n-triples';
    const response = await app.inject({ url, headers: { accept: 'text/turtle' } });
    expect(response.headers['content-type']).toContain('application/n-triples');
  });

  it.each([
    ['/datasets/d001.ttl?_profile=healthdcat-ap-9', {}],
    ['/datasets/d001', { 'accept-profile': '<urn:other>' }],
    ['/datasets/d001', { 'accept-profile': `<${hdh}>;q=0` }],
    ['/catalog?_profile=nothing', {}],
    [`${agentPath}?_profile=nothing`, {}],
    ['/dumps/catalog.ttl?_profile=nothing', {}],
  ])('refuses %s with %j and lists the profiles there are', async (url, headers) => {
    const app = await startApp(sampleCatalogue(1));
    const response = await app.inject({ url, headers });
    expect(response.statusCode).toBe(406);
    expect(response.headers['content-type']).toContain('application/problem+json');
    expect(response.json()).toMatchObject({ code: 'NOT_ACCEPTABLE', status: 406 });
    expect(response.json().available).toEqual(targets.map(({ id, iri }) => ({ token: id, iri })));
    expect(response.headers['content-profile']).toBeUndefined();
  });

  it.each([
    ['a header of 10 kB', `<${'x'.repeat(10_000)}>`, 406],
    ['thousands of open brackets', '<'.repeat(4000), 200],
    ['thousands of commas', ','.repeat(4000), 200],
    ['nothing but parameters', ';;;q=1;q="', 200],
    ['an empty header', '', 200],
    ['brackets the wrong way round', '>http://example.org/<', 406],
    ['a weight that is none', `<${hdh}>;q=banana`, 406],
    ['thousands of profiles that are not ours', '<urn:x>,'.repeat(1000), 406],
  ])('survives %s', async (_what, header, status) => {
    const app = await startApp(sampleCatalogue(1));
    const headers = { 'accept-profile': header };
    expect((await app.inject({ url: '/datasets/d001.ttl', headers })).statusCode).toBe(status);
  });

  it.each(['_profile=', `_profile=${'x'.repeat(2000)}`, '_profile=a&_profile=b'])(
    'says 400 or 406, never 500, for ?%.40s',
    async (query) => {
      const app = await startApp(sampleCatalogue(1));
      const { statusCode } = await app.inject(`/datasets/d001.ttl?${query}`);
      expect([400, 406]).toContain(statusCode);
    },
  );

  it('weighs what a header names by itself more than the wildcard', () => {
    expect(negotiateProfile(`*, <${stored}>;q=0.1`)?.iri).toBe(hdh);
    expect(negotiateProfile(`*;q=0.5, <${stored}>;q=0`)?.iri).toBe(hdh);
    expect(negotiateProfile('<urn:a,b>')).toBeNull();
    expect(negotiateProfile('')).toBeUndefined();
  });
});

describe('listing the profiles', () => {
  it.each(['all', 'alt'])('?_profile=%s lists every format of every profile', async (token) => {
    const app = await startApp(sampleCatalogue(1));
    const response = await app.inject(`/datasets/d001?_profile=${token}`);
    expect(response.headers['content-type']).toContain('application/linkset+json');
    const [{ anchor, alternate }] = response.json().linkset;
    expect(anchor).toBe(`${baseUrl}/datasets/d001`);
    expect(alternate).toHaveLength(21);
    for (const { href, type, formats } of alternate) {
      const each = await app.inject(href.replace(baseUrl, ''));
      expect(each.headers['content-type'], href).toContain(type);
      expect(each.headers['content-profile'], href).toBe(`<${formats[0]}>`);
    }
  });

  it.each(['/catalog', '/dumps/catalog.ttl', agentPath])('%s has a list too', async (path) => {
    const app = await startApp(sampleCatalogue(1));
    const response = await app.inject(`${path}?_profile=all`);
    for (const { href } of response.json().linkset[0].alternate)
      expect((await app.inject(href.replace(baseUrl, ''))).statusCode, href).toBe(200);
  });

  it('names in Link headers the other formats, the other profiles and their tokens', async () => {
    const app = await startApp(sampleCatalogue(1));
    const { headers } = await app.inject('/datasets/d001.ttl?_profile=hdh-2025');
    const address = `${baseUrl}/datasets/d001`;
    for (const value of [
      `<${address}>; rel="canonical"; formats="${stored}"`,
      `<d001.ttl>; rel="alternate"; type="text/turtle"; formats="${stored}"`,
      '<d001.rdf?_profile=hdh-2025>; rel="alternate"; type="application/rdf+xml",',
      `<d001.ttl?_profile=dcat-ap-3.0.1>; rel="alternate"; type="text/turtle"; formats="${dcatAp}"`,
      `token="hdh-2025"; anchor="${hdh}"`,
    ])
      expect(headers.link).toContain(value);
  });
});

describe('each channel in a profile', () => {
  it('pages the catalogue in the profile it was asked for, to the last page', async () => {
    const app = await startApp(sampleCatalogue(120));
    let pages = 0;
    let next: string | undefined = '/catalog?_profile=dcat-ap-3.0.1';
    while (next) {
      const response: Awaited<ReturnType<typeof app.inject>> = await app.inject({
        url: next.replace(baseUrl, ''),
        headers: { accept: 'application/n-triples' },
      });
      expect(response.headers['content-profile']).toBe(`<${dcatAp}>`);
      pages += 1;
      next = new Parser()
        .parse(response.body)
        .find(({ predicate }) => predicate.value.endsWith('hydra/core#next'))?.object.value;
      if (next) expect(response.headers.link).toContain(`<${next}>; rel="next"`);
    }
    expect(pages).toBe(3);
  });

  it('has an entity tag of its own for each profile', async () => {
    const app = await startApp(sampleCatalogue(1));
    const tags = await Promise.all(
      targets.map(
        async ({ id }) => (await app.inject(`/datasets/d001.ttl?_profile=${id}`)).headers.etag,
      ),
    );
    expect(new Set(tags).size).toBe(3);
    const headers = { 'if-none-match': String(tags[1]) };
    const again = await app.inject({ url: '/datasets/d001.ttl?_profile=hdh-2025', headers });
    const other = await app.inject({ url: '/datasets/d001.ttl', headers });
    expect([again.statusCode, other.statusCode]).toEqual([304, 200]);
  });

  it('dumps the whole catalogue as the documents have it, and compresses that', async () => {
    const app = await startApp(sampleCatalogue(3));
    const dump = (await app.inject('/dumps/catalog.nt?_profile=hdh-2025')).body;
    const document = (await app.inject('/datasets/d002.nt?_profile=hdh-2025')).body;
    expect(document.length).toBeGreaterThan(100);
    expect(dump).toContain(document);
    const gzip = await app.inject('/dumps/catalog.nt.gz?_profile=hdh-2025');
    expect(gunzipSync(gzip.rawPayload).toString()).toBe(dump);
    expect((await app.inject('/dumps/catalog.nt')).body).not.toBe(dump);
  });

  it('leaves the checksum of /status to the profile that is stored', async () => {
    const app = await startApp(sampleCatalogue(1));
    const before = (await app.inject('/status')).json().checksum;
    await app.inject('/dumps/catalog.nq?_profile=hdh-2025');
    expect((await app.inject('/status')).json().checksum).toEqual(before);
  });
});
