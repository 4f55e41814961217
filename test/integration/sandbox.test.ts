import { Parser, type Quad } from 'n3';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { dcat, dct, hydra, ldp, rdf } from '../../src/rdf/vocabularies.ts';
import { type Endpoint, type Sandbox, startSandbox } from '../sandbox/index.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterEach(() => sandbox.switches.clear());
afterAll(() => sandbox.close());

const text = async (url: string): Promise<string> => (await fetch(url)).text();
const json = async (url: string): Promise<unknown> => (await fetch(url)).json();
const turtle = (body: string, baseIRI: string): Quad[] => new Parser({ baseIRI }).parse(body);
const quads = async (url: string): Promise<Quad[]> => turtle(await text(url), url);

const objects = (graph: readonly Quad[], predicate: { value: string }): string[] =>
  graph
    .filter((quad) => quad.predicate.value === predicate.value)
    .map(({ object }) => object.value);
const typedAs = (graph: readonly Quad[], type: { value: string }): string[] =>
  graph
    .filter(({ predicate, object }) => predicate.equals(rdf.type) && object.value === type.value)
    .map(({ subject }) => subject.value);

interface Search {
  readonly result: {
    readonly found: number;
    readonly total: number;
    readonly limit: number;
    readonly offset: number;
    readonly rows: readonly { readonly idno: string; readonly title: string }[];
  };
}

/** The sandbox's own answer, whose shape this file checks field by field. */
const search = async (query: string): Promise<Search['result']> =>
  ((await json(`${sandbox.urls.franceCohortes}/index.php/api/catalog/search?${query}`)) as Search)
    .result;

const recordUrl = (idno: string): string =>
  `${sandbox.urls.franceCohortes}/index.php/api/catalog/${idno}`;

/** Every address that a whole walk of an endpoint asks for. */
async function walk(endpoint: Endpoint): Promise<string[]> {
  const url = sandbox.urls[endpoint];
  switch (endpoint) {
    case 'bndmr':
      return [
        url,
        `${url}/catalog/bndmr`,
        `${url}/catalog/registres`,
        `${url}/catalog/bndmr/page/dataset?page=1&size=10`,
        ...sandbox.switches.keys('bndmr').map((key) => `${url}/dataset/${key}`),
      ];
    case 'franceCohortes':
      return [
        `${url}/index.php/api/catalog/search?ps=100&page=1`,
        ...(await search('ps=1000')).rows.map(({ idno }) => recordUrl(idno)),
      ];
    case 'hdh':
      return [url, `${url}?page=2`];
    case 'eds':
      return [
        url,
        `${url}inventaire-eds.csv`,
        ...sandbox.switches
          .keys('eds')
          .filter((key) => key.startsWith('eds-') && !key.includes(' '))
          .slice(0, 12)
          .map((key) => `${url}${key}.ttl`),
      ];
  }
}

describe('the rare-disease endpoint', () => {
  it('walks from its root over two catalogues to 20 datasets on 0-based pages', async () => {
    const root = await quads(sandbox.urls.bndmr);
    const catalogues = objects(root, ldp.contains);
    expect(catalogues).toHaveLength(2);

    const found: string[] = [];
    let pages = 0;
    for (const catalogue of catalogues) {
      let next: string | undefined = `${catalogue}/page/dataset?page=0&size=10`;
      while (next !== undefined) {
        const response: Response = await fetch(next);
        pages += 1;
        found.push(...objects(turtle(await response.text(), next), ldp.contains));
        next = /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
      }
    }
    expect(pages).toBe(3);
    expect(found).toHaveLength(21);
    expect(new Set(found).size).toBe(20);
  });

  it('shows only the first and last links on a page that is alone', async () => {
    const { headers } = await fetch(`${sandbox.urls.bndmr}/catalog/registres/page/dataset?page=0`);
    const relations = [...(headers.get('link') ?? '').matchAll(/rel="(\w+)"/g)].map(([, r]) => r);
    expect(relations).toEqual(['first', 'last']);
  });

  it('breaks the Turtle of one dataset and of no other', async () => {
    const broken: string[] = [];
    for (const key of sandbox.switches.keys('bndmr')) {
      const url = `${sandbox.urls.bndmr}/dataset/${key}`;
      const body = await text(url);
      try {
        turtle(body, url);
      } catch {
        broken.push(key);
      }
    }
    expect(broken).toEqual(['orkid']);
  });

  it('serves every distribution that a dataset names', async () => {
    const dataset = await quads(`${sandbox.urls.bndmr}/dataset/bndmr-counts`);
    const distributions = objects(dataset, dcat.distribution);
    expect(distributions).toHaveLength(2);
    for (const distribution of distributions)
      expect(objects(await quads(distribution), dcat.accessURL)).toEqual(['https://www.bndmr.fr']);
  });

  it('answers 404 for a dataset it does not have', async () => {
    expect((await fetch(`${sandbox.urls.bndmr}/dataset/none`)).status).toBe(404);
  });
});

describe('the cohort endpoint', () => {
  it('lists 120 studies in two languages but one, on 1-based pages', async () => {
    const pages = await Promise.all([1, 2, 3, 4].map((page) => search(`ps=100&page=${page}`)));
    expect(pages.map(({ offset, rows }) => [offset, rows.length])).toEqual([
      [0, 100],
      [100, 100],
      [200, 39],
      [300, 0],
    ]);
    expect(pages.map(({ found, total, limit }) => [found, total, limit])).toEqual(
      Array(4).fill([239, 239, 100]),
    );
    const idnos = pages.flatMap(({ rows }) => rows.map(({ idno }) => idno));
    expect(new Set(idnos).size).toBe(239);
    expect(new Set(idnos.map((idno) => idno.replace(/-(fr|en)$/, ''))).size).toBe(120);
  });

  it('answers records by identifier in any case, and 400 for one that is listed but gone', async () => {
    await expect(json(recordUrl('fresh-pef3162-FR'))).resolves.toMatchObject({
      status: 'success',
      dataset: {
        idno: 'FRESH-PEF3162-fr',
        link_study: 'FRESH-PEF3162',
        published: 1,
        metadata: { study_desc: { method: { data_collection: { response_rate: '98 995' } } } },
      },
    });
    for (const language of ['fr', 'en']) {
      const response = await fetch(recordUrl(`FReSH-95001-${language}`));
      expect(response.status).toBe(400);
      expect(await response.json()).toEqual({ status: 'failed', message: 'IDNO-NOT-FOUND' });
    }
  });

  it('plants one unpublished study, one without title and two of undefined access', async () => {
    const idnos = (await search('ps=1000')).rows.map(({ idno }) => idno);
    const bodies = await Promise.all(
      idnos.filter((idno) => idno.endsWith('-fr')).map(async (idno) => text(recordUrl(idno))),
    );
    const having = (part: string) => bodies.filter((body) => body.includes(part)).length;
    expect(having('"published":0')).toBe(1);
    expect(having('"title":""')).toBe(1);
    expect(having('A définir')).toBe(2);
    expect(having('&#x27;')).toBeGreaterThan(80);
    expect(having('100000000000000005366162204393472')).toBeGreaterThan(3);
  });

  it('sends no validators', async () => {
    const { headers } = await fetch(recordUrl('FRESH-PEF3395-fr'));
    expect(headers.get('etag')).toBeNull();
    expect(headers.get('last-modified')).toBeNull();
  });
});

describe('the national endpoint', () => {
  it('announces 35 datasets and links its two pages by IRIs', async () => {
    const first = await quads(sandbox.urls.hdh);
    expect(objects(first, hydra.totalItems)).toEqual(['35']);
    expect(objects(first, hydra.next)).toEqual([`${sandbox.urls.hdh}?page=2`]);
    const second = await text(`${sandbox.urls.hdh}?page=2`);
    expect(second).not.toContain('hydra:next');
    expect(typedAs(first, dcat.Dataset)).toHaveLength(20);
    expect(second.match(/a dcat:Dataset/g)).toHaveLength(15);
  });

  it('has two statements that no parser reads; without them the page is valid', async () => {
    const url = `${sandbox.urls.hdh}?page=2`;
    const body = await text(url);
    expect(() => turtle(body, url)).toThrow();
    expect(() => turtle(body.replace('@fr_FR', '@fr'), url)).toThrow();
    expect(() => turtle(body.replace('fiche de la base', 'fiche'), url)).toThrow();
    const repaired = turtle(
      body.replace('@fr_FR', '@fr').replace('fiche de la base', 'fiche'),
      url,
    );
    expect(typedAs(repaired, dcat.Dataset)).toHaveLength(15);
  });

  it('gives one dataset two access rights and one a table of 20 columns', async () => {
    const second = await text(`${sandbox.urls.hdh}?page=2`);
    expect(second.match(/dct:accessRights \S+ , \S+ ;/g)).toHaveLength(1);
    const first = await text(sandbox.urls.hdh);
    const dcir = first.slice(
      first.indexOf('dataset/dcir>\n'),
      first.indexOf('dataset/pmsi-mco>\n'),
    );
    expect(dcir.match(/a csvw:Column/g)).toHaveLength(20);
  });

  it('speaks Release 8, Release 7 and the draft', async () => {
    const all = (await text(sandbox.urls.hdh)) + (await text(`${sandbox.urls.hdh}?page=2`));
    for (const word of [
      'https://hdeu-dcat.data.health.europa.eu/',
      'https://hdeu-dcat.acceptance.data.health.europa.eu/',
      'http://13.81.34.152:1101/',
      'dqv:hasLegalBasis',
      'healthdcatap:trustedDataHolder',
      'csvw:titles',
      'access-right/PUBLIC',
      'access-right/RESTRICTED',
      'access-right/NON_PUBLIC',
    ])
      expect(all).toContain(word);
  });
});

describe('the warehouse endpoint', () => {
  it('lists 12 valid Turtle files and one sheet', async () => {
    const names = [...(await text(sandbox.urls.eds)).matchAll(/href="([^"?/]+)"/g)].map(
      ([, name]) => name ?? '',
    );
    expect(names.filter((name) => name.endsWith('.csv'))).toEqual(['inventaire-eds.csv']);
    const files = names.filter((name) => name.endsWith('.ttl'));
    expect(files).toHaveLength(12);
    for (const name of files) {
      const [subject] = typedAs(await quads(sandbox.urls.eds + name), dcat.Dataset);
      expect(subject).toBe(`dataset:${name.replace('.ttl', '')}`);
    }
  });

  it('has a sheet of 125 rows in windows-1252 with semicolons and CRLF', async () => {
    const response = await fetch(`${sandbox.urls.eds}inventaire-eds.csv`);
    expect(response.headers.get('content-type')).toBe('text/csv');
    const bytes = await response.arrayBuffer();
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow();
    const lines = new TextDecoder('windows-1252').decode(bytes).split('\r\n');
    expect(lines).toHaveLength(127);
    expect(lines[0]).toMatch(/^Organisme;Nom de l'entrepôt;N° autorisation CNIL;/);
    expect(lines.filter((line) => line.startsWith('CHU de Lille;INCLUDE;'))).toHaveLength(2);
    // Cells that hold a semicolon are quoted, except in the stray row.
    const ragged = lines.slice(0, -1).filter((line) => cells(line) !== 10);
    expect(ragged.map((line) => line.split(';')[1])).toEqual(['EDS CH Cholet']);
  });
});

const cells = (line: string): number => line.replace(/"[^"]*"/g, '').split(';').length;

describe('every endpoint', () => {
  const endpoints = ['bndmr', 'franceCohortes', 'hdh', 'eds'] as const;

  it.each(endpoints)('%s has distinct keys', (endpoint) => {
    const keys = sandbox.switches.keys(endpoint);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it.each(endpoints)('%s answers the same bytes to the same requests', async (endpoint) => {
    for (const url of await walk(endpoint)) {
      const [once, twice] = [await fetch(url), await fetch(url)];
      expect(once.headers.get('etag')).toBe(twice.headers.get('etag'));
      expect(
        Buffer.from(await once.arrayBuffer()).equals(Buffer.from(await twice.arrayBuffer())),
      ).toBe(true);
    }
  });

  it('names no mail address outside example.org and example', async () => {
    for (const endpoint of endpoints)
      for (const url of await walk(endpoint))
        for (const [mail] of (await text(url)).matchAll(/[\w.-]+@[a-z][\w.-]+\.[a-z]+/g))
          expect(mail).toMatch(/\.example(\.org)?$|@example\.org$/);
  });

  it.each(['bndmr', 'hdh', 'eds'] as const)('%s honours conditional requests', async (endpoint) => {
    const url = sandbox.urls[endpoint];
    const { headers } = await fetch(url);
    const etag = headers.get('etag') ?? '';
    const since = headers.get('last-modified') ?? '';
    expect((await fetch(url, { headers: { 'If-None-Match': etag } })).status).toBe(304);
    expect((await fetch(url, { headers: { 'If-Modified-Since': since } })).status).toBe(304);
    sandbox.switches.add(endpoint);
    const stale = { 'If-Modified-Since': since };
    expect((await fetch(url, { headers: stale })).status).toBe(200);
  });
});

describe('the switches', () => {
  it('remove, change and add datasets until they are cleared', async () => {
    const before = await text(sandbox.urls.hdh);
    sandbox.switches.remove('hdh', 'pmsi-had');
    sandbox.switches.change('hdh', 'dcir');
    const key = sandbox.switches.add('hdh');
    const graph = await quads(sandbox.urls.hdh);
    expect(objects(graph, hydra.totalItems)).toEqual(['35']);
    expect(typedAs(graph, dcat.Dataset)).not.toContain(
      'https://catalogue.sante.example/dataset/pmsi-had',
    );
    expect(objects(graph, dct.title)).toContain(
      'Datamart de consommation inter-régimes (révision 1)',
    );
    expect(await text(`${sandbox.urls.hdh}?page=2`)).toContain(`/dataset/${key}>`);
    sandbox.switches.clear();
    expect(await text(sandbox.urls.hdh)).toBe(before);
  });

  it.each([
    ['bndmr', 'filnemus', (url: string) => `${url}/dataset/filnemus`, 404],
    [
      'franceCohortes',
      'FRESH-PEF3395',
      (url: string) => `${url}/index.php/api/catalog/FRESH-PEF3395-fr`,
      400,
    ],
    ['eds', 'eds-pmsi', (url: string) => `${url}eds-pmsi.ttl`, 404],
  ] as const)('take a dataset of %s away', async (endpoint, key, address, status) => {
    const url = address(sandbox.urls[endpoint]);
    expect((await fetch(url)).status).toBe(200);
    sandbox.switches.remove(endpoint, key);
    expect((await fetch(url)).status).toBe(status);
    expect(sandbox.switches.keys(endpoint)).not.toContain(key);
  });

  it('refuse a key that is not there', () => {
    expect(() => sandbox.switches.remove('hdh', 'unknown')).toThrow(RangeError);
  });

  it('plant a failure a given number of times on matching paths only', async () => {
    sandbox.switches.fail('hdh', { path: /page=2/, status: 503, times: 1 });
    expect((await fetch(sandbox.urls.hdh)).status).toBe(200);
    expect((await fetch(`${sandbox.urls.hdh}?page=2`)).status).toBe(503);
    expect((await fetch(`${sandbox.urls.hdh}?page=2`)).status).toBe(200);
    expect(sandbox.switches.requests('hdh').map(({ path, status }) => [path, status])).toEqual([
      ['/catalogue.ttl', 200],
      ['/catalogue.ttl?page=2', 503],
      ['/catalogue.ttl?page=2', 200],
    ]);
  });

  it('end failures without undoing edits', async () => {
    sandbox.switches.remove('hdh', 'dcir');
    sandbox.switches.fail('hdh', { status: 500 });
    sandbox.switches.mend();
    expect(objects(await quads(sandbox.urls.hdh), hydra.totalItems)).toEqual(['34']);
  });

  it('imitate a sign-in page, an empty answer and a document cut in half', async () => {
    const whole = await text(sandbox.urls.hdh);
    sandbox.switches.fail('hdh', { mode: 'login-page' });
    const login = await fetch(sandbox.urls.hdh);
    expect(login.status).toBe(200);
    expect(login.headers.get('content-type')).toMatch(/^text\/html/);
    sandbox.switches.fail('hdh', { mode: 'empty' });
    expect(await text(sandbox.urls.hdh)).toBe('');
    sandbox.switches.fail('hdh', { mode: 'half-document' });
    const half = await text(sandbox.urls.hdh);
    expect(half.length).toBeLessThan(whole.length);
    expect(whole.startsWith(half.slice(0, 1000))).toBe(true);
  });

  it('break the connection, redirect for ever, or never answer', async () => {
    sandbox.switches.fail('hdh', { mode: 'truncate' });
    await expect(text(sandbox.urls.hdh)).rejects.toThrow();
    sandbox.switches.fail('hdh', { mode: 'redirect-loop' });
    await expect(fetch(sandbox.urls.hdh)).rejects.toThrow();
    sandbox.switches.fail('hdh', { mode: 'timeout' });
    await expect(fetch(sandbox.urls.hdh, { signal: AbortSignal.timeout(150) })).rejects.toThrow(
      /timeout/,
    );
  });

  it('lie about the charset and pack much into little', async () => {
    sandbox.switches.fail('hdh', { mode: 'wrong-charset', times: 1 });
    const lying = await fetch(sandbox.urls.hdh);
    expect(lying.headers.get('content-type')).toBe('text/turtle; charset=utf-8');
    const bytes = await lying.arrayBuffer();
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow();
    sandbox.switches.fail('hdh', { mode: 'oversize' });
    const bomb = await fetch(sandbox.urls.hdh);
    let unpacked = 0;
    // A fetch Response of status 200 with a body always has one.
    for await (const chunk of bomb.body as ReadableStream<Uint8Array>) unpacked += chunk.length;
    expect(unpacked).toBe(128 * 1024 * 1024);
  });
});
