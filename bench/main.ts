import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { database, heapMiB, script, startServer, withDatabase } from './processes.ts';
import { benchSearch } from './search.ts';
import { benchPublication } from './sparql.ts';
import type { EngineFigures, GrowthFigures } from './validation.ts';

/**
 * `npm run bench`: the pipeline against its floor, a harvest with nothing changed against the first,
 * and the peak of memory, at 1,000 and 10,000 datasets. Floor and pipeline take turns on the same
 * pages in fresh processes; ratios are medians over the rounds. Writes bench/RESULTS.md. Arguments are
 * the sizes of the catalogues whose publication is measured; 10,000 and 50,000 if absent.
 */
const published = process.argv.slice(2).map(Number);

interface Harvest {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly verdict: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly requests: number;
  readonly serial: number;
}
interface Round {
  readonly floor: number;
  /** Serial before the first harvest. */
  readonly before: number;
  readonly first: Harvest;
  readonly second: Harvest;
  readonly peakMiB: number;
  /** The second harvest of a source that knows validators, and the first for comparison. */
  readonly conditional: { readonly first: Harvest; readonly second: Harvest };
}

const sizes = [
  { size: 1000, rounds: 3 },
  { size: 10_000, rounds: 1 },
];

async function measure(url: string): Promise<Round> {
  const { seconds } = await script<{ seconds: number }>('floor', url, process.env);
  const harvestTwice = (address: string) =>
    withDatabase((environment) =>
      script<Pick<Round, 'before' | 'first' | 'second' | 'peakMiB'>>(
        'pipeline',
        address,
        environment,
      ),
    );
  const pipeline = await harvestTwice(url);
  const conditional = await harvestTwice(`${url}&etag=1`);
  return { floor: seconds, ...pipeline, conditional };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

interface Gathering {
  readonly records: number;
  readonly concurrency: number;
  readonly seconds: number;
  readonly mostAtOnce: number;
  readonly sequentialSeconds: number;
}

process.stderr.write('validation …\n');
const validation = await script<{ engines: EngineFigures[]; growth: GrowthFigures[] }>(
  'validation',
  '',
  process.env,
);

process.stderr.write('gathering over 20 ms of latency …\n');
const gathering = await script<Gathering>('gather', '', process.env);

const results: { size: number; rounds: Round[] }[] = [];
for (const { size, rounds } of sizes) {
  const { child, url } = await startServer(size);
  try {
    const measured: Round[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      process.stderr.write(`${size} datasets, round ${round} of ${rounds} …\n`);
      measured.push(await measure(url));
    }
    results.push({ size, rounds: measured });
  } finally {
    child.kill();
  }
}

const rows = results.map(({ size, rounds }) => {
  const of = (value: (round: Round) => number) => median(rounds.map(value));
  const last = rounds.at(-1);
  return {
    size,
    cells: [
      size.toLocaleString('en'),
      String(rounds.length),
      (size / of(({ floor }) => floor)).toFixed(0),
      (size / of(({ first }) => first.seconds)).toFixed(0),
      of(({ floor, first }) => first.seconds / floor).toFixed(2),
      of(({ floor, first }) => first.cpuSeconds / floor).toFixed(2),
      of(({ first, second }) => first.seconds / second.seconds).toFixed(1),
      of(({ first, second }) => (100 * second.cpuSeconds) / first.cpuSeconds).toFixed(1),
      of(
        ({ conditional: { first, second } }) => (100 * second.cpuSeconds) / first.cpuSeconds,
      ).toFixed(1),
      of(({ peakMiB }) => peakMiB).toFixed(0),
      `${last?.first.requests}, ${last?.conditional.second.requests}`,
      String((last?.first.serial ?? 0) - (last?.before ?? 0)),
      String((last?.second.serial ?? 0) - (last?.first.serial ?? 0)),
    ],
    peak: of(({ peakMiB }) => peakMiB),
  };
});
const head = [
  'datasets',
  'rounds',
  'floor, datasets/s',
  'pipeline, datasets/s',
  'time, pipeline / floor',
  'CPU, pipeline / floor',
  'first / unchanged, times faster',
  'CPU of unchanged by hash, % of first',
  'CPU of unchanged by ETag, % of first',
  'peak, MiB',
  'requests, first and unchanged',
  'events, first',
  'events, unchanged',
];
const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
const growth = (rows[1]?.peak ?? Number.NaN) / (rows[0]?.peak ?? Number.NaN);
const model = cpus()[0]?.model ?? 'unknown processor';
const text = `# Benchmark results

${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${model}, Node ${process.version}, ${
  database === undefined ? 'embedded PGlite' : 'PostgreSQL'
}. Run with \`npm run bench\`${database === undefined ? '' : ' and BENCH_DATABASE_URL'}.

The floor parses the same pages with n3 and validates them with shacl-engine against the same shapes,
and does nothing else. The pipeline gathers over HTTP, parses, maps, identifies, validates, assesses
and stores. Ratios are medians over the rounds; both take turns in fresh processes, and have done one
page of other datasets before they are measured.

${line(head)}
${line(head.map(() => '---:'))}
${rows.map(({ cells }) => line(cells)).join('\n')}

## Validation

CPU time per dataset, warm, of compiled shapes and of shacl-engine as it is installed on the same
descriptions (up to 290 triples), in turns; medians. The official shapes are measured where ORACLE_DATA is set.

${line(['shapes', 'compiled, ms', 'shacl-engine, ms', 'times faster'])}
${line(['---', '---:', '---:', '---:'])}
${validation.engines
  .map(({ shapes, compiled, reference, ratio }) =>
    line([shapes, compiled.toFixed(3), reference.toFixed(1), ratio.toFixed(0)]),
  )
  .join('\n')}

Compiled, per dataset of a catalogue of different descriptions (about 110 triples), as it grows and as
the vocabularies grow:

${line(['shapes', 'datasets', 'concepts more', 'ms per dataset'])}
${line(['---', '---:', '---:', '---:'])}
${validation.growth
  .map(({ shapes, datasets, concepts, milliseconds }) =>
    line([
      shapes,
      datasets.toLocaleString('en'),
      concepts.toLocaleString('en'),
      milliseconds.toFixed(3),
    ]),
  )
  .join('\n')}

## Gathering

A source of ${gathering.records.toLocaleString('en')} records, one request each, answers after 20 ms and allows ${gathering.concurrency}
requests at once. It was gathered in ${gathering.seconds.toFixed(1)} s, ${(gathering.sequentialSeconds / gathering.seconds).toFixed(1)} times faster than one request after the other
(${gathering.sequentialSeconds.toFixed(0)} s, from 500 measured), with at most ${gathering.mostAtOnce} requests at once.

## Memory

With a JavaScript heap of at most ${heapMiB} MiB per thread, peak memory at 10,000 datasets is ${growth.toFixed(2)} times that at 1,000.
`;
const whole = `${text}
${await benchPublication(published.length > 0 ? published : [10_000, 50_000])}
${await benchSearch(50_000)}`;
await writeFile('bench/RESULTS.md', whole);
process.stdout.write(whole);
