import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { Quad } from '@rdfjs/types';
import { parseRdf } from '../../../src/parse/rdf.ts';
import { oracle } from '../official-shapes.ts';
import { repositoryRoot } from '../turtle-files.ts';

const mediaTypes: Readonly<Record<string, string>> = {
  '.ttl': 'text/turtle',
  '.rdf': 'application/rdf+xml',
  '.jsonld': 'application/ld+json',
};

/** A description, or a catalogue of them, by the name of its file. */
export type NamedGraph = readonly [name: string, quads: readonly Quad[]];

async function readGraphs(root: string, folder: string): Promise<NamedGraph[]> {
  const names = readdirSync(`${root}/${folder}`, { recursive: true, encoding: 'utf8' }).sort();
  const graphs: NamedGraph[] = [];
  for (const name of names) {
    const mediaType = mediaTypes[extname(name)];
    if (mediaType === undefined) continue;
    const body = readFileSync(`${root}/${folder}/${name}`, 'utf8');
    // Some official examples are no valid Turtle: what can be read of them is compared.
    const baseIri = `https://data.example.org/${folder}/${encodeURI(name)}`;
    const { quads } = await parseRdf(body, { mediaType, baseIri });
    if (quads.length > 0) graphs.push([`${folder}/${name}`, quads]);
  }
  return graphs;
}

/** All descriptions among our own fixtures, what the sandbox publishes among them. */
export function readOwnGraphs(): Promise<NamedGraph[]> {
  return readGraphs(repositoryRoot, 'test/fixtures');
}

/** All RDF among the official examples and the samples of the sources; needs ORACLE_DATA. */
export async function readOracleGraphs(): Promise<NamedGraph[]> {
  const folders = ['examples', 'sources'];
  return (await Promise.all(folders.map((folder) => readGraphs(oracle ?? '', folder)))).flat();
}
