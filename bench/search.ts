import { rm } from 'node:fs/promises';
import { Client } from 'undici';
import { startService } from '../src/cli/serve.ts';
import { readSettings } from '../src/config.ts';
import type { SearchQuery } from '../src/model/search.ts';
import { readSearchText } from '../src/model/search-words.ts';
import { openDatabase } from '../src/store/database.ts';
import { migrate } from '../src/store/migrate.ts';
import { countsStatement, idsStatement, preparation } from '../src/store/search-statement.ts';
import { withDatabase } from './processes.ts';
import { loadDatasets } from './search-load.ts';

/**
 * `tsx bench/search.ts [SIZE]`: what a search over HTTP costs beside the bare SQL statement that it rests
 * on, in turns, as medians. Part of `npm run bench`.
 */
const searches = {
  'all datasets': {},
  'a word that all have': { q: 'cohorte' },
  'a word of one in five': { q: 'diabète' },
  'two filters': { category: 'RQSH', access: 'PUBLIC' },
  'a word and a filter': { q: 'épilepsie', access: 'RESTRICTED' },
  'an acronym': { q: 'COH4711' },
  'a slip of the pen': { q: 'diabette' },
} as const satisfies Record<string, Readonly<Record<string, string>>>;

const rounds = 15;

interface Figures {
  readonly hitsMs: number;
  readonly sqlMs: number;
  readonly jsonMs: number;
  readonly htmlMs: number;
  readonly total: number;
}

/** Measures every search; the table of its figures in Markdown. */
export async function benchSearch(size: number): Promise<string> {
  process.stderr.write(`searching ${size} datasets …\n`);
  return withDatabase(async (environment) => {
    const dataDir = `/tmp/glaneur-bench-search-${process.pid}`;
    const settings = readSettings({
      DATA_DIR: dataDir,
      PORT: '0',
      BASE_URL: 'http://localhost:8080',
      LOG_LEVEL: 'silent',
      ...(environment['BENCH_DATABASE_URL']
        ? { DATABASE_URL: environment['BENCH_DATABASE_URL'] }
        : {}),
    });
    try {
      return describe(size, await measure({ ...settings, port: 0 }, size));
    } finally {
      await rm(dataDir, { recursive: true, force: true });
    }
  });
}

async function measure(settings: ReturnType<typeof readSettings>, size: number) {
  const { databaseUrl: url, dataDir, baseUrl } = settings;
  const loading = await openDatabase(url === undefined ? { dataDir } : { url, dataDir });
  await migrate(loading);
  await loadDatasets(loading, size, baseUrl);
  await loading.close();
  const service = await startService(settings);
  try {
    const client = new Client(service.address ?? '', { headersTimeout: 0, bodyTimeout: 0 });
    await settle(client);
    const results = new Map<string, Figures>();
    for (const [name, parameters] of Object.entries(searches))
      results.set(name, await measureOne(service.context.database, client, parameters));
    await client.close();
    return results;
  } finally {
    await service.close();
  }
}

/** Waits until the service has done what it does when it starts: its copies for SPARQL and all dumps. */
async function settle(client: Client): Promise<void> {
  for (const path of ['/sparql?query=ASK%20%7B%7D', '/dumps/catalog.rdf.gz']) {
    const { body } = await client.request({ method: 'GET', path });
    await body.dump({ limit: 2 ** 32 });
  }
}

async function measureOne(
  database: Awaited<ReturnType<typeof openDatabase>>,
  client: Client,
  parameters: Readonly<Record<string, string>>,
): Promise<Figures> {
  const { q = '', ...filters } = parameters;
  const query: SearchQuery = {
    text: q,
    filters: Object.fromEntries(Object.entries(filters).map(([facet, code]) => [facet, [code]])),
    sort: 'relevance',
    page: 1,
    pageSize: 20,
  };
  const text = readSearchText(q);
  const whole = countsStatement(query, text);
  const hits = idsStatement(query, text, query.pageSize);
  const path = new URLSearchParams(parameters).toString();
  const times = {
    hits: [] as number[],
    sql: [] as number[],
    json: [] as number[],
    html: [] as number[],
  };
  const ask = (statement: typeof whole) =>
    database.transaction(async (tx) => {
      await tx.script(preparation(text));
      await tx.query(statement.sql, statement.params);
    });
  const time = async (into: number[], work: () => Promise<unknown>) => {
    const start = performance.now();
    await work();
    into.push(performance.now() - start);
  };
  const get = async (address: string) => {
    const { statusCode, body } = await client.request({ method: 'GET', path: address });
    const answer = await body.text();
    if (statusCode !== 200) throw new Error(answer);
    return answer;
  };
  const { total } = JSON.parse(await get(`/api/v1/datasets?${path}`)) as { total: number };
  for (let round = 0; round < rounds; round += 1) {
    await time(times.hits, () => ask(hits));
    await time(times.sql, () => ask(whole));
    await time(times.json, () => get(`/api/v1/datasets?${path}`));
    await time(times.html, () => get(`/fr/?${path}`));
  }
  return {
    hitsMs: median(times.hits),
    sqlMs: median(times.sql),
    jsonMs: median(times.json),
    htmlMs: median(times.html),
    total,
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

function describe(size: number, results: ReadonlyMap<string, Figures>): string {
  const head = [
    'search',
    'found',
    'SQL of the hits, ms',
    'SQL with facets, ms',
    'JSON, ms',
    'page, ms',
    'JSON / SQL',
    'page / SQL',
    'page / hits',
  ];
  const rows = [...results].map(([name, { hitsMs, sqlMs, jsonMs, htmlMs, total }]) => [
    name,
    total.toLocaleString('en'),
    hitsMs.toFixed(1),
    sqlMs.toFixed(1),
    jsonMs.toFixed(1),
    htmlMs.toFixed(1),
    (jsonMs / sqlMs).toFixed(2),
    (htmlMs / sqlMs).toFixed(2),
    (htmlMs / hitsMs).toFixed(2),
  ]);
  return `## Search

${size.toLocaleString('en')} datasets of some 150 words. SQL with facets is the one statement that finds a page of
results, their number and the counts of all facets; JSON and page are whole answers over HTTP from one client, in turns
with it, medians of ${rounds}. A word that nothing has is searched once more by its nearest known word.

${line(head)}
${line(['---', ...head.slice(1).map(() => '---:')])}
${rows.map(line).join('\n')}
`;
}

if (process.argv[1]?.endsWith('search.ts'))
  process.stdout.write(await benchSearch(Number(process.argv[2] ?? 50_000)));
