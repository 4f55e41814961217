import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { startServer } from '../../support/loopback-server.ts';
import { inBrief, walk } from './site.ts';

interface Reply {
  readonly status?: number;
  readonly value: unknown;
}

const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A GraphQL endpoint that answers each posted query as told, and the queries it got. */
async function endpoint(answer: (query: string, variables: Record<string, unknown>) => Reply) {
  const asked: Record<string, unknown>[] = [];
  const server = await startServer(async (request, response) => {
    const { query, variables } = JSON.parse(await text(request));
    asked.push(variables);
    const { status = 200, value } = answer(query, variables);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  });
  closers.push(server.close);
  return { url: `${server.url}/graphql`, asked };
}

const errors = (message: string) => ({ value: { errors: [{ message }], data: null } });

describe('a DataHub', () => {
  const products = (keys: readonly string[], nextScrollId: string | null, total = keys.length) => ({
    value: {
      data: {
        scrollAcrossEntities: {
          nextScrollId,
          total,
          searchResults: keys.map((urn) => ({
            entity: { urn, properties: { name: urn, numAssets: 1 } },
          })),
        },
      },
    },
  });
  const assets = (urns: readonly string[], total = urns.length) => ({
    value: {
      data: {
        listDataProductAssets: { total, searchResults: urns.map((urn) => ({ entity: { urn } })) },
      },
    },
  });
  const isList = (query: string) => query.includes('scrollAcrossEntities');
  const scrollIdIn = (variables: Record<string, unknown>) =>
    Object(variables['input'])['scrollId'] as unknown;
  const options = { api: 'datahub' };

  it('is scrolled to its end, and each product comes with its datasets in a fixed order', async () => {
    const { url } = await endpoint((query, variables) => {
      if (!isList(query)) return assets(['urn:b', 'urn:a']);
      return scrollIdIn(variables) === 's1'
        ? products(['urn:2'], null, 2)
        : products(['urn:1'], 's1', 2);
    });
    const found = await walk(url, 'graphql', options);
    expect(inBrief(found)).toEqual(['payload urn:1', 'payload urn:2', 'announced 2 walked 2']);
    const [first] = found;
    const body = first?.kind === 'payload' ? JSON.parse(first.payload.body) : null;
    expect(body.datasets).toEqual([{ urn: 'urn:a' }, { urn: 'urn:b' }]);
  });

  it('that says 200 with errors cannot be walked, and its words are told', async () => {
    const { url } = await endpoint(() => errors('Unauthorized to perform this action'));
    await expect(walk(url, 'graphql', options)).rejects.toMatchObject({
      code: 'FETCH_STATUS',
      message: expect.stringContaining('Unauthorized to perform this action'),
    });
  });

  it('that gives data beside errors is not believed', async () => {
    const { url } = await endpoint(() => ({
      value: { ...products(['urn:1'], null).value, errors: [{ message: 'Timed out' }] },
    }));
    await expect(walk(url, 'graphql', options)).rejects.toMatchObject({ code: 'FETCH_STATUS' });
  });

  it('that answers 400 tells why', async () => {
    const { url } = await endpoint(() => ({ status: 400, ...errors('Unknown field') }));
    await expect(walk(url, 'graphql', options)).rejects.toMatchObject({
      message: expect.stringContaining('Unknown field'),
    });
  });

  it('whose cursor comes back is incomplete', async () => {
    const { url, asked } = await endpoint((query, variables) => {
      if (!isList(query)) return assets([]);
      const scrollId = scrollIdIn(variables);
      return products([`urn:${scrollId ?? 'first'}`], scrollId === 'a' ? 'b' : 'a');
    });
    const lines = inBrief(await walk(url, 'graphql', options));
    expect(lines).toContain(`incomplete ${url} GATHER_PAGE_LOOP`);
    expect(lines.filter((line) => line.startsWith('payload'))).toHaveLength(3);
    expect(asked.length).toBeLessThan(8);
  });

  it('whose pages repeat under new cursors is incomplete', async () => {
    let cursor = 0;
    const { url } = await endpoint((query) => {
      cursor += 1;
      return isList(query) ? products(['urn:1'], `s${cursor}`) : assets([]);
    });
    expect(inBrief(await walk(url, 'graphql', options))).toEqual([
      `incomplete ${url} GATHER_PAGE_LOOP`,
      'payload urn:1',
    ]);
  });

  it('with more pages than allowed is incomplete', async () => {
    let page = 0;
    const { url } = await endpoint((query) => {
      if (!isList(query)) return assets([]);
      page += 1;
      return products([`urn:${page}`], `s${page}`, 100);
    });
    const lines = inBrief(await walk(url, 'graphql', { ...options, maxPages: 2 }));
    expect(lines).toEqual([`incomplete ${url} GATHER_PAGE_LOOP`, 'payload urn:1', 'payload urn:2']);
  });

  it('that delivers fewer datasets of a product than it announced fails that product', async () => {
    const { url } = await endpoint((query, { urn }) => {
      if (isList(query)) return products(['urn:1', 'urn:2'], null);
      return urn === 'urn:1' ? assets(['urn:a']) : assets([], 3);
    });
    expect(inBrief(await walk(url, 'graphql', options))).toEqual([
      'payload urn:1',
      'failed urn:2 GATHER_COUNT_MISMATCH',
      'announced 2 walked 2',
    ]);
  });
});

describe('a directory on EMX2', () => {
  const biobank = (id: string, more = {}) => ({ id, name: id, withdrawn: false, ...more });
  const collection = (id: string, bank: string, more = {}) => ({
    id,
    name: id,
    biobank: { id: bank },
    withdrawn: false,
    ...more,
  });
  const table = (name: string, rows: readonly unknown[], count = rows.length) => ({
    value: { data: { [name]: rows, [`${name}_agg`]: { count } } },
  });
  const isBiobanks = (query: string) => query.includes('Biobanks(');

  it('joins each collection with its biobank, and says what is withdrawn or orphaned', async () => {
    const { url } = await endpoint((query) =>
      isBiobanks(query)
        ? table('Biobanks', [biobank('b1'), biobank('b2', { withdrawn: true })])
        : table('Collections', [
            collection('c1', 'b1'),
            collection('c2', 'b1', { withdrawn: true }),
            collection('c3', 'b2'),
            collection('c4', 'b9'),
          ]),
    );
    const found = await walk(url, 'graphql', { api: 'emx2' });
    expect(inBrief(found)).toEqual([
      'payload c1',
      'gone c2',
      'gone c3',
      'failed c4 MAP_UNREADABLE',
      'announced 2 walked 2',
      'announced 4 walked 4',
    ]);
    const [first] = found;
    const payload = first?.kind === 'payload' ? first.payload : null;
    expect(payload?.url).toBe(`${url.replace('/graphql', '')}/#/collection/c1`);
    expect(JSON.parse(payload?.body ?? '')).toMatchObject({
      collection: { id: 'c1' },
      biobank: { id: 'b1' },
    });
  });

  it('that gives fewer rows than asked for is asked for the rest', async () => {
    const all = ['c1', 'c2', 'c3'].map((id) => collection(id, 'b1'));
    const { url } = await endpoint((query, { offset }) =>
      isBiobanks(query)
        ? table('Biobanks', [biobank('b1')])
        : table('Collections', all.slice(Number(offset), Number(offset) + 1), 3),
    );
    expect(inBrief(await walk(url, 'graphql', { api: 'emx2', pageSize: 100 }))).toEqual([
      'payload c1',
      'payload c2',
      'payload c3',
      'announced 1 walked 1',
      'announced 3 walked 3',
    ]);
  });

  it('that stops before the number it announced is told so', async () => {
    const { url } = await endpoint((query, { offset }) =>
      isBiobanks(query)
        ? table('Biobanks', [biobank('b1')])
        : table('Collections', offset === 0 ? [collection('c1', 'b1')] : [], 5),
    );
    expect(inBrief(await walk(url, 'graphql', { api: 'emx2' }))).toContain('announced 5 walked 1');
  });

  it('that ignores the offset is incomplete', async () => {
    const { url } = await endpoint((query) =>
      isBiobanks(query)
        ? table('Biobanks', [biobank('b1')])
        : table('Collections', [collection('c1', 'b1')], 5),
    );
    expect(inBrief(await walk(url, 'graphql', { api: 'emx2', pageSize: 1 }))).toContain(
      `incomplete ${url} GATHER_PAGE_LOOP`,
    );
  });

  it('takes a country in capitals alone, for it stands in the query', async () => {
    const { url } = await endpoint(() => table('Biobanks', []));
    await expect(walk(url, 'graphql', { api: 'emx2', country: 'FR" } } }' })).rejects.toMatchObject(
      { code: 'GATHER_OPTION' },
    );
  });
});
