import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConnectorHarvest, startConnectorHarvest } from '../../support/connector-harvest.ts';
import {
  type Answer,
  dataset,
  iriOf,
  say,
  startFailingSite,
  turtle,
  upTo,
} from './failing-site.ts';

type Site = Awaited<ReturnType<typeof startFailingSite>>;

const flaky = (usual: Answer): Answer => {
  let count = 0;
  return (request, response) => {
    count += 1;
    if (count === 1) response.writeHead(503, { 'Retry-After': '0' }).end();
    else usual(request, response);
  };
};

describe('a source of pages', () => {
  let site: Site;
  let service: ConnectorHarvest;
  const path = (page: number) => `/catalogue?page=${page}`;
  /** A page of ten datasets; `next` as it stands in the document. */
  const page = (
    number: number,
    { keys = upTo(10).map((key) => key + (number - 1) * 10), total = 30, next = '' } = {},
  ): Answer => {
    const onward = next || (number < 3 ? `<${site.url}${path(number + 1)}>` : '');
    const view = onward ? `<${site.url}${path(number)}> hydra:next ${onward} .` : '';
    const collection = `<${site.url}/catalogue> a hydra:Collection ; hydra:totalItems ${total} .`;
    return say(turtle(collection, view, ...keys.map((key) => dataset(key))));
  };
  const reset = () => {
    for (const number of [1, 2, 3]) site.set(path(number), page(number));
  };

  beforeAll(async () => {
    site = await startFailingSite();
    reset();
    service = await startConnectorHarvest({
      preset: 'hdh',
      connector: 'rdf-http',
      mapping: 'dcat-ap',
      url: site.url + path(1),
      policy: { deletion: { graceDays: 0 } },
    });
    const { run } = await service.harvest();
    expect(run).toMatchObject({ verdict: 'complete', problems: [], counts: { created: 30 } });
    await service.datasetEvents();
  });
  afterAll(async () => {
    await service.close();
    await site.close();
  });

  it.each<[string, (usual: Site) => void, string, RegExp]>([
    [
      'a page repeats an earlier one under another address',
      (at) => {
        at.set(path(3), page(3, { keys: upTo(10), next: `<${at.url}${path(4)}>` }));
        at.set(path(4), page(4, { keys: upTo(10), next: `<${at.url}${path(5)}>` }));
      },
      'GATHER_PAGE_LOOP',
      /repeats the records/,
    ],
    [
      'a page names the first as its next',
      (at) => at.set(path(3), page(3, { next: `<${at.url}${path(1)}>` })),
      'GATHER_PAGE_LOOP',
      /once more/,
    ],
    [
      'a page names itself as its next',
      (at) => at.set(path(2), page(2, { next: `<${at.url}${path(2)}>` })),
      'GATHER_PAGE_LOOP',
      /once more/,
    ],
    [
      'the total changes in mid-walk',
      (at) => {
        at.set(path(2), page(2, { total: 31 }));
        at.set(path(3), page(3, { total: 31 }));
      },
      'GATHER_COUNT_MISMATCH',
      /announced 31 records but delivered 30/,
    ],
    [
      'the second page fails for good',
      (at) => at.set(path(2), say('', 'text/plain', 500)),
      'FETCH_STATUS',
      /500/,
    ],
    [
      'the second page is a login page',
      (at) =>
        at.set(path(2), say('<html><form><input type="password"></form></html>', 'text/html')),
      'PARSE_LOGIN_PAGE',
      /login page/,
    ],
    [
      'the last page is empty',
      (at) => at.set(path(3), say('', 'text/turtle')),
      'GATHER_EMPTY',
      /without a single statement/,
    ],
    [
      'the last page is gone',
      (at) => at.set(path(3), say('gone', 'text/plain', 404)),
      'FETCH_STATUS',
      /404/,
    ],
    [
      'the next page is named by a text that is no address',
      (at) => at.set(path(2), page(2, { next: '"next, please"' })),
      'FETCH_STATUS',
      /404/,
    ],
  ])('keeps what it read and deletes nothing when %s', async (_case, spoil, code, words) => {
    spoil(site);
    const { run } = await service.harvest();
    reset();
    const found = run.problems.find((problem) => problem.code === code);
    expect(run.problems.map((problem) => problem.code)).toContain(code);
    expect(found?.message).toMatch(words);
    expect(found?.remedy).toBeTruthy();
    expect(run.verdict).toBe('partial');
    expect(run.counts.unchanged).toBeGreaterThanOrEqual(10);
    expect(await service.datasetEvents()).toEqual([]);
    expect((await service.context.reader.state()).datasets).toBe(30);
  });

  it('is walked to its end when the next page is named by a string', async () => {
    site.set(path(1), page(1, { next: `"${site.url}${path(2)}"` }));
    site.set(path(2), page(2, { next: `"${path(3)}"` }));
    const { run } = await service.harvest();
    reset();
    expect(run).toMatchObject({ verdict: 'complete', problems: [], gathered: 30 });
  });

  it('is walked to its end when a page fails once', async () => {
    site.set(path(2), flaky(page(2)));
    const { run } = await service.harvest();
    reset();
    expect(run).toMatchObject({ verdict: 'complete', problems: [], gathered: 30, retries: 1 });
  });

  it('holds deletions for approval when more than a fifth of its records is missing', async () => {
    site.set(path(3), page(3, { keys: [21, 22], total: 22 }));
    const { run } = await service.harvest();
    expect(run).toMatchObject({ verdict: 'complete', held: 8, counts: { deleted: 0 } });
    expect(await service.datasetEvents()).toEqual([]);
    expect((await service.context.reader.state()).datasets).toBe(30);
    reset();
    const again = await service.harvest();
    expect(again.run).toMatchObject({ held: 0, missing: 0, counts: { deleted: 0 } });
  });

  it('deletes what is missing where it is no more than a fifth', async () => {
    site.set(path(3), page(3, { keys: upTo(8).map((key) => key + 20), total: 28 }));
    const { run } = await service.harvest();
    expect(run).toMatchObject({ verdict: 'complete', held: 0, counts: { deleted: 2 } });
    expect((await service.datasetEvents()).map(({ type }) => type)).toEqual(['delete', 'delete']);
    reset();
  });
});

describe('a source that is a directory', () => {
  let site: Site;
  let service: ConnectorHarvest;
  const names = upTo(8).map((key) => `${key}.ttl`);
  const index = (files: readonly string[]): Answer =>
    say(files.map((file) => `<a href="${file}">${file}</a>`).join('\n'), 'text/html');

  beforeAll(async () => {
    site = await startFailingSite();
    site.set('/files/', index(names));
    for (const key of upTo(8)) site.set(`/files/${key}.ttl`, say(turtle(dataset(key))));
    service = await startConnectorHarvest({
      preset: 'hdh',
      connector: 'rdf-http',
      mapping: 'dcat-ap',
      url: `${site.url}/files/`,
      options: { mode: 'directory' },
      policy: { deletion: { graceDays: 0 } },
    });
    const { run } = await service.harvest();
    expect(run).toMatchObject({ verdict: 'complete', problems: [], counts: { created: 8 } });
    await service.datasetEvents();
  });
  afterAll(async () => {
    await service.close();
    await site.close();
  });

  it.each<[string, Answer, string]>([
    [
      'is a login page',
      say('<html><form><input type="password"></form></html>', 'text/html'),
      'PARSE_LOGIN_PAGE',
    ],
    ['is cut off', say(turtle(dataset(3)).slice(0, -30)), 'PARSE_TRUNCATED'],
    ['fails for good', say('', 'text/plain', 500), 'FETCH_STATUS'],
    ['is not there', say('', 'text/plain', 404), 'FETCH_STATUS'],
    ['is no RDF', say('hello', 'text/plain'), 'PARSE_NOT_RDF'],
  ])(
    'loses no dataset, and publishes the others, when one file %s',
    async (_case, answer, code) => {
      const changed = turtle(dataset(5, `dct:alternative "${code} ${_case}"@fr ;`));
      site.set('/files/3.ttl', answer);
      site.set('/files/5.ttl', say(changed));
      const { run, outcomes } = await service.harvest();
      site.set('/files/3.ttl', say(turtle(dataset(3))));
      expect(run.verdict).toBe('partial');
      expect(run.problems.map((problem) => problem.code)).toContain(code);
      const failed = outcomes.find(({ kind }) => kind === 'failed');
      expect(failed?.problem).toMatchObject({ code, remedy: expect.any(String) });
      expect(outcomes.find(({ kind }) => kind === 'updated')?.remoteKey).toBe(iriOf(5));
      expect((await service.datasetEvents()).map(({ type }) => type)).toEqual(['update']);
      expect((await service.context.reader.state()).datasets).toBe(8);
    },
  );

  it.each<[string, Answer, string]>([
    [
      'is a login page',
      say('<html><form><input type="password"></form></html>', 'text/html'),
      'PARSE_LOGIN_PAGE',
    ],
    ['names no file', index([]), 'GATHER_EMPTY'],
    ['fails for good', say('', 'text/plain', 500), 'FETCH_STATUS'],
  ])('deletes nothing when its index %s', async (_case, answer, code) => {
    site.set('/files/', answer);
    const { run } = await service.harvest();
    site.set('/files/', index(names));
    expect(run.problems.map((problem) => problem.code)).toContain(code);
    expect(run.verdict).not.toBe('complete');
    expect(await service.datasetEvents()).toEqual([]);
    expect((await service.context.reader.state()).datasets).toBe(8);
  });
});
