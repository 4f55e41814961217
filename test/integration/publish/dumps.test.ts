import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import type { Quad } from '@rdfjs/types';
import jsonld from 'jsonld';
import { Parser } from 'n3';
import { RdfXmlParser } from 'rdfxml-streaming-parser';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { CatalogueReader } from '../../../src/model/published.ts';
import type { Dumps } from '../../../src/publish/dumps/contract.ts';
import { createDumps } from '../../../src/publish/dumps/index.ts';
import { keepDumps } from '../../../src/publish/dumps/keep.ts';
import { type Render, type RenderTask, renderFile } from '../../../src/publish/dumps/render.ts';
import { createRenderThread } from '../../../src/publish/dumps/render-thread.ts';
import { beginsSegment } from '../../../src/publish/dumps/segments.ts';
import { formatOf, formats, type RdfFormat } from '../../../src/publish/formats.ts';
import { findTarget } from '../../../src/publish/profiles/index.ts';
import { datasetDocument } from '../../../src/rdf/mint.ts';
import { toCanonicalNTriples } from '../../../src/rdf/serialise.ts';
import { memoryCatalogue } from '../../support/memory-catalogue.ts';
import { baseUrl, sampleCatalogue, sampleDataset } from '../../support/sample-catalogue.ts';

async function newDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'glaneur-dumps-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

function format(suffix: string): RdfFormat {
  const found = formatOf(suffix);
  if (!found) throw new Error(`no format ${suffix}`);
  return found;
}

async function read(dumps: Dumps, suffix: string): Promise<string> {
  return text((await dumps.open(format(suffix), false)).read());
}

const version = 'any';

/** Names of the files of segments, each with its suffix alone. */
async function suffixesIn(directory: string): Promise<readonly string[]> {
  const names = await readdir(join(directory, version, 'segments'));
  return names.map((name) => name.replace(/^[0-9a-f]{64}\./, '')).sort();
}

/** The files of a segment once it is built. */
const everyFile = formats
  .flatMap(({ suffix }) => [
    suffix,
    `${suffix}.gz`,
    ...(suffix === 'nq' ? [] : [`${suffix}.lengths`]),
  ])
  .sort();

describe('dumps', () => {
  it('hold the same triples in every format', async () => {
    const dumps = createDumps({ reader: sampleCatalogue(30), directory: await newDirectory() });
    const expected = toCanonicalNTriples(new Parser().parse(await read(dumps, 'nt')));
    expect(expected.split('\n').length).toBeGreaterThan(300);
    expect(toCanonicalNTriples(new Parser().parse(await read(dumps, 'ttl')))).toBe(expected);
    for (const suffix of ['nq', 'trig']) {
      expect(toCanonicalNTriples(new Parser().parse(await read(dumps, suffix)))).toBe(expected);
    }
    const xml: Quad[] = [];
    const parser = Readable.from([await read(dumps, 'rdf')]).pipe(new RdfXmlParser());
    for await (const quad of parser) xml.push(quad);
    expect(toCanonicalNTriples(xml)).toBe(expected);
    // toRDF without a format gives RDF/JS quads, which its types call an object.
    const json = (await jsonld.toRDF(JSON.parse(await read(dumps, 'jsonld')))) as Quad[];
    expect(toCanonicalNTriples(json)).toBe(expected);
  });

  it('read the catalogue once per serial, however many ask at the same time', async () => {
    const reader = sampleCatalogue(5);
    const dumps = createDumps({ reader, directory: await newDirectory() });
    const opened = await Promise.all(
      [...formats, ...formats].map((each) => dumps.open(each, false)),
    );
    for (const dump of opened) dump.close();
    await dumps.checksum();
    expect(reader.snapshots).toBe(1);
  });

  it('follow the catalogue, remove what is old, and let readers finish', async () => {
    const reader = sampleCatalogue(2);
    const directory = await newDirectory();
    const dumps = createDumps({ reader, directory });
    const old = await dumps.open(format('nt'), false);
    reader.put(sampleDataset('new'));
    expect(await read(dumps, 'nt')).toContain('Cohorte new');
    const finished = await text(old.read());
    expect(Buffer.byteLength(finished)).toBe(old.size);
    expect(finished).not.toContain('Cohorte new');
    // Agents, the catalogue and the datasets are segments of their own.
    await vi.waitUntil(async () => (await suffixesIn(directory)).length === 9);
    expect([...new Set(await suffixesIn(directory))]).toEqual(['nq', 'nt', 'nt.lengths']);
  });

  it('do not trust files of an earlier process, whose database may have been another', async () => {
    const directory = await newDirectory();
    await writeFile(join(directory, 'edition.json'), '{"serial":4,"segments":[]}');
    await mkdir(join(directory, version));
    await writeFile(join(directory, version, 'edition.json'), '{"serial":4,"segments":[]}');
    const dumps = createDumps({ reader: sampleCatalogue(2), directory });
    expect(await read(dumps, 'nt')).toContain('Cohorte d001');
    expect(await readdir(directory)).toEqual([version]);
  });

  it('are given as they were built, until others are whole in all formats', async () => {
    const reader = sampleCatalogue(2);
    const directory = await newDirectory();
    const dumps = createDumps({ reader, directory, isBuilt: true });
    await dumps.build();
    reader.put(sampleDataset('new'));
    expect(await read(dumps, 'nt')).not.toContain('Cohorte new');
    expect((await dumps.checksum()).serial).toBe(4);
    await dumps.build();
    expect(await read(dumps, 'nt')).toContain('Cohorte new');
    expect([...new Set(await suffixesIn(directory))]).toEqual(everyFile);
    expect(await suffixesIn(directory)).toHaveLength(3 * everyFile.length);
    expect(reader.snapshots).toBe(2);
    await dumps.build();
    expect(reader.snapshots).toBe(2);
  });

  it('are made on demand while none is built', async () => {
    const dumps = createDumps({
      reader: sampleCatalogue(2),
      directory: await newDirectory(),
      isBuilt: true,
    });
    expect(await read(dumps, 'ttl')).toContain('Cohorte d001');
  });

  it('stay when a build fails or is given up', async () => {
    const reader = sampleCatalogue(2);
    let isAway = false;
    const flaky = {
      ...reader,
      snapshot: (async (use, ranges) => {
        if (isAway) throw new Error('database away');
        return reader.snapshot(use, ranges);
      }) as typeof reader.snapshot,
    };
    const dumps = createDumps({ reader: flaky, directory: await newDirectory(), isBuilt: true });
    await dumps.build();
    reader.put(sampleDataset('new'));
    isAway = true;
    await expect(dumps.build()).rejects.toThrow('database away');
    isAway = false;
    await expect(dumps.build(AbortSignal.abort(new Error('stopping')))).rejects.toThrow();
    expect(await read(dumps, 'nt')).not.toContain('Cohorte new');
  });

  it('outlive the process that built them, where the database is the same', async () => {
    const directory = await newDirectory();
    const reader = sampleCatalogue(2);
    await createDumps({ reader, directory, isBuilt: true }).build();
    const again = createDumps({ reader, directory, isBuilt: true });
    expect(await read(again, 'ttl')).toContain('Cohorte d001');
    expect(reader.snapshots).toBe(1);
    const other = memoryCatalogue(() => new Date('2027-01-01T00:00:00Z'));
    for (const id of ['x', 'y', 'z', 'new']) other.put(sampleDataset(id));
    const elsewhere = createDumps({ reader: other, directory, isBuilt: true });
    expect(await read(elsewhere, 'ttl')).not.toContain('Cohorte d001');
    await vi.waitUntil(async () => (await suffixesIn(directory)).length === 3);
    expect(await suffixesIn(directory)).toEqual(['nq', 'ttl', 'ttl.lengths']);
  });

  it('stay when the process is killed while it builds', async () => {
    const directory = await newDirectory();
    const script = new URL('../../support/dump-process.ts', import.meta.url).pathname;
    const child = spawn(process.execPath, ['--import', 'tsx', script, directory], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit');
    for await (const line of createInterface({ input: child.stdout }))
      if (line === 'half') child.kill('SIGKILL');
    expect(await ended).toEqual([null, 'SIGKILL']);
    await writeFile(join(directory, version, 'segments', `${'0'.repeat(64)}.nq.part`), 'half');
    const reader = sampleCatalogue(4);
    const dumps = createDumps({ reader, directory, isBuilt: true });
    const nquads = await read(dumps, 'nq');
    expect(nquads).toContain('Cohorte d003');
    expect(nquads).not.toContain('Cohorte d004');
    expect((await dumps.checksum()).sha256).toBe(createHash('sha256').update(nquads).digest('hex'));
    await dumps.build();
    expect(await read(dumps, 'nq')).toContain('Cohorte d004');
    expect([...new Set(await suffixesIn(directory))]).toEqual(everyFile);
  });

  it('are the same bytes whether they were made at once or change by change', async () => {
    const reader = sampleCatalogue(400);
    const dumps = createDumps({ reader, directory: await newDirectory(), isBuilt: true });
    await dumps.build();
    const graphs = (await reader.datasets({ page: 1, pageSize: 400 })).items.map(
      ({ graph }) => graph,
    );
    const first = graphs.filter(beginsSegment);
    expect(first.length).toBeGreaterThan(2);
    const begin = (number: number): string =>
      beginsSegment(datasetDocument(baseUrl, `b${number}`)) ? `b${number}` : begin(number + 1);
    const steps: readonly (() => void)[] = [
      () => reader.put(sampleDataset('d200', { title: 'Autre titre' })),
      () => reader.remove(first[0] ?? ''),
      () => reader.put(sampleDataset(begin(0))),
      () => reader.remove(graphs[0] ?? ''),
      () => {
        for (const graph of first) reader.remove(graph);
        for (let number = 500; number < 520; number += 1) reader.put(sampleDataset(`d${number}`));
      },
      () => {
        for (const graph of graphs) reader.remove(graph);
      },
      () => reader.put(sampleDataset('d001')),
    ];
    for (const step of steps) {
      step();
      await dumps.build();
      const fresh = createDumps({ reader, directory: await newDirectory() });
      expect(await dumps.checksum()).toEqual(await fresh.checksum());
      for (const suffix of ['nq', 'ttl', 'jsonld', 'rdf'])
        expect(await read(dumps, suffix)).toBe(await read(fresh, suffix));
      const compressed = async (from: Dumps) =>
        buffer((await from.open(format('trig'), true)).read());
      expect((await compressed(dumps)).equals(await compressed(fresh))).toBe(true);
      expect(gunzipSync(await compressed(dumps)).toString()).toBe(await read(dumps, 'trig'));
    }
  });

  it('read and render again only what was changed', async () => {
    const reader = sampleCatalogue(1000);
    const entities: string[] = [];
    const counting: CatalogueReader = {
      ...reader,
      snapshot: (use, graphs) =>
        reader.snapshot(
          (state, all) =>
            use(
              state,
              (async function* () {
                for await (const entity of all) {
                  entities.push(entity.graph);
                  yield entity;
                }
              })(),
            ),
          graphs,
        ),
    };
    const directory = await newDirectory();
    const dumps = createDumps({ reader: counting, directory, isBuilt: true });
    await dumps.build();
    expect(entities.length).toBeGreaterThan(1000);
    entities.length = 0;
    const writes = formats.map((each) => vi.spyOn(each, 'write'));
    onTestFinished(() => {
      for (const write of writes) write.mockRestore();
    });
    reader.put(sampleDataset('d500', { title: 'Autre titre' }));
    expect(await dumps.behind()).toBe(1);
    await dumps.build();
    const changed = datasetDocument(baseUrl, 'd500');
    expect(entities).toEqual([changed]);
    for (const [index, write] of writes.entries()) {
      const isNQuads = formats[index]?.suffix === 'nq';
      expect(write.mock.calls.map(([{ graph }]) => graph)).toEqual(isNQuads ? [] : [changed]);
    }
    expect(await read(dumps, 'rdf')).toContain('Autre titre');
  });

  it('of an earlier process are taken as they are, and what renders is warmed up once', async () => {
    const reader = sampleCatalogue(50);
    const directory = await newDirectory();
    await createDumps({ reader, directory, isBuilt: true }).build();
    const before = await suffixesIn(directory);
    const tasks: RenderTask[] = [];
    const render: Render = (task) => {
      tasks.push(task);
      return renderFile(task);
    };
    const dumps = createDumps({ reader, directory, isBuilt: true, render });
    await dumps.build();
    await dumps.build();
    expect(tasks.map(({ to }) => to)).toEqual(formats.map(() => devNull));
    expect(tasks.map(({ suffix }) => suffix)).toEqual(formats.map(({ suffix }) => suffix));
    expect(await suffixesIn(directory)).toEqual(before);
  });

  it('are the same when another thread renders them', async () => {
    const reader = sampleCatalogue(100);
    const here = createDumps({ reader, directory: await newDirectory() });
    const { render, close } = createRenderThread();
    onTestFinished(close);
    const there = createDumps({ reader, directory: await newDirectory(), render });
    for (const { suffix } of formats)
      expect(await read(there, suffix)).toBe(await read(here, suffix));
    const target = findTarget('hdh-2025');
    const inProfile = async (dumps: Dumps) =>
      text((await dumps.open(format('ttl'), false, target ? { target } : {})).read());
    expect(await inProfile(there)).toBe(await inProfile(here));
    expect(await inProfile(there)).not.toBe(await read(here, 'ttl'));
  });

  it('give any range of bytes', async () => {
    const dumps = createDumps({ reader: sampleCatalogue(300), directory: await newDirectory() });
    const whole = Buffer.from(await read(dumps, 'ttl'));
    const middle = Math.floor(whole.length / 2);
    const last = whole.length - 1;
    const ranges = [
      [0, 0],
      [10, middle],
      [middle, last],
      [last, last],
    ] as const;
    for (const [start, end] of ranges) {
      const dump = await dumps.open(format('ttl'), false);
      const part = await buffer(dump.read({ start, end }));
      expect(part.equals(whole.subarray(start, end + 1))).toBe(true);
    }
  });

  it('try again after a failed build', async () => {
    const reader = sampleCatalogue(1);
    let failures = 1;
    const flaky = {
      ...reader,
      snapshot: (async (use, ranges) => {
        if (failures-- > 0) throw new Error('database away');
        return reader.snapshot(use, ranges);
      }) as typeof reader.snapshot,
    };
    const dumps = createDumps({ reader: flaky, directory: await newDirectory() });
    await expect(dumps.checksum()).rejects.toThrow('database away');
    expect((await dumps.checksum()).serial).toBe(3);
  });
});

describe('dumps that are kept ready', () => {
  it('are built at once, and once for many commits that follow one another', async () => {
    const reader = sampleCatalogue(1);
    const dumps = createDumps({ reader, directory: await newDirectory(), isBuilt: true });
    const failures: unknown[] = [];
    const kept = keepDumps({
      dumps,
      watch: reader.watch,
      onFailure: (error) => failures.push(error),
      quietMs: 50,
    });
    onTestFinished(kept.close);
    await vi.waitUntil(() => reader.snapshots === 1);
    for (let number = 0; number < 40; number += 1) reader.put(sampleDataset(`n${number}`));
    await vi.waitUntil(async () => (await dumps.checksum()).serial === 43);
    expect(reader.snapshots).toBe(2);
    expect(failures).toEqual([]);
  });

  it('show a single change without waiting for a pause', async () => {
    const reader = sampleCatalogue(100);
    const dumps = createDumps({ reader, directory: await newDirectory(), isBuilt: true });
    const kept = keepDumps({ dumps, watch: reader.watch, onFailure: () => {}, quietMs: 1e9 });
    onTestFinished(kept.close);
    await vi.waitUntil(async () => (await dumps.checksum()).serial === 102);
    reader.put(sampleDataset('d050', { title: 'Autre titre' }));
    await vi.waitUntil(async () => (await dumps.checksum()).serial === 103, { timeout: 5000 });
    expect(await read(dumps, 'rdf')).toContain('Autre titre');
  });

  it('show what was committed before anybody listened', async () => {
    const reader = sampleCatalogue(2);
    const dumps = createDumps({ reader, directory: await newDirectory(), isBuilt: true });
    let listen = () => {};
    const isListening = new Promise<void>((resolve) => {
      listen = resolve;
    });
    const watch = async (listener: () => void) => {
      await isListening;
      return reader.watch(listener);
    };
    const kept = keepDumps({ dumps, watch, onFailure: () => {}, quietMs: 1e9, retryMs: 1e9 });
    onTestFinished(kept.close);
    await vi.waitUntil(async () => (await dumps.checksum()).serial === 4);
    await dumps.build();
    reader.put(sampleDataset('new'));
    listen();
    await vi.waitUntil(async () => (await dumps.checksum()).serial === 5);
  });

  it('are built in the end though commits never cease', async () => {
    const reader = sampleCatalogue(1);
    const dumps = createDumps({ reader, directory: await newDirectory(), isBuilt: true });
    const kept = keepDumps({
      dumps,
      watch: reader.watch,
      onFailure: () => {},
      quietMs: 100_000,
      longestMs: 50,
    });
    onTestFinished(kept.close);
    await vi.waitUntil(() => reader.snapshots === 1);
    const commits = setInterval(() => reader.put(sampleDataset('d001')), 5);
    onTestFinished(() => clearInterval(commits));
    await vi.waitUntil(() => reader.snapshots > 1);
    expect((await dumps.checksum()).serial).toBeGreaterThan(2);
  });

  it('are tried again after a failure, and none is built after the end', async () => {
    let builds = 0;
    const failures: unknown[] = [];
    const kept = keepDumps({
      dumps: {
        build: async () => {
          builds += 1;
          if (builds === 1) throw new Error('disk full');
        },
        behind: async () => 0,
      },
      watch: async () => async () => {},
      onFailure: (error) => failures.push(error),
      quietMs: 1,
      retryMs: 5,
    });
    await vi.waitUntil(() => builds > 1);
    await kept.close();
    const before = builds;
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(builds).toBe(before);
    expect(failures).toHaveLength(1);
  });
});
