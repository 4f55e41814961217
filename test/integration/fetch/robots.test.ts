import { afterEach, describe, expect, it } from 'vitest';
import { createHttp } from '../../../src/fetch/http.ts';
import type { RobotsPolicy } from '../../../src/model/source.ts';
import { startServer } from '../../support/loopback-server.ts';

const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A site with this robots.txt, and a client that treats it by a policy. */
async function visitor(policy: RobotsPolicy, robots: string, status = 200) {
  const asked: string[] = [];
  const server = await startServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url === '/moved') return void response.writeHead(302, { Location: '/kept' }).end();
    response.statusCode = request.url === '/robots.txt' ? status : 200;
    response.end(request.url === '/robots.txt' ? robots : 'data');
  });
  const http = createHttp({
    userAgent: 'Glaneur/1.0 (+https://catalogue.example.org)',
    limits: {
      requestsPerSecond: 10_000,
      concurrency: 4,
      maxBytes: 100_000,
      timeoutMs: 2000,
      allowPrivateHosts: ['127.0.0.1'],
      robots: policy,
    },
  });
  closers.push(server.close, http.close);
  return { http, asked, url: server.url };
}

const keptOut = 'User-agent: *\nDisallow: /kept\nAllow: /kept/but-this$\n';

describe('a robots.txt', () => {
  it('that is obeyed keeps us out of what it disallows, in words that name its line', async () => {
    const { http, asked, url } = await visitor('obey', keptOut);
    await expect(http.get(`${url}/kept/x`)).rejects.toMatchObject({
      code: 'FETCH_ROBOTS',
      message: `${url}/robots.txt, line 2, keeps harvesters out of ${url}/kept/x`,
    });
    expect(asked).toEqual(['/robots.txt']);
  });

  it('that is obeyed lets us into everything else, and is read once for all requests', async () => {
    const { http, asked, url } = await visitor('obey', keptOut);
    await Promise.all(['/a', '/b', '/kept/but-this'].map((path) => http.get(url + path)));
    expect(asked.sort()).toEqual(['/a', '/b', '/kept/but-this', '/robots.txt']);
  });

  it('that is obeyed also holds where a redirect leads', async () => {
    const { http, asked, url } = await visitor('obey', keptOut);
    await expect(http.get(`${url}/moved`)).rejects.toMatchObject({ code: 'FETCH_ROBOTS' });
    expect(asked).not.toContain('/kept');
  });

  it('has a group of our own that goes before the group of everybody', async () => {
    const text = `User-agent: glaneur\nDisallow:\n\n${keptOut}`;
    const { http, url } = await visitor('obey', text);
    expect((await http.get(`${url}/kept`)).status).toBe(200);
  });

  it('spaces requests by its Crawl-delay, and its disallowances are left aside if so set', async () => {
    const { http, url } = await visitor('delay-only', `${keptOut}Crawl-delay: 0.3\n`);
    const begun = performance.now();
    await Promise.all([http.get(`${url}/kept`), http.get(`${url}/b`)]);
    // A slow machine uses up part of a delay before it waits, never all of both.
    expect(performance.now() - begun).toBeGreaterThanOrEqual(590);
    expect(http.figures.waitedMs).toBeGreaterThan(0);
  });

  it('is not even asked for where it is to be ignored', async () => {
    const { http, asked, url } = await visitor('ignore', `${keptOut}Crawl-delay: 20\n`);
    await http.get(`${url}/kept`);
    expect(asked).toEqual(['/kept']);
  });

  it.each([
    ['is missing', 'not here', 404],
    ['fails', 'Disallow: /', 500],
    ['is a web page', '<html><body>User-agent: * Disallow: /</body></html>', 200],
    ['is larger than half a mebibyte', `${keptOut}# ${'x'.repeat(600_000)}`, 200],
    ['asks for a delay that is no number', 'User-agent: *\nCrawl-delay: soon', 200],
    ['asks for a delay before yesterday', 'User-agent: *\nCrawl-delay: -5', 200],
  ])('that %s keeps nobody out and holds nobody up', async (_case, text, status) => {
    const { http, asked, url } = await visitor('obey', text, status);
    await http.get(`${url}/kept`);
    await http.get(`${url}/b`);
    expect(asked).toEqual(['/robots.txt', '/kept', '/b']);
    expect(http.figures.waitedMs).toBeLessThan(200);
  });

  it('made of wildcards keeps nobody waiting', async () => {
    const rule = `Disallow: /${'*a'.repeat(95)}b\n`;
    const { http, url } = await visitor('obey', `User-agent: *\n${rule.repeat(2000)}`);
    await http.get(`${url}/first`);
    const { status } = await http.get(`${url}/${'a'.repeat(2000)}`);
    expect(status).toBe(200);
  });
});
