import { Parser } from 'n3';
import { describe, expect, it } from 'vitest';
import { bitsOf, metrics } from '../../src/model/mqa.ts';
import type { DatasetQuality, QualityReader } from '../../src/model/quality-figures.ts';
import { dqv } from '../../src/rdf/vocabularies.ts';
import { qualityReader, someFigures } from '../support/quality.ts';
import { baseUrl, sampleCatalogue } from '../support/sample-catalogue.ts';
import { startApp } from './support.ts';

const html = { accept: 'text/html' };
const lostKeyword = metrics.map(({ id }) => (id === 'keywordAvailability' ? 7 : 0));

const measured: DatasetQuality = {
  met: bitsOf(['keywordAvailability', 'categoryAvailability']),
  waiting: bitsOf(['accessUrlStatusCode']),
  applicable: bitsOf(metrics.map(({ id }) => id)) & ~bitsOf(['downloadUrlAvailability']),
  points: 60,
  earned: 60,
  attainable: 385,
  attendedOn: '2026-01-01',
  links: [
    {
      url: 'javascript:alert(1)',
      isReachable: false,
      status: null,
      problem: 'FETCH_TIMEOUT',
      checkedAt: new Date('2026-01-02T00:00:00Z'),
    },
    {
      url: 'https://example.org/a',
      isReachable: null,
      status: null,
      problem: null,
      checkedAt: null,
    },
  ],
};

const full: Partial<QualityReader> = {
  figures: async (scope, key) => {
    if (scope === 'catalogue') return someFigures('', 12, { lost: lostKeyword });
    if (scope === 'source' && key === 'hdh') return someFigures('hdh', 8);
    return scope === 'holder' && key === '<b>'
      ? someFigures('<b>', 1, { name: '<b>\u202eX' })
      : null;
  },
  sources: async () => [someFigures('hdh', 8), someFigures('gone', 4)],
  holders: async () => [someFigures('https://ror.org/1', 3, { name: '<script>"' })],
  trend: async () => [
    { day: '2026-01-01', datasets: 10, points: 1000, earned: 1000, attainable: 4000 },
    { day: '2026-01-02', datasets: 12, points: 2400, earned: 2160, attainable: 3660 },
  ],
  links: async () => ({ links: 10, reachable: 6, broken: 2 }),
  brokenLinks: async () => [
    {
      url: 'https://example.org/gone',
      isReachable: false,
      status: 404,
      problem: 'FETCH_STATUS',
      checkedAt: new Date('2026-01-02T00:00:00Z'),
      datasets: 3,
    },
  ],
  dataset: async () => measured,
};

describe('the page on quality', () => {
  it('says so when nothing was computed yet', async () => {
    const app = await startApp(sampleCatalogue(0));
    const reply = await app.inject({ url: '/en/quality' });
    expect(reply.statusCode).toBe(200);
    expect(reply.body).toContain('has not been computed yet');
  });

  it('tells grade, trend, sources and what to mend first, in both languages', async () => {
    const app = await startApp(sampleCatalogue(1), { quality: qualityReader(full) });
    const english = await app.inject({ url: '/en/quality' });
    expect(english.headers['content-language']).toBe('en');
    // 180 of 305 points per dataset.
    expect(english.body).toContain('<strong>59 %</strong>');
    expect(english.body).toContain('200 out of 405');
    expect(english.body).toContain('75 % (8 links tried)');
    expect(english.body).toContain('Add keywords');
    expect(english.body).toMatch(/<td>7<\/td><td>30<\/td><td>210<\/td>/);
    expect(english.body).toContain('href="/en/quality?source=hdh"');
    expect(english.body).toContain('Data Hub');
    expect(english.body).toContain('https://example.org/gone');
    const french = await app.inject({
      url: '/quality',
      headers: { ...html, 'accept-language': 'fr' },
    });
    expect(french.body).toContain('Ajouter des mots-clés');
    expect(french.headers['vary']).toBe('Accept, Accept-Language');
  });

  it('draws charts that say in words what they show', async () => {
    const app = await startApp(sampleCatalogue(1), { quality: qualityReader(full) });
    const { body } = await app.inject({ url: '/en/quality' });
    expect(body).toContain('aria-label="Grade of each day: 2026-01-01 25 %, 2026-01-02 59 %"');
    expect(body).toMatch(/aria-label="By dimension: Findability 100 \/ 100/);
    expect(body).not.toMatch(/<svg[^>]*style=/);
  });

  it('narrows down to a source or a holder, and knows no others', async () => {
    const app = await startApp(sampleCatalogue(1), { quality: qualityReader(full) });
    const source = await app.inject({ url: '/en/quality?source=hdh' });
    expect(source.body).toContain('<bdi>Data Hub</bdi>');
    expect(source.body).toContain('href="/fr/quality?source=hdh"');
    const holder = await app.inject({ url: `/en/quality?holder=${encodeURIComponent('<b>')}` });
    expect(holder.body).toContain('<bdi>&lt;b>X</bdi>');
    const unknown = await app.inject({ url: '/en/quality?source=none', headers: html });
    expect(unknown.statusCode).toBe(404);
    expect((await app.inject(`/en/quality?source=${'x'.repeat(101)}`)).statusCode).toBe(400);
  });

  it('escapes what sources say', async () => {
    const app = await startApp(sampleCatalogue(1), { quality: qualityReader(full) });
    for (const url of ['/en/quality', '/en/datasets/d001']) {
      const { body } = await app.inject({ url, headers: html });
      expect(body).not.toMatch(/<script(?! type="application\/ld\+json")|href="javascript|\u202e/);
    }
  });
});

describe('the quality of a dataset', () => {
  it('stands on its page: grade, questions that apply, links', async () => {
    const app = await startApp(sampleCatalogue(1), { quality: qualityReader(full) });
    const { body, headers } = await app.inject({ url: '/en/datasets/d001', headers: html });
    expect(body).toContain('<strong>16 %</strong>');
    expect(body).toContain('60 out of 405');
    expect(body).toContain('<td>Has keywords</td><td>30</td><td>Yes</td>');
    expect(body).toContain('<td>Has a download address</td><td>20</td><td>Does not apply</td>');
    expect(body).toContain(
      '<td>The access address answers</td><td>50</td><td>Link to be tried</td>',
    );
    expect(body).toContain('FETCH_TIMEOUT');
    expect(headers['link']).toContain(`<${baseUrl}/datasets/d001/quality>`);
  });

  it('is not on the page of a dataset that was not measured', async () => {
    const app = await startApp(sampleCatalogue(1));
    const { body } = await app.inject({ url: '/en/datasets/d001', headers: html });
    expect(body).not.toContain('id="grade"');
  });

  it.each(['ttl', 'nt', 'jsonld', 'rdf', 'nq', 'trig'])(
    'is published as DQV in %s',
    async (suffix) => {
      const app = await startApp(sampleCatalogue(1), { quality: qualityReader(full) });
      for (const url of [`/quality.${suffix}`, `/datasets/d001/quality.${suffix}`]) {
        const { statusCode, body, headers } = await app.inject(url);
        expect(statusCode).toBe(200);
        expect(body).toContain('keywordAvailability');
        const again = await app.inject({
          url,
          headers: { 'if-none-match': String(headers['etag']) },
        });
        expect(again.statusCode).toBe(304);
      }
    },
  );

  it('measures by every metric but those that wait for a link', async () => {
    const app = await startApp(sampleCatalogue(1), { quality: qualityReader(full) });
    const url = '/datasets/d001/quality';
    const { body, headers } = await app.inject({ url, headers: { accept: 'text/turtle' } });
    expect(headers['content-type']).toContain('text/turtle');
    const quads = new Parser().parse(body);
    const on = quads.filter(({ predicate }) => predicate.equals(dqv.computedOn));
    // 23 metrics less one that waits, and four sums.
    expect(on).toHaveLength(26);
    expect(new Set(on.map(({ object }) => object.value))).toEqual(
      new Set([`${baseUrl}/datasets/d001`]),
    );
    const value = (id: string) =>
      quads.find(
        ({ subject, predicate }) =>
          predicate.equals(dqv.value) && subject.value === `${baseUrl}${url}#${id}`,
      )?.object.value;
    expect(value('keywordAvailability')).toBe('true');
    expect(value('spatialAvailability')).toBe('false');
    expect(value('accessUrlStatusCode')).toBeUndefined();
    expect(value('score')).toBe('60');
    expect(value('attainedShare')).toBe('0.1558');
  });

  it('defines each metric it measures by, once', async () => {
    const app = await startApp(sampleCatalogue(1), { quality: qualityReader(full) });
    const definitions = new Parser().parse((await app.inject('/quality.ttl')).body);
    const defined = definitions.filter(({ object }) => object.equals(dqv.Metric));
    expect(defined).toHaveLength(27);
    const { body } = await app.inject('/datasets/d001/quality.ttl');
    for (const { predicate, object } of new Parser().parse(body)) {
      if (predicate.equals(dqv.isMeasurementOf))
        expect(defined.map(({ subject }) => subject.value)).toContain(object.value);
    }
  });

  it('leads people to its page and the unknown nowhere', async () => {
    const app = await startApp(sampleCatalogue(1), { quality: qualityReader(full) });
    const people = await app.inject({ url: '/datasets/d001/quality', headers: html });
    expect([people.statusCode, people.headers.location]).toEqual([
      303,
      `${baseUrl}/datasets/d001#grade`,
    ]);
    for (const id of ['none', '..%2f', 'a%20b'])
      expect((await app.inject(`/datasets/${id}/quality.ttl`)).statusCode).toBe(404);
  });
});

describe('the JSON on quality', () => {
  it('gives figures, metrics, what to mend, sources, holders, trend and links', async () => {
    const app = await startApp(sampleCatalogue(1), { quality: qualityReader(full) });
    const reply = await app.inject('/api/v1/quality');
    expect(reply.headers['access-control-allow-origin']).toBe('*');
    expect(reply.json()).toMatchObject({
      computedAt: '2026-01-02T03:00:00.000Z',
      maximum: 405,
      catalogue: { datasets: 12, meanPoints: 200, grade: 0.5902, rating: 'good', english: 6 },
      fixFirst: [{ metric: 'keywordAvailability', datasets: 7, gain: 210 }],
      sources: [{ key: 'hdh', name: null, datasets: 8 }, { key: 'gone' }],
      holders: [{ key: 'https://ror.org/1', name: '<script>"' }],
      trend: [{ day: '2026-01-01', grade: 0.25 }, { day: '2026-01-02' }],
      links: { links: 10, reachable: 6, broken: 2 },
    });
    expect(reply.json().metrics).toHaveLength(23);
  });

  it('has nothing to tell before the first computation', async () => {
    const app = await startApp(sampleCatalogue(1));
    const { catalogue, computedAt, fixFirst } = (await app.inject('/api/v1/quality')).json();
    expect([catalogue, computedAt, fixFirst]).toEqual([null, null, []]);
  });
});
