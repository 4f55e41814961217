import { Parser } from 'n3';
import { describe, expect, it } from 'vitest';
import { memoryCatalogue } from '../support/memory-catalogue.ts';
import { baseUrl } from '../support/sample-catalogue.ts';
import { startApp } from './support.ts';

const ask = (app: Awaited<ReturnType<typeof startApp>>, url: string, accept?: string) =>
  app.inject({ url, headers: accept === undefined ? {} : { accept } });

describe('vocabularies and profiles', () => {
  it('are listed in the reader’s language', async () => {
    const app = await startApp(memoryCatalogue());
    const french = await ask(app, '/fr/vocabularies', 'text/html');
    expect(french.statusCode).toBe(200);
    expect(french.body).toContain('Nomenclatures sans code dans la liste européenne');
    const english = await ask(app, '/en/profiles', 'text/html');
    expect(english.body).toContain('HealthDCAT-AP Release 8');
  });

  it('show each concept under the fragment of its IRI', async () => {
    const app = await startApp(memoryCatalogue());
    const { body, headers } = await ask(app, '/vocabularies/coding-system-fr', 'text/html');
    expect(headers['vary']).toBe('Accept, Accept-Language');
    expect(body).toContain('id="CCAM"');
    expect(body).toContain('Classification commune des actes médicaux');
  });

  it.each([
    ['/vocabularies/coding-system-fr', 'text/turtle'],
    ['/vocabularies/coding-system-fr.ttl', undefined],
    ['/vocabularies/coding-system-fr.nt', undefined],
  ])('are RDF at %s as %s', async (url, accept) => {
    const app = await startApp(memoryCatalogue());
    const { body, statusCode } = await ask(app, url, accept);
    expect(statusCode).toBe(200);
    const concepts = new Parser()
      .parse(body)
      .filter(({ object }) => object.value.endsWith('core#Concept'));
    expect(concepts.map(({ subject }) => subject.value)).toContain(
      `${baseUrl}/vocabularies/coding-system-fr#CCAM`,
    );
  });

  it.each(['ttl', 'jsonld', 'rdf', 'nt', 'nq', 'trig'])('give the shapes as %s', async (suffix) => {
    const app = await startApp(memoryCatalogue());
    const { body, statusCode } = await ask(app, `/profiles/healthdcat-ap-8.${suffix}`);
    expect(statusCode).toBe(200);
    expect(body).toContain('Dataset-spatial-list');
  });

  it('have an entity tag of their content', async () => {
    const app = await startApp(memoryCatalogue());
    const url = '/vocabularies/frequency.ttl';
    const tag = String((await ask(app, url)).headers['etag']);
    const again = await app.inject({ url, headers: { 'if-none-match': tag } });
    expect(again.statusCode).toBe(304);
    expect((await ask(app, '/vocabularies/frequency.nt')).headers['etag']).not.toBe(tag);
    expect((await ask(app, '/vocabularies/language.ttl')).headers['etag']).not.toBe(tag);
  });

  it('are not found under other names, in any form', async () => {
    const app = await startApp(memoryCatalogue());
    for (const url of ['/vocabularies/nothing', '/profiles/..%2f..%2fconfig.ttl', '/fr/profiles/x'])
      expect((await ask(app, url)).statusCode, url).toBe(404);
  });
});
