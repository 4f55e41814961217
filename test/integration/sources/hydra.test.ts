import { afterEach, describe, expect, test } from 'vitest';
import { type Answer, inBrief, loginPage, serveSite, turtle, walk } from './site.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function walkPages(
  pagesAt: (url: string) => Readonly<Record<string, Answer>>,
  options: Readonly<Record<string, unknown>> = {},
) {
  const site = await serveSite(pagesAt);
  closing.push(site.close);
  const found = await walk(`${site.url}/p1`, 'rdf-http', { mode: 'hydra', ...options });
  const lines = inBrief(found).map((line) => line.replace(site.url, ''));
  return { lines, asked: site.asked };
}

const set = (name: string) =>
  `<https://d.example/${name}> a dcat:Dataset ; dct:title "${name}" .\n`;
const view = (next: string, more = '') =>
  `<> a hydra:PartialCollectionView ; hydra:next ${next} ${more} .\n`;

describe('paged RDF', () => {
  test('is followed over relative IRIs, string literals and Link headers, and announces its total', async () => {
    const { lines } = await walkPages((url) => ({
      '/p1': turtle(set('a') + view('<p2>', '; hydra:totalItems 4')),
      '/p2': turtle(`${set('b')}<> a hydra:PagedCollection ; hydra:nextPage "${url}/p3" .`),
      '/p3': { ...turtle(set('c')), headers: { link: '<p0>; rel="prev", <p4>; rel="next"' } },
      '/p4': turtle(set('d')),
    }));
    expect(lines).toEqual([
      'payload https://d.example/a',
      'payload https://d.example/b',
      'payload https://d.example/c',
      'payload https://d.example/d',
      'announced 4 walked 4',
    ]);
  });

  test('that leads back to an earlier page ends, incomplete', async () => {
    const { lines, asked } = await walkPages(() => ({
      '/p1': turtle(set('a') + view('<p2>')),
      '/p2': turtle(set('b') + view('<p3>')),
      '/p3': turtle(set('c') + view('<p2>')),
    }));
    expect(lines.at(-1)).toBe('incomplete /p2 GATHER_PAGE_LOOP');
    expect(asked).toEqual(['/p1', '/p2', '/p3']);
  });

  test('that repeats its content under new addresses ends, incomplete', async () => {
    const { lines, asked } = await walkPages(() => ({
      '/p1': turtle(set('a') + view('<p2>', '; hydra:totalItems 9')),
      '/p2': turtle(set('a') + view('<p3>', '; hydra:totalItems 9')),
      '/p3': turtle(set('a') + view('<p4>')),
    }));
    expect(lines).toEqual(['payload https://d.example/a', 'incomplete /p2 GATHER_PAGE_LOOP']);
    expect(asked).toEqual(['/p1', '/p2']);
  });

  test('keeps one record of a dataset that shifted to the next page during the walk', async () => {
    const { lines } = await walkPages(() => ({
      '/p1': turtle(set('a') + set('b') + view('<p2>')),
      '/p2': turtle(set('b') + set('c')),
    }));
    expect(lines).toEqual([
      'payload https://d.example/a',
      'payload https://d.example/b',
      'payload https://d.example/c',
    ]);
  });

  test('fails a key that a later page describes otherwise', async () => {
    const { lines } = await walkPages(() => ({
      '/p1': turtle(set('a') + view('<p2>')),
      '/p2': turtle(`${set('b')}<https://d.example/a> a dcat:Dataset ; dct:title "other" .`),
    }));
    expect(lines).toContain('failed https://d.example/a IDENTIFY_DUPLICATE_KEY');
  });

  test.each<[string, Answer, string]>([
    ['a login page', loginPage, 'PARSE_LOGIN_PAGE'],
    ['a server error', { status: 500, body: '' }, 'FETCH_STATUS'],
    ['an empty page', { body: '' }, 'GATHER_EMPTY'],
  ])('is incomplete after %s in mid-walk, and announces nothing', async (_name, page, code) => {
    const { lines } = await walkPages(() => ({
      '/p1': turtle(set('a') + view('<p2>', '; hydra:totalItems 2')),
      '/p2': page,
    }));
    expect(lines).toEqual(['payload https://d.example/a', `incomplete /p2 ${code}`]);
  });

  test('fails the run when the first page is a login page', async () => {
    await expect(walkPages(() => ({ '/p1': loginPage }))).rejects.toMatchObject({
      code: 'PARSE_LOGIN_PAGE',
    });
  });

  test('stops at options.maxPages', async () => {
    const { lines, asked } = await walkPages(
      () => ({
        '/p1': turtle(set('a') + view('<p2>')),
        '/p2': turtle(set('b') + view('<p3>')),
        '/p3': turtle(set('c')),
      }),
      { maxPages: 2 },
    );
    expect(lines.at(-1)).toBe('incomplete /p3 GATHER_PAGE_LOOP');
    expect(asked).toHaveLength(2);
  });

  test('counts a dataset that failed among those walked', async () => {
    const { lines } = await walkPages(() => ({
      '/p1': turtle(
        `${set('a')}${view('<p2>', '; hydra:totalItems 2')}<https://d.example/b> a dcat:Dataset ; dct:title "b"@fr_FR .`,
      ),
      '/p2': turtle('<x> dct:title "no dataset here" .'),
    }));
    expect(lines).toContain('failed https://d.example/b PARSE_LANGUAGE_TAG');
    expect(lines).toContain('announced 2 walked 2');
  });
});
