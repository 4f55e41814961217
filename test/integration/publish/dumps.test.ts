import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Quad } from '@rdfjs/types';
import jsonld from 'jsonld';
import { Parser } from 'n3';
import { RdfXmlParser } from 'rdfxml-streaming-parser';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createDumps, type Dumps } from '../../../src/publish/dumps.ts';
import { formatOf, formats, type RdfFormat } from '../../../src/publish/formats.ts';
import { keepDumps } from '../../../src/publish/keep-dumps.ts';
import { toCanonicalNTriples } from '../../../src/rdf/serialise.ts';
import { memoryCatalogue } from '../../support/memory-catalogue.ts';
import { sampleCatalogue, sampleDataset } from '../../support/sample-catalogue.ts';

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
  const { handle } = await dumps.open(format(suffix), false);
  return text(handle.createReadStream());
}

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
    await Promise.all(opened.map(({ handle }) => handle.close()));
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
    expect(await readdir(directory)).toEqual(['5.nq', '5.nt']);
    const finished = await text(old.handle.createReadStream());
    expect(Buffer.byteLength(finished)).toBe(old.size);
    expect(finished).not.toContain('Cohorte new');
  });

  it('do not trust files of an earlier process, whose database may have been another', async () => {
    const directory = await newDirectory();
    await writeFile(join(directory, '4.nt'), 'old');
    const dumps = createDumps({ reader: sampleCatalogue(2), directory });
    expect(await read(dumps, 'nt')).toContain('Cohorte d001');
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
    const suffixes = formats.flatMap(({ suffix }) => [suffix, `${suffix}.gz`]);
    const files = [...suffixes, 'json'].map((suffix) => `5.${suffix}`).sort();
    expect((await readdir(directory)).sort()).toEqual(files);
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
      snapshot: (async (use) => {
        if (isAway) throw new Error('database away');
        return reader.snapshot(use);
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
    expect((await readdir(directory)).sort()).toEqual(['4.nq', '4.ttl']);
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
    expect(await readdir(directory)).toContain('6.nq.part');
    const reader = sampleCatalogue(4);
    const dumps = createDumps({ reader, directory, isBuilt: true });
    const nquads = await read(dumps, 'nq');
    expect(nquads).toContain('Cohorte d003');
    expect(nquads).not.toContain('Cohorte d004');
    expect((await dumps.checksum()).sha256).toBe(createHash('sha256').update(nquads).digest('hex'));
    expect((await readdir(directory)).filter((name) => !name.startsWith('5.'))).toEqual([]);
    await dumps.build();
    expect(await read(dumps, 'nq')).toContain('Cohorte d004');
  });

  it('try again after a failed build', async () => {
    const reader = sampleCatalogue(1);
    let failures = 1;
    const flaky = {
      ...reader,
      snapshot: (async (use) => {
        if (failures-- > 0) throw new Error('database away');
        return reader.snapshot(use);
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
