import { afterEach, describe, expect, test } from 'vitest';
import { type Answer, inBrief, loginPage, payloads, serveSite, walk } from './site.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function walkCatalogue(
  answers: Readonly<Record<string, Answer>>,
  options: Readonly<Record<string, unknown>> = {},
) {
  const site = await serveSite(() => answers);
  closing.push(site.close);
  const found = await walk(site.url, 'rest-json', { api: 'nada', pageSize: 2, ...options });
  const lines = inBrief(found).map((line) => line.replaceAll(site.url, ''));
  return { found, lines, asked: site.asked };
}

const json = (value: unknown, status = 200): Answer => ({
  status,
  type: 'application/json',
  body: JSON.stringify(value),
});
const search = (page: number) => `/index.php/api/catalog/search?ps=2&page=${page}`;
const item = (idno: string) => `/index.php/api/catalog/${idno}`;
const list = (total: number, ...rows: (string | object)[]) =>
  json({
    result: {
      found: total,
      total,
      rows: rows.map((row) => (typeof row === 'string' ? { idno: row } : row)),
    },
  });
const study = (idno: string, more: object = {}) =>
  json({
    status: 'success',
    dataset: { idno, title: idno, published: 1, total_views: 7, ...more },
  });
const notFound = json({ status: 'failed', message: 'IDNO-NOT-FOUND' }, 400);

describe('a NADA catalogue', () => {
  test('joins the French and the English record of a study into one payload, whatever their case', async () => {
    const { found, lines } = await walkCatalogue({
      [search(1)]: list(3, 'FRESH-PEF1-en', 'FReSH-43661-fr'),
      [search(2)]: list(3, 'fresh-pef1-FR'),
      [item('FRESH-PEF1-en')]: study('FRESH-PEF1-en'),
      [item('fresh-pef1-FR')]: study('fresh-pef1-FR'),
      [item('FReSH-43661-fr')]: study('FReSH-43661-fr'),
    });
    expect(lines).toEqual(['payload fresh-pef1', 'payload FReSH-43661', 'announced 3 walked 3']);
    const payload = payloads(found).get('fresh-pef1');
    expect(payload?.mediaType).toBe('application/json');
    expect(payload?.url).toMatch(/\/catalog\/fresh-pef1-FR$/);
    expect(JSON.parse(payload?.body ?? '')).toEqual({
      idno: 'fresh-pef1',
      records: {
        fr: { idno: 'fresh-pef1-FR', title: 'fresh-pef1-FR', published: 1 },
        en: { idno: 'FRESH-PEF1-en', title: 'FRESH-PEF1-en', published: 1 },
      },
    });
  });

  test('gives the same payload although visits were counted in between', async () => {
    const answers = (views: number) => ({
      [search(1)]: list(1, 'A-fr'),
      [item('A-fr')]: study('A-fr', { total_views: views, total_downloads: views }),
    });
    const first = await walkCatalogue(answers(1));
    const second = await walkCatalogue(answers(2));
    expect(payloads(second.found).get('A')?.body).toBe(payloads(first.found).get('A')?.body);
  });

  test('joins a French and an English row that link_study names as one study', async () => {
    const { lines } = await walkCatalogue({
      [search(1)]: list(
        2,
        { idno: 'OLD-1-en', link_study: 'S1' },
        { idno: 'NEW-1-fr', link_study: 's1' },
      ),
      [item('OLD-1-en')]: study('OLD-1-en'),
      [item('NEW-1-fr')]: study('NEW-1-fr'),
    });
    expect(lines).toEqual(['payload NEW-1', 'announced 2 walked 2']);
  });

  test('takes IDNO-NOT-FOUND for one language as that language gone, for both as the record gone', async () => {
    const { lines, found } = await walkCatalogue(
      {
        [search(1).replace('ps=2', 'ps=9')]: list(4, 'A-fr', 'A-en', 'B-fr', 'B-en'),
        [item('A-fr')]: study('A-fr'),
        [item('A-en')]: notFound,
        [item('B-fr')]: notFound,
        [item('B-en')]: notFound,
      },
      { pageSize: 9 },
    );
    expect(lines).toEqual(['payload A', 'gone B', 'announced 4 walked 4']);
    expect(JSON.parse(payloads(found).get('A')?.body ?? '').records).not.toHaveProperty('en');
  });

  test('withholds what is not published', async () => {
    const { found } = await walkCatalogue({
      [search(1)]: list(2, 'A-fr', 'A-en'),
      [item('A-fr')]: study('A-fr', { published: 0 }),
      [item('A-en')]: study('A-en', { published: '0' }),
    });
    expect(found[0]).toEqual({ kind: 'gone', remoteKey: 'A', reason: 'unpublished' });
  });

  test('fails a study that is refused, broken or half unreadable, and goes on', async () => {
    const { lines } = await walkCatalogue(
      {
        [search(1).replace('ps=2', 'ps=9')]: list(5, 'A-fr', 'B-fr', 'B-en', 'C-fr', 'D-fr'),
        [item('A-fr')]: json({ status: 'ACCESS-DENIED', message: 'Access denied' }, 400),
        [item('B-fr')]: study('B-fr'),
        [item('B-en')]: { status: 500, type: 'text/html', body: '' },
        [item('C-fr')]: loginPage,
        [item('D-fr')]: study('D-fr'),
      },
      { pageSize: 9 },
    );
    expect(lines).toEqual([
      'failed A FETCH_STATUS',
      'failed B FETCH_STATUS',
      'failed C PARSE_LOGIN_PAGE',
      'payload D',
      'announced 5 walked 5',
    ]);
  });

  test('announces what it says it holds beside what it delivered', async () => {
    const { lines } = await walkCatalogue({
      [search(1)]: list(5, 'A-fr', 'B-fr'),
      [search(2)]: list(5),
      [item('A-fr')]: study('A-fr'),
      [item('B-fr')]: study('B-fr'),
    });
    expect(lines.at(-1)).toBe('announced 5 walked 2');
  });

  test('whose pages repeat is incomplete, and gives no study that may lack its other language', async () => {
    const { lines, asked } = await walkCatalogue(
      {
        [search(1).replace('ps=2', 'ps=3')]: list(9, 'A-fr', 'A-en', 'B-fr'),
        [search(2).replace('ps=2', 'ps=3')]: list(9, 'A-fr', 'A-en', 'B-fr'),
        [item('A-fr')]: study('A-fr'),
        [item('A-en')]: study('A-en'),
      },
      { pageSize: 3 },
    );
    expect(lines).toEqual([
      `incomplete ${search(2).replace('ps=2', 'ps=3')} GATHER_PAGE_LOOP`,
      'payload A',
    ]);
    expect(asked).not.toContain(item('B-fr'));
  });

  test.each<[string, Answer, string]>([
    ['a login page', loginPage, 'PARSE_LOGIN_PAGE'],
    ['a server error', { status: 500, body: '' }, 'FETCH_STATUS'],
    ['another structure', json({ rows: [] }), 'MAP_UNREADABLE'],
  ])('is incomplete after %s in mid-list', async (_name, answer, code) => {
    const { lines } = await walkCatalogue({
      [search(1)]: list(4, 'A-fr', 'A-en'),
      [search(2)]: answer,
      [item('A-fr')]: study('A-fr'),
      [item('A-en')]: study('A-en'),
    });
    expect(lines).toEqual([`incomplete ${search(2)} ${code}`, 'payload A']);
  });

  test('fails the run when the list cannot be read at all', async () => {
    await expect(walkCatalogue({ [search(1)]: loginPage })).rejects.toMatchObject({
      code: 'PARSE_LOGIN_PAGE',
    });
    await expect(walkCatalogue({ [search(1)]: json({ rows: [] }) })).rejects.toMatchObject({
      code: 'MAP_UNREADABLE',
    });
  });
});
