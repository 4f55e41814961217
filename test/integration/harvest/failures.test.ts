import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProblemCode } from '../../../src/model/problem.ts';
import { startApp } from '../../http/support.ts';
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

let site: Site;
let service: ConnectorHarvest;

/** The real flow over one source at the site, harvested well once. */
async function start(path: string, options: object, limits: object = {}): Promise<void> {
  service = await startConnectorHarvest({
    preset: 'hdh',
    connector: 'rdf-http',
    mapping: 'dcat-ap',
    url: site.url + path,
    options,
    policy: { deletion: { graceDays: 0 } },
    limits: { maxBytes: 8_000_000, ...limits },
  });
  const { run } = await service.harvest();
  expect(run.problems).toEqual([]);
  expect(run.verdict).toBe('complete');
}

/** Harvests while the site answers so; the catalogue must neither lose nor change anything. */
async function harvestWith(path: string, answer: Answer, usual: Answer) {
  await service.datasetEvents();
  const before = await service.context.reader.state();
  site.set(path, answer);
  const result = await service.harvest();
  site.set(path, usual);
  const events = await service.datasetEvents();
  const after = await service.context.reader.state();
  return { ...result, events, before, after };
}

/** What an admin is told of a run that went wrong: a stable code, a sentence, a remedy. */
function expectProblem(
  problems: readonly { code: string; message: string; remedy: string }[],
  code: ProblemCode,
  words: RegExp,
) {
  const found = problems.find((problem) => problem.code === code);
  expect(problems.map((problem) => problem.code)).toContain(code);
  expect(found?.message).toMatch(words);
  expect(found?.remedy.length).toBeGreaterThan(20);
}

beforeAll(async () => {
  site = await startFailingSite();
});
afterAll(() => site.close());

describe('a source that is one document', () => {
  const path = '/catalogue';
  const whole = turtle(...upTo(10).map((key) => dataset(key)));
  const usual = say(whole);

  beforeAll(async () => {
    site.set(path, usual);
    await start(path, { mode: 'document' }, { timeoutMs: 600 });
  });
  afterAll(() => service.close());

  const half = (text: string) => text.slice(0, Math.floor(text.length / 2));
  const rdfXml = `<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dcat="http://www.w3.org/ns/dcat#" xmlns:dct="http://purl.org/dc/terms/">
${upTo(10)
  .map(
    (key) => `<dcat:Dataset rdf:about="${iriOf(key)}">
<dct:title xml:lang="fr">Autre titre ${key}</dct:title></dcat:Dataset>`,
  )
  .join('\n')}
</rdf:RDF>`;
  const entities = `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]>${rdfXml.slice(21).replace('Autre', '&d;')}`;
  const nested = rdfXml.replace('Autre', '<dct:a>'.repeat(50_000) + '</dct:a>'.repeat(50_000));
  const remote = JSON.stringify({
    '@context': 'https://unreachable.example.org/context.jsonld',
    '@id': iriOf(1),
    '@type': 'dcat:Dataset',
  });
  const bomb: Answer = (_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/turtle', 'Content-Encoding': 'gzip' });
    response.end(gzipSync(Buffer.alloc(64_000_000, ' ')));
  };
  const drip: Answer = (_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/turtle' });
    const timer = setInterval(() => response.write(' '), 50);
    response.on('close', () => clearInterval(timer));
  };
  const truncated: Answer = (_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/turtle', 'Content-Length': whole.length });
    response.write(half(whole), () => response.destroy());
  };
  const to = (location: string): Answer => {
    return (_request, response) => void response.writeHead(302, { Location: location }).end();
  };

  it.each<[string, Answer, ProblemCode, RegExp]>([
    ['drips without end', drip, 'FETCH_TIMEOUT', /took longer than/],
    ['fails for good', say('', 'text/plain', 500), 'FETCH_STATUS', /500: the server failed/],
    ['wants credentials', say('', 'text/plain', 401), 'FETCH_STATUS', /401: it asks for cred/],
    ['breaks off the connection', truncated, 'FETCH_TRUNCATED', /broke off/],
    ['redirects in a circle', to(path), 'FETCH_REDIRECT_LOOP', /in a circle/],
    [
      'redirects into a private network',
      to('http://127.0.0.2/'),
      'FETCH_ADDRESS_REFUSED',
      /127\.0\.0\.2/,
    ],
    [
      'redirects to the metadata of a cloud',
      to('http://169.254.169.254/latest/'),
      'FETCH_ADDRESS_REFUSED',
      /169\.254/,
    ],
    ['unpacks to 64 MB', bomb, 'FETCH_BODY_TOO_LARGE', /8000000 bytes/],
    ['is empty', say(''), 'GATHER_EMPTY', /no dataset/],
    ['is valid and describes nothing', say(turtle()), 'GATHER_EMPTY', /no dataset/],
    [
      'is a login page',
      say('<!doctype html><form><input type="password"></form>', 'text/html'),
      'PARSE_LOGIN_PAGE',
      /login page/,
    ],
    [
      'is a login page called Turtle',
      say('<html><form><input type="password"></form>'),
      'PARSE_LOGIN_PAGE',
      /login page/,
    ],
    [
      'is not in the charset it declares',
      say(Buffer.from(whole, 'latin1'), 'text/turtle; charset=utf-8'),
      'PARSE_CHARSET',
      /utf-8/i,
    ],
    [
      'needs a JSON-LD context from elsewhere',
      say(remote, 'application/ld+json'),
      'PARSE_UNSAFE',
      /context/,
    ],
    [
      'expands XML entities',
      say(entities, 'application/rdf+xml'),
      'PARSE_UNSAFE',
      /DOCTYPE|DTD|entit/i,
    ],
    ['nests XML 50,000 deep', say(nested, 'application/rdf+xml'), 'PARSE_UNSAFE', /deep|nest/i],
    [
      'is RDF/XML that breaks off',
      say(half(rdfXml), 'application/rdf+xml'),
      'PARSE_TRUNCATED',
      /end|break|truncat/i,
    ],
    ['is Turtle that breaks off', say(half(whole)), 'PARSE_TRUNCATED', /end|break|truncat/i],
    ['is no RDF', say('{"a": 1}', 'application/json'), 'PARSE_NOT_RDF', /./],
  ])('deletes nothing and says why when it %s', async (_case, answer, code, words) => {
    const { run, events, before, after } = await harvestWith(path, answer, usual);
    expectProblem(run.problems, code, words);
    expect(run.verdict).not.toBe('complete');
    expect(events).toEqual([]);
    expect(after.datasets).toBe(before.datasets);
    expect(run.counts.deleted + run.held).toBe(0);
  });

  it('is complete when it fails once and then answers', async () => {
    let count = 0;
    const flaky: Answer = (request, response) => {
      count += 1;
      if (count === 1) response.writeHead(500).end();
      else usual(request, response);
    };
    const { run, events } = await harvestWith(path, flaky, usual);
    expect(run).toMatchObject({ verdict: 'complete', retries: 1, requests: 2, problems: [] });
    expect(run.waitedMs).toBeGreaterThanOrEqual(250);
    expect(events).toEqual([]);
  });

  it.each<[string, string, ProblemCode, RegExp]>([
    ['an IRI with a space', 'dct:source <https://data.example.org/a b> ;', 'PARSE_IRI', /a b/],
    ['a language tag @fr_FR', 'dct:alternative "Jeu"@fr_FR ;', 'PARSE_LANGUAGE_TAG', /fr_FR/],
    ['a prefix nobody declared', 'adms:versionNotes "1"@fr ;', 'PARSE_PREFIX', /adms/],
  ])(
    'fails one record that has %s, and goes on with the others',
    async (_case, bad, code, words) => {
      const answer = say(
        turtle(
          dataset(1, bad),
          dataset('new'),
          ...upTo(10)
            .slice(1)
            .map((key) => dataset(key)),
        ),
      );
      const { run, outcomes, events, after } = await harvestWith(path, answer, usual);
      const failed = outcomes.filter(({ kind }) => kind === 'failed');
      expect(failed.map(({ remoteKey }) => remoteKey)).toEqual([iriOf(1)]);
      expectProblem(
        failed.flatMap(({ problem }) => problem ?? []),
        code,
        words,
      );
      expect(run.counts).toMatchObject({ failed: 1, deleted: 0 });
      expect(events.filter(({ type }) => type === 'delete')).toEqual([]);
      expect(events.filter(({ type }) => type === 'create').length).toBe(1);
      expect(after.datasets).toBe(11);
      const restored = await service.harvest();
      expect(restored.run.counts).toMatchObject({ deleted: 1, failed: 0 });
    },
  );

  const columns = upTo(6000).map(
    (index) => `[ a csvw:Column ; csvw:name "COL_${index}" ; csvw:title "Colonne ${index}"@fr ;
        dct:description "${'Ce que contient la colonne. '.repeat(16)}${index}"@fr ;
        csvw:datatype "string" ]`,
  );
  const variables = `healthdcatap:hasStructuredData true ; healthdcatap:hasVariables [
    a csvw:TableGroup ; dct:title "Variables"@fr ; csvw:table [ a csvw:Table ;
    csvw:title "Table"@fr ; dct:description "Une table."@fr ; csvw:column ${columns.join(', ')} ] ] ;`;
  const clique = upTo(40)
    .map(
      (one) =>
        `_:n${one} ${upTo(40)
          .filter((other) => other !== one)
          .map((other) => `dct:relation _:n${other}`)
          .join(' ; ')} .`,
    )
    .join('\n');

  it.each<[string, string, string]>([
    ['a description of 1 MB', `dct:description "${'Texte. '.repeat(150_000)}"@fr ;`, ''],
    [
      '5,000 keywords',
      `dcat:keyword ${upTo(5000)
        .map((index) => `"mot ${index}"@fr`)
        .join(', ')} ;`,
      '',
    ],
    ['40 blank nodes that all name one another', 'dct:relation _:n1 ;', clique],
    ['6,000 columns in 3 MB', variables, ''],
  ])('publishes and serves a record with %s', async (_case, more, rest) => {
    const answer = say(turtle(...upTo(10).map((key) => dataset(key)), dataset('huge', more), rest));
    const { run, outcomes } = await harvestWith(path, answer, usual);
    expect(outcomes).toMatchObject([{ remoteKey: iriOf('huge'), kind: 'created' }]);
    expect(run).toMatchObject({ verdict: 'complete', problems: [] });
    const app = await startApp(service.context.reader);
    const id = outcomes[0]?.recordId;
    for (const accept of ['text/turtle', 'application/ld+json', 'text/html']) {
      const response = await app.inject({ url: `/datasets/${id}`, headers: { accept } });
      expect(response.statusCode, accept).toBe(200);
      expect(response.body, accept).toContain('huge');
    }
    await service.harvest();
  });
});
