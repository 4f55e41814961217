import { text } from 'node:stream/consumers';
import { Store } from 'oxigraph';
import { afterEach, describe, expect, it } from 'vitest';
import { startServer } from '../../support/loopback-server.ts';
import { inBrief, payloads, walk } from './site.ts';

interface Reply {
  readonly status?: number;
  readonly type: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const json = 'application/sparql-results+json';
const prefixes = `@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix csvw: <http://www.w3.org/ns/csvw#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix h: <http://healthdataportal.eu/ns/health#> .
@prefix : <https://data.example.org/> .
`;

const isConstruct = (query: string) => query.includes('CONSTRUCT');
const isCount = (query: string) => query.includes('COUNT(');

/** An endpoint over Turtle; `change` may alter what the engine says. */
async function endpoint(
  turtle: string,
  change: (reply: Reply, query: string) => Reply = (reply) => reply,
  into?: string,
) {
  const store = new Store();
  store.load(prefixes + turtle, {
    format: 'text/turtle',
    ...(into && { to_graph_name: { termType: 'NamedNode', value: into } as never }), // RDF/JS term
  });
  const asked: string[] = [];
  const server = await startServer(async (request, response) => {
    const query = new URLSearchParams(await text(request)).get('query') ?? '';
    asked.push(query);
    const type = isConstruct(query) ? 'application/n-triples' : json;
    const body = String(store.query(query, { results_format: type }));
    const reply = change({ type, body }, query);
    const { status = 200, headers } = reply;
    response.writeHead(status, { 'content-type': reply.type, ...headers }).end(reply.body);
  });
  closers.push(server.close);
  return { url: `${server.url}/sparql`, asked };
}

const three = ':a a dcat:Dataset . :b a dcat:Dataset . :c a dcat:Dataset .';
const payload = (name: string) => `payload https://data.example.org/${name}`;

describe('a SPARQL endpoint', () => {
  it('gives each dataset with its nodes three links deep, and no other dataset', async () => {
    const { url } = await endpoint(`
      :a a dcat:Dataset ; dct:title "A" ; dct:source :b ;
        h:hasVariables [ csvw:table [ csvw:column [ csvw:name "x" ] ] ] .
      :b a dcat:Dataset ; dct:title "B" ; dct:publisher [ foaf:name "P" ] .
      :k a dcat:Catalog, dcat:Dataset ; dcat:dataset :a, :b .`);
    const found = await walk(url, 'sparql', {});
    expect(inBrief(found)).toEqual([payload('a'), payload('b'), 'announced 2 walked 2']);
    const body = payloads(found).get('https://data.example.org/a')?.body ?? '';
    expect(body).toContain('ns/csvw#name> "x"');
    expect(body).not.toContain('"B"');
    expect(body).toContain('source> <https://data.example.org/b>');
  });

  it('is read from a named graph alone when one is given', async () => {
    const graph = 'https://data.example.org/graph';
    const { url } = await endpoint(three, undefined, graph);
    expect(inBrief(await walk(url, 'sparql', { graph }))).toContain('announced 3 walked 3');
    expect(inBrief(await walk(url, 'sparql', {}))).toEqual(['announced 0 walked 0']);
  });

  it('that caps its lists is asked on from where it stopped', async () => {
    const { url, asked } = await endpoint(three, (reply, query) => {
      if (isConstruct(query) || isCount(query)) return reply;
      const results = JSON.parse(reply.body);
      results.results.bindings.splice(1);
      return { ...reply, body: JSON.stringify(results) };
    });
    expect(inBrief(await walk(url, 'sparql', { pageSize: 10 }))).toEqual([
      payload('a'),
      payload('b'),
      payload('c'),
      'announced 3 walked 3',
    ]);
    expect(asked.filter((query) => query.includes('OFFSET'))).toHaveLength(3);
  });

  it('that lists fewer datasets than it counts is told so', async () => {
    const { url } = await endpoint(three, (reply, query) =>
      isCount(query) ? { ...reply, body: reply.body.replace('"3"', '"9"') } : reply,
    );
    expect(inBrief(await walk(url, 'sparql', {}))).toContain('announced 9 walked 3');
  });

  it('that ignores the offset is incomplete', async () => {
    const { url } = await endpoint(three, (reply, query) => {
      if (isCount(query)) return { ...reply, body: reply.body.replace('"3"', '"9"') };
      if (isConstruct(query)) return reply;
      const value = 'https://data.example.org/a';
      const bindings = [{ dataset: { type: 'uri', value } }];
      return { ...reply, body: JSON.stringify({ results: { bindings } }) };
    });
    expect(inBrief(await walk(url, 'sparql', {}))).toEqual([
      `incomplete ${url} GATHER_PAGE_LOOP`,
      payload('a'),
    ]);
  });

  it('that ignores Accept is understood all the same', async () => {
    const xml = (name: string, term: string) => `<binding name="${name}">${term}</binding>`;
    const { url } = await endpoint(three, (reply, query) => {
      if (isConstruct(query)) return { ...reply, type: 'text/plain' };
      const solutions = JSON.parse(reply.body).results.bindings.map(
        (row: Record<string, { value: string }>) =>
          Object.entries(row).map(([name, { value }]) =>
            xml(name, name === 'count' ? `<literal>${value}</literal>` : `<uri>${value}</uri>`),
          ),
      );
      const results = solutions.map((row: string[]) => `<result>${row.join('')}</result>`);
      return {
        type: 'text/html',
        body: `<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head/><results>${results.join('')}</results></sparql>`,
      };
    });
    expect(inBrief(await walk(url, 'sparql', {}))).toEqual([
      payload('a'),
      payload('b'),
      payload('c'),
      'announced 3 walked 3',
    ]);
  });

  it('that says in a header that the answer is partial is asked for less', async () => {
    const { url, asked } = await endpoint(three, (reply, query) =>
      isConstruct(query) && query.includes('<https://data.example.org/a> <')
        ? { ...reply, body: '', headers: { 'X-SPARQL-MaxRows': '1' } }
        : reply,
    );
    expect(inBrief(await walk(url, 'sparql', {}))).toEqual([
      payload('a'),
      payload('b'),
      payload('c'),
      'announced 3 walked 3',
    ]);
    expect(asked.filter(isConstruct).length).toBeGreaterThan(1);
  });

  it('that gave up on the list in time is not believed', async () => {
    const { url } = await endpoint(three, (reply, query) =>
      isCount(query) || isConstruct(query)
        ? reply
        : { ...reply, headers: { 'X-SQL-State': 'S1TAT' } },
    );
    await expect(walk(url, 'sparql', {})).rejects.toMatchObject({ code: 'GATHER_COUNT_MISMATCH' });
  });

  it('that lists a dataset without describing it fails that one', async () => {
    const { url } = await endpoint(three, (reply, query) =>
      isConstruct(query)
        ? { ...reply, body: reply.body.replace(/^<https:\/\/data.example.org\/b>.*\n/m, '') }
        : reply,
    );
    expect(inBrief(await walk(url, 'sparql', {}))).toContain(
      'failed https://data.example.org/b MAP_NO_DATASET',
    );
  });

  it('with datasets that have no IRI says what to do about them', async () => {
    const { url } = await endpoint(`${three} [] a dcat:Dataset ; dct:title "N" .`);
    const found = await walk(url, 'sparql', {});
    expect(inBrief(found)).toContain(`incomplete ${url} MAP_NO_DATASET`);
    expect(inBrief(found)).toContain('announced 4 walked 4');
  });

  it('cannot smuggle anything into a query through an IRI', async () => {
    const hostile = 'https://data.example.org/x> } } ; DROP ALL #';
    const { url, asked } = await endpoint(three, (reply, query) => {
      if (isConstruct(query) || isCount(query)) return reply;
      const results = JSON.parse(reply.body);
      results.results.bindings[1].dataset.value = hostile;
      return { ...reply, body: JSON.stringify(results) };
    });
    expect(inBrief(await walk(url, 'sparql', {}))).toContain(`failed ${hostile} PARSE_IRI`);
    expect(asked.some((query) => query.includes('DROP'))).toBe(false);
  });
});

describe("a query of the source's own", () => {
  const query = `CONSTRUCT { ?d ?p ?o } WHERE {
    { SELECT DISTINCT ?d WHERE { ?d a <http://www.w3.org/ns/dcat#Dataset> } ORDER BY ?d LIMIT {limit} OFFSET {offset} }
    ?d ?p ?o }`;
  const countQuery =
    'SELECT (COUNT(DISTINCT ?d) AS ?count) WHERE { ?d a <http://www.w3.org/ns/dcat#Dataset> }';

  it('is asked page by page up to an empty one', async () => {
    const { url, asked } = await endpoint(three);
    const lines = inBrief(await walk(url, 'sparql', { query, countQuery, pageSize: 2 }));
    expect(lines).toEqual([payload('a'), payload('b'), payload('c'), 'announced 3 walked 3']);
    expect(asked.filter(isConstruct)).toHaveLength(3);
  });

  it('without {offset} is asked once', async () => {
    const { url, asked } = await endpoint(three);
    const whole = query.replace('LIMIT {limit} OFFSET {offset}', '');
    expect(inBrief(await walk(url, 'sparql', { query: whole }))).toHaveLength(3);
    expect(asked).toHaveLength(1);
  });

  it('whose pages repeat makes the walk incomplete', async () => {
    const { url } = await endpoint(three);
    const stuck = query.replace('OFFSET {offset}', '# {offset}\n');
    expect(inBrief(await walk(url, 'sparql', { query: stuck, pageSize: 2 }))).toContain(
      `incomplete ${url} GATHER_PAGE_LOOP`,
    );
  });

  it('whose later page fails makes the walk incomplete', async () => {
    const { url } = await endpoint(three, (reply, asked) =>
      asked.includes('OFFSET 2') ? { ...reply, status: 400 } : reply,
    );
    expect(inBrief(await walk(url, 'sparql', { query, pageSize: 2 }))).toEqual([
      payload('a'),
      payload('b'),
      `incomplete ${url} FETCH_STATUS`,
    ]);
  });
});
