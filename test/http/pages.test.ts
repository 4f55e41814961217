import { describe, expect, it } from 'vitest';
import { sampleCatalogue, sampleDataset } from '../support/sample-catalogue.ts';
import { startApp } from './support.ts';

const html = { accept: 'text/html' };

describe('public pages', () => {
  it('speaks French by default, English when asked, and either by prefix', async () => {
    const app = await startApp(sampleCatalogue(1));
    const languageOf = async (url: string, language?: string) => {
      const headers = language ? { 'accept-language': language } : {};
      return (await app.inject({ url, headers })).headers['content-language'];
    };
    expect(await languageOf('/')).toBe('fr');
    expect(await languageOf('/', 'en-GB,en;q=0.9,fr;q=0.1')).toBe('en');
    expect(await languageOf('/', 'de')).toBe('fr');
    expect(await languageOf('/en/', 'fr')).toBe('en');
    expect(await languageOf('/fr', 'en')).toBe('fr');
    expect(await languageOf('/datasets/d001', 'en')).toBe('en');
  });

  it('finds by words, access, source and category, and keeps the choice while paging', async () => {
    const catalogue = sampleCatalogue(45);
    catalogue.put(sampleDataset('z', { title: 'Diabète', access: 'PUBLIC', sourceId: 'bndmr' }));
    const app = await startApp(catalogue);
    const find = async (query: string) => (await app.inject(`/fr/?${query}`)).body;
    expect(await find('q=diab%C3%A8te')).toContain('1 jeu de données');
    expect(await find('access=PUBLIC')).toContain('Diabète');
    expect(await find('source=bndmr&category=RQSH')).toContain('1 jeu de données');
    expect(await find('q=introuvable')).toContain('Aucun jeu de données');
    expect(await find('access=NON_PUBLIC&page=2')).toContain('/fr/?access=NON_PUBLIC&amp;page=3');
  });

  it('shows a dataset in plain words with its formats and marks languages', async () => {
    const app = await startApp(sampleCatalogue(1));
    const { body } = await app.inject({ url: '/en/datasets/d001', headers: html });
    expect(body).toContain('<html lang="en">');
    expect(body).toContain('only after an application and a permit');
    expect(body).toContain('Cohorts, questionnaires and surveys');
    expect(body).toContain('<bdi lang="fr">Suivi de patients.</bdi>');
    expect(body).toContain('href="/datasets/d001.ttl"');
  });

  it('counts and finds the datasets that are not told in English or in French', async () => {
    const catalogue = sampleCatalogue(2);
    catalogue.put(sampleDataset('b', { title: 'Told in both', languages: ['en', 'fr'] }));
    catalogue.put(sampleDataset('e', { title: 'In English', languages: ['en'], sourceId: 'eds' }));
    const app = await startApp(catalogue);
    const page = async (url: string) => (await app.inject({ url, headers: html })).body;
    const facets = async (url: string) => (await app.inject(url)).json().facets.missing;
    expect(await facets('/api/v1/datasets')).toMatchObject([
      { value: 'en', count: 2 },
      { value: 'fr', count: 1 },
    ]);
    expect(await page('/en/?missing=en')).toContain('2 datasets');
    expect(await page('/en/?missing=fr')).toContain('In English');
    expect(await page('/en/sources/hdh')).toContain('href="/en/?source=hdh&amp;missing=en">2</a>');
    expect(await page('/en/datasets/d001')).toContain('to be translated');
    expect(await page('/en/datasets/b')).not.toContain('to be translated');
    expect(await page('/en/?missing=de')).toContain('0 datasets');
    const status = (await app.inject('/status')).json();
    expect(status.untranslated).toEqual({ fr: 1, en: 2 });
    expect(status.sources[0]).toMatchObject({ id: 'hdh', untranslated: { fr: 0, en: 2 } });
  });

  it('shows what was changed beside what the source had written', async () => {
    const catalogue = sampleCatalogue(0);
    const note = {
      kind: 'repaired',
      property: 'foaf:page',
      message: 'An address was mended',
      original: '"><script>alert(1)</script>\u202ewww.example.org',
    } as const;
    catalogue.put(sampleDataset('x', { notes: [note] }));
    const app = await startApp(catalogue);
    const { body } = await app.inject({ url: '/fr/datasets/x', headers: html });
    expect(body).toContain('La source avait écrit');
    expect(body).toContain('Corrigé');
    expect(body).toContain('&lt;script>alert(1)');
    expect(body).not.toMatch(/<script>|\u202e/);
  });

  it('shows a source with its last runs', async () => {
    const app = await startApp(sampleCatalogue(1));
    const { body } = await app.inject('/en/sources/hdh');
    expect(body).toContain('Data Hub');
    expect(body).toContain('2026-01-02 03:00 UTC');
    expect((await app.inject('/sources/none')).statusCode).toBe(404);
  });

  it('escapes hostile text, refuses hostile links and keeps directions apart', async () => {
    const catalogue = sampleCatalogue(0);
    catalogue.put(
      sampleDataset('x', {
        title: '</title><script>alert(1)</script>\u202egnp.exe',
        description: '"><img src=x onerror=alert(1)>',
        landingPage: 'javascript:alert(1)',
      }),
    );
    const app = await startApp(catalogue);
    for (const url of ['/fr/datasets/x', '/fr/', '/fr/?q=%22%3E%3Cscript%3E']) {
      const page = await app.inject({ url, headers: html });
      // Data blocks hold no `<`, so none of them can end before its own end tag.
      const body = page.body.replaceAll(
        /<script type="application\/ld\+json">[^<]*<\/script>/g,
        '',
      );
      expect(body).not.toMatch(/<script|<img|href="javascript|\u202e/i);
    }
  });

  it('sends a strict content security policy and no stack trace', async () => {
    const app = await startApp(sampleCatalogue(1));
    const { headers } = await app.inject('/fr/');
    expect(headers['content-security-policy']).toContain("script-src 'self'");
    expect(headers['content-security-policy']).not.toContain('unsafe');
    const missing = await app.inject({ url: '/nowhere', headers: html });
    expect(missing.statusCode).toBe(404);
    expect(missing.body).toContain('NOT_FOUND');
  });

  it('says what is wrong and what to do in the language of the page, and marks what is not', async () => {
    const app = await startApp(sampleCatalogue(1));
    const headers = { ...html, 'accept-language': 'en' };
    const french = await app.inject({ url: '/fr/datasets/unknown', headers });
    expect(french.headers['content-language']).toBe('fr');
    expect(french.body).toContain('<h1>Il n’y a rien à cette adresse</h1>');
    expect(french.body).toContain('lang="en">The catalogue has no dataset of this id.');
    expect(french.body).toContain('Vérifier l’adresse');
    const english = await app.inject({
      url: '/en/nowhere',
      headers: { ...html, 'accept-language': 'fr' },
    });
    expect(english.body).toContain('<h1>There is nothing at this address</h1>');
    expect(english.body).toContain('Check the address');
  });

  it('hides the cause of its own failures', async () => {
    const catalogue = sampleCatalogue(1);
    const broken = { ...catalogue, dataset: () => Promise.reject(new Error('secret password')) };
    const app = await startApp(broken);
    const response = await app.inject('/datasets/d001.ttl');
    expect([response.statusCode, response.json().code]).toEqual([500, 'INTERNAL']);
    expect(response.body).not.toContain('secret');
  });

  it('serves its theme', async () => {
    const app = await startApp(sampleCatalogue(0));
    const response = await app.inject('/assets/theme.css');
    expect(response.headers['content-type']).toContain('text/css');
    expect((await app.inject('/assets/../app.ts')).statusCode).toBe(404);
  });
});
