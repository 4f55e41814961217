import { readFileSync } from 'node:fs';
import type { Quad } from '@rdfjs/types';
import { Parser } from 'n3';
import { parse } from 'yaml';
import type { GraphText } from '../../src/publish/formats.ts';
import { toCanonicalNTriples } from '../../src/rdf/serialise.ts';
import { quad } from '../../src/rdf/vocabularies.ts';
import { readTurtle, repositoryRoot } from './turtle-files.ts';

/** Where the golden rendering of a target is. */
export const targetFixture = (name: string): string =>
  `${repositoryRoot}test/fixtures/targets/${name}.trig`;

/** The graphs of a TriG file of `test/fixtures/targets`, in order of their names. */
export function readTargetGraphs(name: string): GraphText[] {
  const quads = new Parser({ format: 'TriG' }).parse(readFileSync(targetFixture(name), 'utf8'));
  const graphs = [...new Set(quads.map(({ graph }) => graph.value))].sort();
  return graphs.map((graph) => ({
    graph,
    ntriples: toCanonicalNTriples(
      quads
        .filter((each) => each.graph.value === graph)
        .map(({ subject, predicate, object }) => quad(subject, predicate, object)),
    ),
  }));
}

interface ProfileEntry {
  readonly id: string;
  readonly shapes?: readonly string[];
}

/** Our own shapes of a profile that does not tell access levels apart; undefined before it has any. */
export function readProfileShapes(id: string): Quad[] | undefined {
  const text = readFileSync(`${repositoryRoot}config/profiles.yaml`, 'utf8');
  // The file is the repository's own; another test checks its form.
  const { profiles } = parse(text) as { readonly profiles: readonly ProfileEntry[] };
  const files = profiles.find((profile) => profile.id === id)?.shapes;
  return files?.flatMap((file) =>
    readTurtle(`${repositoryRoot}${file}`, `https://example.org/${id}`),
  );
}
