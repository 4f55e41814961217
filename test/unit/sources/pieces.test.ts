import { describe, expect, test } from 'vitest';
import { nextLink } from '../../../src/sources/link-header.ts';
import { listedFiles } from '../../../src/sources/listing.ts';
import { orderedParallel } from '../../../src/sources/ordered-parallel.ts';
import { joinTwins } from '../../../src/sources/rest-json/nada-twins.ts';

describe('a Link header', () => {
  test.each([
    ['<https://x.example/?page=2>; rel="next"', 'https://x.example/?page=2'],
    ['</p?a=1,2;3>; title="a"; rel=next', '/p?a=1,2;3'],
    ['<p1>; rel="first prev", <p3>; REL="last Next"', 'p3'],
    ['<p1>; rel="nextish", <p2>; rel="prev"', null],
    ['', null],
    [undefined, null],
  ])('%s leads to %s', (header, expected) => {
    expect(nextLink(header)).toBe(expected);
  });
});

describe('an index', () => {
  const listed = (body: string) =>
    listedFiles({
      status: 200,
      url: 'https://x.example/eds/index.html',
      headers: {},
      mediaType: 'text/html',
      charset: undefined,
      body: Buffer.from(body),
    });

  test('may quote its links in any way and write them in entities', () => {
    expect(
      listed(`<a class="f" href='a.ttl'>a</a><A HREF=b.ttl>b</A><a href="c&amp;d.ttl">c</a>`),
    ).toEqual([
      'https://x.example/eds/a.ttl',
      'https://x.example/eds/b.ttl',
      'https://x.example/eds/c&d.ttl',
    ]);
  });

  test('does not lead out of its folder', () => {
    expect(
      listed(`<a href="%2e%2e/up.ttl">1</a><a href="/top.ttl">2</a><a href="//y.example/eds/z.ttl">3</a>
<a href="javascript:alert(1)">4</a><a href="file:///eds/p.ttl">5</a><a href="index.html">6</a>`),
    ).toEqual([]);
  });

  test('is read in one pass, however malformed', () => {
    // A quadratic scan of these texts does not end within the time a test has.
    expect(listed(`<html>${'<a href='.repeat(100_000)}`)).toEqual([]);
    expect(listed(`<html><a ${'href '.repeat(200_000)}`)).toEqual([]);
  });
});

describe('language twins', () => {
  const keys = (...rows: { key: string; sharedKey?: string }[]) =>
    joinTwins(rows).map(({ remoteKey, rows: members }) => [
      remoteKey,
      ...members.map((m) => m.key),
    ]);

  test('have one key, that of the French record, in whatever order they are listed', () => {
    const fr = { key: 'FReSH-1-fr' };
    const en = { key: 'FRESH-1-en' };
    expect(keys(en, fr)).toEqual([['FReSH-1', 'FReSH-1-fr', 'FRESH-1-en']]);
    expect(keys(fr, en)).toEqual([['FReSH-1', 'FReSH-1-fr', 'FRESH-1-en']]);
  });

  test('are not made of two records in one language, nor of a link that three share', () => {
    expect(keys({ key: 'A-fr', sharedKey: 'S' }, { key: 'B-fr', sharedKey: 'S' })).toHaveLength(2);
    expect(
      keys(
        { key: 'A-fr', sharedKey: 'S' },
        { key: 'B-en', sharedKey: 'S' },
        { key: 'C-en', sharedKey: 'S' },
      ),
    ).toHaveLength(3);
  });

  test('leave a record without language suffix alone', () => {
    expect(keys({ key: 'mwi-2017-v1' })).toEqual([['mwi-2017-v1', 'mwi-2017-v1']]);
  });
});

describe('ordered parallel work', () => {
  test('keeps the order and never does more at once than allowed', async () => {
    let running = 0;
    let most = 0;
    const results: number[] = [];
    const work = async (item: number) => {
      running += 1;
      most = Math.max(most, running);
      for (let turn = 0; turn < 7 - item; turn += 1) await Promise.resolve();
      running -= 1;
      return item;
    };
    for await (const result of orderedParallel([1, 2, 3, 4, 5, 6], 3, work)) results.push(result);
    expect(results).toEqual([1, 2, 3, 4, 5, 6]);
    expect(most).toBe(3);
  });

  test('ends with the first failure, after what was under way has ended', async () => {
    const ended: number[] = [];
    const work = async (item: number) => {
      await Promise.resolve();
      if (item === 2) throw new Error('two');
      for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
      ended.push(item);
      return item;
    };
    const all = async () => {
      for await (const _ of orderedParallel([1, 2, 3, 4, 5], 3, work));
    };
    await expect(all()).rejects.toThrow('two');
    expect(ended).toEqual([1, 3, 4]);
  });
});
