import { parse } from 'csv-parse/sync';
import { Parser } from 'n3';
import { describe, expect, it } from 'vitest';
import { sampleCatalogue, sampleDataset } from '../support/sample-catalogue.ts';
import { startApp } from './support.ts';

function mixedCatalogue() {
  const catalogue = sampleCatalogue(0);
  catalogue.put(sampleDataset('a', { title: 'Asthme', access: 'PUBLIC', sourceId: 'eds' }));
  catalogue.put(sampleDataset('b', { title: 'Bronchite', access: 'RESTRICTED' }));
  catalogue.put(sampleDataset('c', { title: 'Cancer & <i>sein</i>' }));
  return catalogue;
}

describe('the search page', () => {
  it('adds and removes values by links alone, and keeps words, order and other filters', async () => {
    const app = await startApp(mixedCatalogue());
    const { body } = await app.inject(
      '/fr/?q=suivi&access=PUBLIC&access=RESTRICTED&sort=newest&page=1',
    );
    expect(body).toContain('2 jeux de données');
    expect(body).toContain('href="/fr/?q=suivi&amp;access=RESTRICTED&amp;sort=newest"');
    const third = 'access=PUBLIC&amp;access=RESTRICTED&amp;access=NON_PUBLIC';
    expect(body).toContain(`href="/fr/?q=suivi&amp;${third}&amp;sort=newest"`);
    expect(body).toContain('<input type="hidden" name="access" value="RESTRICTED"/>');
    expect(body).toContain('<input type="hidden" name="sort" value="newest"/>');
    expect(body).toContain('hreflang="en">English');
    expect(body).toContain('/en/?q=suivi&amp;access=PUBLIC&amp;access=RESTRICTED&amp;sort=newest');
  });

  it('keeps a value that nothing has among the filters, so that it can be removed', async () => {
    const app = await startApp(mixedCatalogue());
    const found = (await app.inject('/api/v1/datasets?region=XXX')).json();
    expect(found.total).toBe(0);
    const { statusCode, body } = await app.inject('/en/?access=SECRET%22%3E%3Cscript%3E');
    expect(statusCode).toBe(200);
    expect(body).not.toContain('<script');
  });

  it('refuses parameters out of bounds with a problem and ignores those it does not know', async () => {
    const app = await startApp(mixedCatalogue());
    const many = Array.from({ length: 31 }, (_, n) => `holder=${n}`).join('&');
    for (const query of ['page=0', 'page=x', 'sort=random', `q=${'a'.repeat(201)}`, many]) {
      const response = await app.inject(`/api/v1/datasets?${query}`);
      expect([query.slice(0, 20), response.statusCode, response.json().code]).toEqual([
        query.slice(0, 20),
        400,
        'BAD_REQUEST',
      ]);
    }
    expect((await app.inject('/fr/?utm_source=mail&fbclid=1')).statusCode).toBe(200);
    expect((await app.inject('/api/v1/datasets?pageSize=101')).statusCode).toBe(400);
  });

  it('marks the words found and escapes everything around them', async () => {
    const app = await startApp(mixedCatalogue());
    const { body } = await app.inject('/fr/?q=cancer');
    expect(body).toContain('<mark>Cancer</mark> &amp; &lt;i>');
    expect(body).not.toContain('<i>');
  });
});

describe('the search as JSON', () => {
  it('pages with links and counts each facet in both languages', async () => {
    const app = await startApp(mixedCatalogue());
    const first = await app.inject('/api/v1/datasets?pageSize=2&sort=title');
    const { total, pages, items, facets, links } = first.json();
    expect({ total, pages, ids: items.map(({ id }: { id: string }) => id) }).toEqual({
      total: 3,
      pages: 2,
      ids: ['a', 'b'],
    });
    expect(facets.category).toEqual([
      {
        value: 'RQSH',
        label: {
          fr: 'Cohortes, questionnaires et enquêtes',
          en: 'Cohorts, questionnaires and surveys',
        },
        count: 3,
        isChosen: false,
      },
    ]);
    expect(links.next).toBe('http://localhost:8080/api/v1/datasets?sort=title&page=2&pageSize=2');
    expect(first.headers['link']).toContain('rel="next"');
    expect(first.headers['access-control-allow-origin']).toBe('*');
    const second = (
      await app.inject(new URL(links.next).pathname + new URL(links.next).search)
    ).json();
    expect(second.items.map(({ id }: { id: string }) => id)).toEqual(['c']);
    expect(second.links).not.toHaveProperty('next');
  });
});

describe('exports of a search', () => {
  it('gives a table that spreadsheets read and cannot run', async () => {
    const catalogue = mixedCatalogue();
    catalogue.put(
      sampleDataset('x', { title: '=HYPERLINK("http://bad.example")', access: 'PUBLIC' }),
    );
    const app = await startApp(catalogue);
    const response = await app.inject('/datasets.csv?access=PUBLIC');
    expect(response.headers['content-type']).toContain('text/csv');
    const rows = parse(response.body, { bom: true, columns: true }) as Record<string, string>[];
    expect(rows.map((row) => row['title_fr'])).toEqual([
      'Asthme',
      '\'=HYPERLINK("http://bad.example")',
    ]);
    expect(rows[0]).toMatchObject({ holder: 'Institut exemple', individuals: '42', source: 'eds' });
  });

  it('gives the union of the graphs found, in every RDF format', async () => {
    const catalogue = mixedCatalogue();
    const app = await startApp(catalogue);
    const { body: lines } = await app.inject('/datasets.nt?access=PUBLIC&access=RESTRICTED');
    const expected = [];
    for (const id of ['a', 'b']) expected.push((await catalogue.dataset(id))?.ntriples);
    expect(lines).toBe(expected.join(''));
    const turtle = await app.inject('/datasets.ttl?access=PUBLIC&access=RESTRICTED');
    expect(new Parser().parse(turtle.body)).toHaveLength(lines.trim().split('\n').length);
    for (const suffix of ['jsonld', 'rdf', 'nq', 'trig']) {
      const { statusCode, body } = await app.inject(`/datasets.${suffix}?q=asthme`);
      expect([suffix, statusCode, body.includes('Asthme')]).toEqual([suffix, 200, true]);
    }
    expect((await app.inject('/datasets?q=asthme')).headers['location']).toContain('/?q=asthme');
  });
});

describe('the changes of the catalogue', () => {
  it('are listed by day, the latest first, withdrawn datasets among them, page by page', async () => {
    const catalogue = sampleCatalogue(101);
    catalogue.put(sampleDataset('z', { title: 'Le tout dernier' }));
    catalogue.remove('http://localhost:8080/datasets/d001');
    const app = await startApp(catalogue);
    const { body } = await app.inject('/fr/changes');
    expect(body).toContain('2 janvier 2026');
    expect(body.indexOf('Jeu de données retiré')).toBeLessThan(body.indexOf('Le tout dernier'));
    const next = /href="(\/fr\/changes\?before=\d+)"/.exec(body)?.[1] ?? '';
    const second = (await app.inject(next)).body;
    expect(second).toContain('Cohorte d002');
    expect(second).not.toContain('Cohorte d050<');
    expect(second).not.toContain('Changements plus anciens');
    expect(body).toContain('Changements plus anciens');
    expect((await app.inject('/en/changes')).body).toMatch(/>\d{1,2} [A-Z][a-z]+ \d{4}</);
    expect((await app.inject('/en/changes?before=yesterday')).statusCode).toBe(400);
  });
});

describe('the glossary', () => {
  it('explains terms in both languages at addresses that pages lead to', async () => {
    const app = await startApp(sampleCatalogue(1));
    for (const [language, term] of [
      ['fr', 'Organisme responsable de l’accès (HDAB)'],
      ['en', 'Health data access body (HDAB)'],
    ]) {
      expect((await app.inject(`/${language}/glossary`)).body).toContain(term);
      const dataset = (await app.inject(`/${language}/datasets/d001`)).body;
      expect(dataset).toContain(`href="/${language}/glossary#access"`);
    }
  });
});
