import { describe, expect, it } from 'vitest';
import { createHttp } from '../../../src/fetch/http.ts';
import type { PageMemory } from '../../../src/harvest/ports.ts';
import type { Gathered, Page } from '../../../src/model/record.ts';
import { gather } from '../../../src/sources/index.ts';
import { startLdes } from '../../sandbox/ldes.ts';
import { type Answer, inBrief, payloads, serveSite, sourceAt, walk } from './site.ts';

const prefixes = `@prefix as: <https://www.w3.org/ns/activitystreams#> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix ldes: <https://w3id.org/ldes#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix tree: <https://w3id.org/tree#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix e: <http://e.org/> .
`;
const page = (body: string, headers: Readonly<Record<string, string>> = {}): Answer => ({
  type: 'application/trig',
  headers,
  body: prefixes + body,
});
const dataset = (name: string, title: string) =>
  `e:${name} a dcat:Dataset ; dct:title "${title}" .`;
const at = (minute: number) =>
  `"2026-01-01T00:${String(minute).padStart(2, '0')}:00Z"^^xsd:dateTime`;
const create = (id: string, object: string, minute: number, payload: string) =>
  `e:feed tree:member e:${id} . e:${id} a as:Create ; as:object e:${object} ; as:published ${at(minute)} .
e:${id} { ${payload} }\n`;

/** Walks a feed again and again with one memory. */
function remembering(url: string) {
  const pages = new Map<string, Page>();
  const memory: PageMemory = {
    recall: async (key) => {
      const known = pages.get(key);
      return known ? { ...known, isFresh: false } : null;
    },
  };
  return async (): Promise<readonly Gathered[]> => {
    const source = sourceAt(url, 'ldes', {});
    const http = createHttp({ limits: source.limits, userAgent: 'Glaneur test' });
    const found: Gathered[] = [];
    const { signal } = new AbortController();
    try {
      for await (const item of gather({ source, http, memory, signal })) found.push(item);
    } finally {
      await http.close();
    }
    // As a run does: what was gathered is stored when the walk is over.
    for (const item of found) if (item.kind === 'page') pages.set(item.page.key, item.page);
    return found.filter(({ kind }) => kind !== 'page');
  };
}

describe('a feed of activities', () => {
  it('in JSON-LD with well-known contexts is read from its named graphs', async () => {
    const site = await serveSite((url) => ({
      '/feed': {
        type: 'application/ld+json',
        body: JSON.stringify({
          '@context': [
            'https://w3id.org/tree',
            'https://www.w3.org/ns/activitystreams',
            { dcat: 'http://www.w3.org/ns/dcat#', dct: 'http://purl.org/dc/terms/' },
          ],
          '@id': `${url}/stream`,
          '@type': 'EventStream',
          timestampPath: 'as:published',
          view: `${url}/feed`,
          member: [
            {
              '@id': `${url}/a1`,
              '@type': 'Create',
              object: 'http://e.org/a',
              published: '2026-01-01T00:00:00Z',
              '@graph': [{ '@id': 'http://e.org/a', '@type': 'dcat:Dataset', 'dct:title': 'A' }],
            },
          ],
        }),
      },
    }));
    const found = await walk(`${site.url}/feed`, 'ldes', {});
    await site.close();
    expect(inBrief(found)).toEqual(['payload http://e.org/a']);
    expect(payloads(found).get('http://e.org/a')?.body).toContain('"A"');
  });

  it('gives the latest by time, whatever the order of its pages', async () => {
    const site = await serveSite((url) => ({
      '/1': page(`e:feed tree:view <${url}/1> . <${url}/1> tree:relation [ tree:node <${url}/2> ] , [ tree:node <${url}/1> ] .
${create('new', 'a', 9, dataset('a', 'new'))}`),
      '/2': page(
        `<${url}/2> tree:relation [ tree:node <${url}/1> ] .\n${create('old', 'a', 1, dataset('a', 'old'))}`,
      ),
    }));
    const found = await walk(`${site.url}/1`, 'ldes', {});
    await site.close();
    expect(payloads(found).get('http://e.org/a')?.body).toContain('"new"');
    expect(site.asked).toEqual(['/1', '/2']);
  });

  it('says nothing of what is not there when its retention policy forgets objects', async () => {
    const site = await serveSite((url) => ({
      '/1': page(`e:feed tree:view <${url}/1> ; ldes:retentionPolicy [ a ldes:DurationAgoPolicy ; tree:value "P1Y" ] .
${create('one', 'a', 1, dataset('a', 'A'))}`),
    }));
    const found = await walk(`${site.url}/1`, 'ldes', {});
    await site.close();
    expect(inBrief(found)).toEqual(['changes-only', 'payload http://e.org/a']);
  });

  it('joins an agent announced later, and sends the dataset again', async () => {
    let more = '';
    const site = await serveSite((url) => ({
      '/1': () =>
        page(`e:feed tree:view <${url}/1> .
${create('one', 'a', 1, `${dataset('a', 'A')} e:a dct:publisher e:org .`)}${create('other', 'b', 2, dataset('b', 'B'))}${more}`),
    }));
    const next = remembering(`${site.url}/1`);
    expect(inBrief(await next())).toEqual(['payload http://e.org/a', 'payload http://e.org/b']);
    expect(inBrief(await next())).toEqual(['changes-only']);
    more = create('agent', 'org', 3, 'e:org a foaf:Agent ; foaf:name "Org" .');
    const found = await next();
    expect(inBrief(found)).toEqual(['changes-only', 'payload http://e.org/a']);
    expect(payloads(found).get('http://e.org/a')?.body).toContain('"Org"');
    more += `e:feed tree:member e:end . e:end a as:Delete ; as:object e:b ; as:published ${at(4)} .`;
    expect(inBrief(await next())).toEqual(['changes-only', 'gone http://e.org/b']);
    await site.close();
  });

  it('fails the dataset whose statement is broken, and keeps its page to be read again', async () => {
    const site = await serveSite((url) => ({
      '/1': {
        type: 'application/n-quads',
        body: `<http://e.org/feed> <https://w3id.org/tree#view> <${url}/1> .
<http://e.org/feed> <https://w3id.org/tree#member> <http://e.org/m1> .
<http://e.org/m1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://www.w3.org/ns/activitystreams#Create> .
<http://e.org/m1> <https://www.w3.org/ns/activitystreams#object> <http://e.org/a> .
<http://e.org/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/dcat#Dataset> <http://e.org/m1> .
<http://e.org/a> <http://www.w3.org/ns/dcat#landingPage> <http://e.org/a page> <http://e.org/m1> .
`,
      },
    }));
    const next = remembering(`${site.url}/1`);
    expect(inBrief(await next())).toEqual(['failed http://e.org/a PARSE_IRI']);
    await site.close();
  });
});

describe('a feed of versions', () => {
  it('gives the objects under their own IRI, tombstones as deletions', async () => {
    const version = (id: string, object: string, minute: number, rest: string) =>
      `e:feed tree:member e:${id} . e:${id} dct:isVersionOf e:${object} ; prov:generatedAtTime ${at(minute)} ; ${rest} .\n`;
    const site = await serveSite((url) => ({
      '/1': page(`e:feed tree:view <${url}/1> ; ldes:versionOfPath dct:isVersionOf ; ldes:timestampPath prov:generatedAtTime .
${version('a-1', 'a', 1, 'a dcat:Dataset ; dct:title "first"')}
${version('a-2', 'a', 2, 'a dcat:Dataset ; dct:title "second" ; dct:publisher [ a foaf:Agent ; foaf:name "Org" ]')}
${version('b-1', 'b', 1, 'a dcat:Dataset ; dct:title "B"')}
${version('b-2', 'b', 2, 'a as:Tombstone')}`),
    }));
    const found = await walk(`${site.url}/1`, 'ldes', {});
    await site.close();
    expect(inBrief(found)).toEqual(['gone http://e.org/b', 'payload http://e.org/a']);
    const body = payloads(found).get('http://e.org/a')?.body;
    expect(body).toContain('<http://e.org/a> <http://purl.org/dc/terms/title> "second"');
    expect(body).toContain('"Org"');
    expect(body).not.toContain('isVersionOf');
  });

  it('of the sandbox are the datasets of its activities', async () => {
    const feed = await startLdes();
    const found = await walk(feed.versions, 'ldes', {});
    await feed.close();
    expect(payloads(found).size).toBe(10);
    expect(inBrief(found).filter((line) => line.startsWith('gone'))).toEqual([
      'gone https://entrepot.example.org/jeux/retire',
    ]);
  });
});

describe('a feed that goes wrong', () => {
  it('repeating one page under another address is incomplete', async () => {
    const same = (url: string) =>
      page(`e:feed tree:view <${url}/1> . <${url}/1> tree:relation [ tree:node <${url}/2> ] .
${create('one', 'a', 1, dataset('a', 'A'))}`);
    const site = await serveSite((url) => ({ '/1': same(url), '/2': same(url) }));
    const found = await walk(`${site.url}/1`, 'ldes', {});
    expect(inBrief(found)).toEqual([
      `incomplete ${site.url}/2 GATHER_PAGE_LOOP`,
      'payload http://e.org/a',
    ]);
    await site.close();
  });

  it('going on for ever ends at the limit', async () => {
    const site = await serveSite((url) =>
      Object.fromEntries(
        Array.from({ length: 20 }, (_, number) => [
          `/${number}`,
          page(`e:feed tree:view <${url}/0> . <${url}/${number}> tree:relation [ tree:node <${url}/${number + 1}> ] .
${create(`m${number}`, `d${number}`, number, dataset(`d${number}`, 'D'))}`),
        ]),
      ),
    );
    const found = await walk(`${site.url}/0`, 'ldes', { maxPages: 5 });
    expect(inBrief(found)[0]).toBe(`incomplete ${site.url}/0 GATHER_PAGE_LOOP`);
    expect(payloads(found).size).toBe(5);
    expect(site.asked).toHaveLength(5);
    await site.close();
  });

  it('without a word of TREE is refused', async () => {
    const site = await serveSite(() => ({ '/1': page(dataset('a', 'A')) }));
    await expect(walk(`${site.url}/1`, 'ldes', {})).rejects.toMatchObject({ code: 'GATHER_EMPTY' });
    await site.close();
  });
});
