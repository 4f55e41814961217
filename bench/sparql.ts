import { measurePublication, type Publication } from './publication.ts';
import { requireWrk } from './wrk.ts';

/**
 * `tsx bench/sparql.ts [--size N]...`: what publishing costs, and what its readers notice of a client
 * that sends never-ending queries. Part of `npm run bench`.
 */
export async function benchPublication(sizes: readonly number[]): Promise<string> {
  await requireWrk();
  const results: Publication[] = [];
  for (const size of sizes) {
    process.stderr.write(`publishing ${size} datasets …\n`);
    const result = await measurePublication(size);
    // A large catalogue takes long: what is measured is told even if the next one is never finished.
    process.stderr.write(`${JSON.stringify(result)}\n`);
    results.push(result);
  }
  return describe(results);
}

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
const head = [
  'datasets',
  'triples',
  'first copy, s per million triples',
  'all three copies, s',
  'a copy, MiB per million triples',
  'point queries/s in the engine',
  'point queries/s over HTTP',
  'HTTP / engine',
  'p95 of a point query, ms',
  'p95 beside endless queries, ms',
  'times',
  'answers beside them',
  'answers to the offender',
  'all dumps, s',
  'visible after a commit, ms: SPARQL, document, feed, dumps',
  'documents/s',
  'bare Fastify/s',
  'document / bare',
];

function describe(results: readonly Publication[]): string {
  const rows = results.map((result) => {
    const millions = result.triples / 1e6;
    const { visibleMs: seen } = result;
    return [
      result.datasets.toLocaleString('en'),
      result.triples.toLocaleString('en'),
      (result.firstCopySeconds / millions).toFixed(1),
      result.allCopiesSeconds.toFixed(1),
      (result.copyMiB / millions).toFixed(0),
      result.directPerSecond.toFixed(0),
      result.httpPerSecond.toFixed(0),
      (result.httpPerSecond / result.directPerSecond).toFixed(2),
      result.unloadedP95Ms.toFixed(1),
      result.floodedP95Ms.toFixed(1),
      (result.floodedP95Ms / result.unloadedP95Ms).toFixed(2),
      counts(result.floodedStatuses),
      counts(result.offenderStatuses),
      result.dumpsSeconds.toFixed(0),
      [seen.SPARQL, seen.document, seen.feed, seen.dumps].map((ms) => ms.toFixed(0)).join(', '),
      result.documentPerSecond.toFixed(0),
      result.barePerSecond.toFixed(0),
      (result.documentPerSecond / result.barePerSecond).toFixed(2),
    ];
  });
  return `## Publication

Point queries ask for all that is said of one dataset: in the engine one after the other in one thread, over HTTP by wrk on
8 connections, in turns. The offender sends never-ending queries on 4 connections without pause;
queries may take 5 s there. Bare Fastify sends the bytes of the same documents and does nothing else,
in turns too, both asked by wrk on 8 connections. Of five rounds in turns the one with the median ratio is told.

${line(head)}
${line(head.map(() => '---:'))}
${rows.map(line).join('\n')}
`;
}

function counts(statuses: Readonly<Record<string, number>>): string {
  return Object.entries(statuses)
    .map(([status, count]) => `${status}: ${count}`)
    .join(', ');
}

if (process.argv[1]?.endsWith('sparql.ts')) {
  const sizes = process.argv.flatMap((word, at, all) =>
    word === '--size' ? [Number(all[at + 1])] : [],
  );
  process.stdout.write(await benchPublication(sizes.length > 0 ? sizes : [10_000, 50_000]));
}
