import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Quad } from '@rdfjs/types';
import jsonld from 'jsonld';
import { Parser } from 'n3';
import { RdfXmlParser } from 'rdfxml-streaming-parser';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createDumps, type Dumps } from '../../../src/publish/dumps.ts';
import { formatOf, formats, type RdfFormat } from '../../../src/publish/formats.ts';
import { toCanonicalNTriples } from '../../../src/rdf/serialise.ts';
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
