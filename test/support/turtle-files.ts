import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Quad } from '@rdfjs/types';
import { Parser } from 'n3';

/** Folder of the repository, with a slash at the end. */
export const repositoryRoot = fileURLToPath(new URL('../../', import.meta.url));

/** Triples of a Turtle file; relative IRIs are resolved against `baseIRI`. */
export function readTurtle(path: string, baseIRI = `file://${path}`): Quad[] {
  return new Parser({ baseIRI }).parse(readFileSync(path, 'utf8'));
}

/** Triples of all Turtle files of a folder. */
export function readTurtleFolder(folder: string): Quad[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ttl'))
    .sort()
    .flatMap((name) => readTurtle(`${folder}/${name}`));
}
