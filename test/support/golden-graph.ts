import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Quad } from '@rdfjs/types';
import { DataFactory, Parser, Writer } from 'n3';
import { expect } from 'vitest';
import { prefixes } from '../../src/rdf/vocabularies.ts';
import { canonical } from './isomorphic.ts';

const folder = resolve(import.meta.dirname, '../fixtures/published');

/**
 * Compares what a source at a loopback address publishes with `test/fixtures/published/<name>.ttl`,
 * where that address is `http://source.example.org`. `UPDATE_GOLDEN=1` writes the file anew, to be
 * read before it is believed.
 */
export async function expectGolden(
  quads: readonly Quad[],
  origin: string,
  name: string,
): Promise<void> {
  const path = resolve(folder, `${name}.ttl`);
  expect(quads.length).toBeGreaterThan(0);
  const published = quads.map((quad) => moved(quad, origin));
  if (process.env['UPDATE_GOLDEN']) await writeFile(path, await turtleOf(published));
  const expected = new Parser().parse(await readFile(path, 'utf8'));
  expect(await canonical(published)).toBe(await canonical(expected));
}

/** Sets the two dates that only the store knows, on `…#record`, to one constant. */
export function withoutHarvestDates(ntriples: string): string {
  return ntriples.replace(
    /(#record> <http:\/\/purl\.org\/dc\/terms\/(?:issued|modified)> )"[^"]*"/g,
    '$1"2026-01-01T00:00:00.000Z"',
  );
}

/** The port of a test server is another in each run. */
function moved(quad: Quad, origin: string): Quad {
  const { subject, predicate, object } = quad;
  if (object.termType !== 'NamedNode' || !object.value.startsWith(`${origin}/`)) return quad;
  const address = `http://source.example.org${object.value.slice(origin.length)}`;
  return DataFactory.quad(subject, predicate, DataFactory.namedNode(address));
}

function turtleOf(quads: readonly Quad[]): Promise<string> {
  const values = quads.flatMap(({ subject, predicate, object }) => [
    subject.value,
    predicate.value,
    object.termType === 'Literal' ? object.datatype.value : object.value,
  ]);
  const used = Object.entries(prefixes).filter(([, base]) =>
    values.some((value) => value.startsWith(base)),
  );
  const writer = new Writer({ prefixes: Object.fromEntries(used) });
  writer.addQuads([...quads]);
  return new Promise((done, fail) => {
    writer.end((error, text: string) => (error ? fail(error) : done(text)));
  });
}
