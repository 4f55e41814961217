import { afterEach, describe, expect, test } from 'vitest';
import { type Answer, inBrief, loginPage, payloads, serveSite, walk } from './site.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

type Routes = (url: string) => Readonly<Record<string, Answer>>;

async function walkApi(options: Readonly<Record<string, unknown>>, routes: Routes, below = '') {
  const site = await serveSite(routes);
  closing.push(site.close);
  const found = await walk(`${site.url}${below}`, 'rest-json', options);
  const lines = inBrief(found).map((line) => line.replaceAll(site.url, ''));
  return { found, lines, asked: site.asked };
}

const json = (value: unknown, status = 200): Answer => ({
  status,
  type: 'application/json',
  body: JSON.stringify(value),
});
const datasets = (...ids: readonly string[]) => ids.map((id) => ({ id, title: id }));

describe('a list with an address of the next page (udata)', () => {
  const path = '/api/1/datasets/?sort=created&page=1&page_size=2';
  const page2 = '/api/1/datasets/?page=2';
  const list = (total: number, next: unknown, ...rows: readonly unknown[]) =>
    json({ data: rows, total, next_page: next });
  const walkUdata = (routes: Routes) => walkApi({ api: 'udata', pageSize: 2 }, routes);

  test('is followed wherever the address is absolute or relative, by whatever scheme', async () => {
    const { lines, asked } = await walkUdata((url) => ({
      [path]: list(3, `https://${new URL(url).hostname}${page2}`, ...datasets('a', 'b')),
      [page2]: list(3, null, ...datasets('c')),
    }));
    expect(lines).toEqual(['payload a', 'payload b', 'payload c', 'announced 3 walked 3']);
    expect(asked).toEqual([path, page2]);
  });

  test('is not followed to another host', async () => {
    const { lines, found } = await walkUdata(() => ({
      [path]: list(3, 'https://elsewhere.example.org/?page=2', ...datasets('a', 'b')),
    }));
    expect(lines).toEqual(['payload a', 'payload b', `incomplete ${path} GATHER_OPTION`]);
    expect(JSON.stringify(found.at(-1))).toContain('elsewhere.example.org');
  });

  test('that leads back is walked once', async () => {
    const { lines } = await walkUdata(() => ({
      [path]: list(4, page2, ...datasets('a', 'b')),
      [page2]: list(4, path, ...datasets('c')),
    }));
    expect(lines.at(-1)).toBe(`incomplete ${path} GATHER_PAGE_LOOP`);
  });

  test('fails a row without an identifier and goes on', async () => {
    const { lines } = await walkUdata(() => ({
      [path]: list(3, null, { title: 'no id' }, 'no object', ...datasets('a')),
    }));
    expect(lines.slice(0, 2)).toEqual([
      expect.stringMatching(/^failed without-key-[0-9a-f]{16} MAP_UNREADABLE$/),
      expect.stringMatching(/^failed without-key-[0-9a-f]{16} MAP_UNREADABLE$/),
    ]);
    expect(lines.slice(2)).toEqual(['payload a', 'announced 3 walked 3']);
  });

  test('says that archived, deleted and private datasets are gone', async () => {
    const { lines } = await walkUdata(() => ({
      [path]: list(
        4,
        null,
        { id: 'a', archived: '2024-01-01' },
        { id: 'b', deleted: '2024-01-01' },
        { id: 'c', private: true },
        ...datasets('d'),
      ),
    }));
    expect(lines).toEqual(['gone a', 'gone b', 'gone c', 'payload d', 'announced 4 walked 4']);
  });

  test('takes a row that slipped to the next page for one record, a changed one for a second', async () => {
    const changed = { id: 'b', title: 'changed' };
    const { lines } = await walkUdata(() => ({
      [path]: list(3, page2, ...datasets('a', 'b')),
      [page2]: list(3, null, ...datasets('a'), changed, ...datasets('c')),
    }));
    expect(lines).toEqual([
      'payload a',
      'payload b',
      'failed b IDENTIFY_DUPLICATE_KEY',
      'payload c',
      'announced 3 walked 3',
    ]);
  });

  test('gives the same payload although visits and link checks were counted in between', async () => {
    const body = async (views: number) => {
      const resources = [{ id: 'r', metrics: { views }, extras: { 'check:date': views } }];
      const row = { id: 'a', title: 'a', metrics: { views }, resources };
      const { found } = await walkUdata(() => ({ [path]: list(1, null, row) }));
      return payloads(found).get('a')?.body;
    };
    expect(await body(1)).toBe(await body(2));
  });

  test.each<[string, Answer, string]>([
    ['a login page', loginPage, 'PARSE_LOGIN_PAGE'],
    ['another structure', json({ message: 'hello' }), 'MAP_UNREADABLE'],
  ])('fails the run when its first page is %s', async (_what, answer, code) => {
    await expect(walkUdata(() => ({ [path]: answer }))).rejects.toMatchObject({ code });
  });
});

describe('a list by offset (CKAN)', () => {
  const page = (start: number, rows = 2) =>
    `/portal/api/3/action/package_search?sort=metadata_created+asc%2C+id+asc&fq=groups%3Asante&start=${start}&rows=${rows}`;
  const list = (count: number, ...results: readonly unknown[]) =>
    json({ success: true, result: { count, results } });
  const walkCkan = (routes: Routes, options = {}) =>
    walkApi(
      { api: 'ckan', pageSize: 2, query: { fq: 'groups:sante' }, ...options },
      routes,
      '/portal/api/3/action/',
    );

  test('goes on from the rows it got, where the server gives fewer than were asked for', async () => {
    const { lines, asked } = await walkCkan(
      () => ({
        [page(0, 5)]: list(3, ...datasets('a', 'b')),
        [page(2, 5)]: list(3, ...datasets('c')),
      }),
      { pageSize: 5 },
    );
    expect(lines).toEqual(['payload a', 'payload b', 'payload c', 'announced 3 walked 3']);
    expect(asked).toHaveLength(2);
  });

  test('ends with an empty page, which the total gives away', async () => {
    const { lines } = await walkCkan(() => ({
      [page(0)]: list(5, ...datasets('a', 'b')),
      [page(2)]: list(5),
    }));
    expect(lines.at(-1)).toBe('announced 5 walked 2');
  });

  test('announces the last of the totals it was given', async () => {
    const { lines } = await walkCkan(() => ({
      [page(0)]: list(3, ...datasets('a', 'b')),
      [page(2)]: list(4, ...datasets('c')),
      [page(3)]: list(4, ...datasets('d')),
    }));
    expect(lines.at(-1)).toBe('announced 4 walked 4');
  });

  test('stops at the most pages allowed', async () => {
    const { lines } = await walkCkan(() => ({ [page(0)]: list(5, ...datasets('a', 'b')) }), {
      maxPages: 1,
    });
    expect(lines.at(-1)).toBe(`incomplete ${page(2)} GATHER_PAGE_LOOP`);
  });

  test('shows the message of an action that failed with status 200', async () => {
    const failed = json({ success: false, error: { message: 'Search is down' } });
    await expect(walkCkan(() => ({ [page(0)]: failed }))).rejects.toThrow('Search is down');
  });
});

describe('a list without a total (DKAN)', () => {
  const page = (offset: number) =>
    `/api/3/action/current_package_list_with_resources?limit=2&offset=${offset}`;
  const walkDkan = (routes: Routes) => walkApi({ api: 'dkan', pageSize: 2 }, routes);

  test('ends with a page shorter than asked for, and publishes what it calls private', async () => {
    const rows = datasets('c').map((row) => ({ ...row, private: true, state: 'Active' }));
    const { lines } = await walkDkan(() => ({
      [page(0)]: json({ success: true, result: [datasets('a', 'b')] }),
      [page(2)]: json({ success: true, result: rows }),
    }));
    expect(lines).toEqual(['payload a', 'payload b', 'payload c']);
  });

  test('is whole where the server gives everything at once', async () => {
    const { lines } = await walkDkan(() => ({
      [page(0)]: json({ success: true, result: datasets('a', 'b', 'c') }),
    }));
    expect(lines).toEqual(['payload a', 'payload b', 'payload c']);
  });
});

describe('a list of which only a part is shown (Opendatasoft)', () => {
  const page = (offset: number) => `/api/explore/v2.1/catalog/datasets?limit=5000&offset=${offset}`;
  const rows = (from: number, count: number) =>
    Array.from({ length: count }, (_, at) => ({ dataset_id: `d${from + at}`, metas: {} }));
  const list = (total: number, results: readonly unknown[]) =>
    json({ total_count: total, results });

  test('is incomplete, with what can be done about it', async () => {
    const { lines, found, asked } = await walkApi({ api: 'opendatasoft', pageSize: 5_000 }, () => ({
      [page(0)]: list(10_001, rows(0, 5_000)),
      [page(5_000)]: list(10_001, rows(5_000, 5_000)),
    }));
    expect(asked).toHaveLength(2);
    expect(lines).toHaveLength(10_001);
    expect(lines.at(-1)).toBe(`incomplete ${page(5_000)} GATHER_OPTION`);
    expect(JSON.stringify(found.at(-1))).toMatch(/10000 rows of 10001.*options\.query/);
  });

  test('leaves out what other portals hold when it is told to, and counts it all the same', async () => {
    const copy = { dataset_id: 'copy', metas: { default: { source_domain: 'other' } } };
    const routes = () => ({ [page(0)]: list(2, [copy, ...rows(0, 1)]) });
    const options = { api: 'opendatasoft', pageSize: 5_000 };
    expect((await walkApi({ ...options, skipFederated: true }, routes)).lines).toEqual([
      'payload d0',
      'announced 2 walked 2',
    ]);
    expect((await walkApi(options, routes)).lines[0]).toBe('payload copy');
  });
});

describe('a list that names records described elsewhere (Dataverse)', () => {
  const page = '/api/search?q=*&type=dataset&sort=date&order=asc&start=0&per_page=9';
  const item = (key: string) =>
    `/api/datasets/:persistentId/?persistentId=${encodeURIComponent(key)}`;
  const version = (state: string) => json({ data: { latestVersion: { versionState: state } } });

  test('fetches each, and takes a withdrawn or deleted one for gone', async () => {
    const keys = ['doi:1/A', 'doi:1/B', 'doi:1/C', 'doi:1/D', 'doi:1/E'];
    const items = keys.map((key) => ({ global_id: key }));
    const { lines } = await walkApi({ api: 'dataverse', pageSize: 9 }, () => ({
      [page]: json({ data: { total_count: 5, items } }),
      [item('doi:1/A')]: version('RELEASED'),
      [item('doi:1/B')]: version('DEACCESSIONED'),
      [item('doi:1/C')]: json({ status: 'ERROR' }, 410),
      [item('doi:1/D')]: { status: 403, type: 'application/json', body: '{}' },
      [item('doi:1/E')]: json({ data: {} }),
    }));
    expect(lines).toEqual([
      'payload doi:1/A',
      'gone doi:1/B',
      'gone doi:1/C',
      'failed doi:1/D FETCH_STATUS',
      'failed doi:1/E MAP_UNREADABLE',
      'announced 5 walked 5',
    ]);
  });
});
