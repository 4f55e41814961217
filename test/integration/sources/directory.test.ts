import { afterEach, describe, expect, test } from 'vitest';
import { type Answer, inBrief, loginPage, payloads, serveSite, turtle, walk } from './site.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function walkDirectory(
  filesAt: (url: string) => Readonly<Record<string, Answer>>,
  options: Readonly<Record<string, unknown>> = {},
) {
  const site = await serveSite(filesAt);
  closing.push(site.close);
  const found = await walk(`${site.url}/eds/`, 'rdf-http', { mode: 'directory', ...options });
  const lines = inBrief(found).map((line) => line.replaceAll(site.url, ''));
  return { found, lines, asked: site.asked, url: site.url };
}

const index = (...names: string[]): Answer => ({
  type: 'text/html',
  body: `<html><body><h1>Index of /eds</h1>${names.map((name) => `<a href="${name}">x</a>`).join('\n')}</body></html>`,
});
const set = (name: string) => turtle(`<dataset:${name}> a dcat:Dataset ; dct:title "${name}" .`);

describe('a directory', () => {
  test('listed as HTML gives every dataset of every RDF file below it', async () => {
    const { lines, asked } = await walkDirectory(() => ({
      '/eds/': index(
        '?C=N;O=D',
        '../secret.ttl',
        '/other/x.ttl',
        'https://elsewhere.example/y.ttl',
        'a.ttl',
        'b%20c.ttl#top',
        'readme.html',
        'sub/',
        'a.ttl',
      ),
      '/eds/a.ttl': turtle('<dataset:a1> a dcat:Dataset . <dataset:a2> a dcat:Dataset .'),
      '/eds/b%20c.ttl': set('b'),
    }));
    expect(lines).toEqual(['payload dataset:a1', 'payload dataset:a2', 'payload dataset:b']);
    expect(asked).toEqual(['/eds/', '/eds/a.ttl', '/eds/b%20c.ttl']);
  });

  test.each<[string, Answer]>([
    ['plain text', { type: 'text/plain', body: 'a.ttl\r\nb.ttl\n' }],
    ['a JSON array', { type: 'application/json', body: '["a.ttl","b.ttl"]' }],
  ])('may be listed as %s', async (_name, listing) => {
    const { lines } = await walkDirectory(() => ({
      '/eds/': listing,
      '/eds/a.ttl': set('a'),
      '/eds/b.ttl': set('b'),
    }));
    expect(lines).toEqual(['payload dataset:a', 'payload dataset:b']);
  });

  test('fails a broken file under its address, reads the others and proves no absence', async () => {
    const { lines } = await walkDirectory(() => ({
      '/eds/': index('a.ttl', 'b.ttl', 'c.ttl', 'd.ttl'),
      '/eds/a.ttl': { status: 500, body: '' },
      '/eds/b.ttl': turtle('<dataset:b> a dcat:Dataset . <x> oops:p 1 .'),
      '/eds/c.ttl': loginPage,
      '/eds/d.ttl': set('d'),
    }));
    expect(lines).toEqual([
      'failed /eds/a.ttl FETCH_STATUS',
      'incomplete /eds/a.ttl FETCH_STATUS',
      'payload dataset:b',
      'incomplete /eds/b.ttl PARSE_PREFIX',
      'failed /eds/b.ttl PARSE_PREFIX',
      'failed /eds/c.ttl PARSE_LOGIN_PAGE',
      'incomplete /eds/c.ttl PARSE_LOGIN_PAGE',
      'payload dataset:d',
    ]);
  });

  test('fails a dataset that a second file describes otherwise, and keeps one of two equal ones', async () => {
    const { lines } = await walkDirectory(() => ({
      '/eds/': index('a.ttl', 'b.ttl', 'c.ttl'),
      '/eds/a.ttl': set('a'),
      '/eds/b.ttl': set('a'),
      '/eds/c.ttl': turtle('<dataset:a> a dcat:Dataset ; dct:title "another" .'),
    }));
    expect(lines).toEqual(['payload dataset:a', 'failed dataset:a IDENTIFY_DUPLICATE_KEY']);
  });

  test('reads sheets when it is told how', async () => {
    const files = {
      '/eds/': index('a.ttl', 'inventaire.csv', 'notes.csv'),
      '/eds/a.ttl': set('a'),
      '/eds/inventaire.csv': { type: 'text/csv', body: 'cnil;nom\n1980120;EDS\n' },
      '/eds/notes.csv': { type: 'text/csv', body: 'note\nhello\n' },
    };
    const { lines, found } = await walkDirectory(() => files, {
      sheets: { pattern: 'Inventaire*.csv', keyColumn: 'cnil' },
    });
    expect(lines).toEqual(['payload dataset:a', 'payload 1980120']);
    expect(payloads(found).get('1980120')).toMatchObject({
      mediaType: 'application/json',
      body: '{"cnil":"1980120","nom":"EDS"}',
    });
    expect((await walkDirectory(() => files)).lines).toEqual(['payload dataset:a']);
  });

  test('fails the run when its index is a login page, missing or no list', async () => {
    await expect(walkDirectory(() => ({ '/eds/': loginPage }))).rejects.toMatchObject({
      code: 'PARSE_LOGIN_PAGE',
    });
    await expect(walkDirectory(() => ({}))).rejects.toMatchObject({ code: 'FETCH_STATUS' });
    await expect(
      walkDirectory(() => ({ '/eds/': { type: 'application/json', body: '{"files":1}' } })),
    ).rejects.toMatchObject({ code: 'PARSE_SYNTAX' });
  });

  test('reads no more files than options.maxPages, and says so', async () => {
    const { lines } = await walkDirectory(
      () => ({ '/eds/': index('a.ttl', 'b.ttl'), '/eds/a.ttl': set('a'), '/eds/b.ttl': set('b') }),
      { maxPages: 1 },
    );
    expect(lines).toEqual(['payload dataset:a', 'incomplete /eds/ GATHER_OPTION']);
  });
});
