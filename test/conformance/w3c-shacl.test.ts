import { existsSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Quad, Term } from '@rdfjs/types';
import { Parser, Store } from 'n3';
import { describe, expect, it } from 'vitest';
import { termToNTriples } from '../../src/rdf/serialise.ts';
import { namedNode, rdf } from '../../src/rdf/vocabularies.ts';
import { createGraph, indexBackground } from '../../src/validate/compile/graph.ts';
import { compileShapes, type RawResult } from '../../src/validate/compile/index.ts';
import { formatPath, readPath } from '../../src/validate/compile/paths.ts';
import { createReferenceEngine } from '../../src/validate/reference.ts';
import { indexTriples } from '../../src/validate/triple-index.ts';

const oracle = process.env['ORACLE_DATA'];
const folder = `${oracle}/w3c/shacl-tests/tests/core`;

const mf = (name: string) =>
  namedNode(`http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#${name}`);
const sht = (name: string) => namedNode(`http://www.w3.org/ns/shacl-test#${name}`);
const sh = (name: string) => namedNode(`http://www.w3.org/ns/shacl#${name}`);

const files = new Map<string, Quad[]>();

/** Triples of a file, read once, so that a graph that is both shapes and data has one set of labels. */
function read(url: string): Quad[] {
  const known = files.get(url);
  if (known) return known;
  const blankNodePrefix = `f${files.size}-`;
  const quads = new Parser({ baseIRI: url, blankNodePrefix }).parse(
    readFileSync(new URL(url), 'utf8'),
  );
  files.set(url, quads);
  return quads;
}

interface Case {
  readonly name: string;
  readonly shapes: readonly Quad[];
  readonly data: readonly Quad[];
  readonly conforms: boolean;
  readonly results: readonly string[];
}

const isBlank = (term: Term) => term.termType === 'BlankNode';

/** Blank nodes of the data and of the expected report cannot be told apart by their labels. */
const nodeText = (term: Term | undefined | null) =>
  term ? (isBlank(term) ? '[]' : termToNTriples(term)) : '-';

function expectedResult(store: Store, result: Term): string {
  const value = (property: string) => store.getObjects(result, sh(property), null)[0];
  const path = value('resultPath');
  const graph = createGraph(store, indexBackground([]));
  return line({
    focusNode: value('focusNode') ?? null,
    path: path ? formatPath(readPath(graph, graph.node(path))) : '-',
    severity: value('resultSeverity')?.value ?? '',
    component: value('sourceConstraintComponent')?.value ?? '',
    value: value('value') ?? null,
    sourceShape: value('sourceShape') ?? null,
  });
}

function line(parts: Record<string, Term | string | null>): string {
  return ['focusNode', 'path', 'severity', 'component', 'value', 'sourceShape']
    .map((name) => {
      const part = parts[name];
      return typeof part === 'string' ? part : nodeText(part);
    })
    .join(' | ');
}

const lineOf = (result: RawResult) =>
  line({ ...result, path: result.path ? formatPath(result.path) : '-', messages: null });

function* casesOf(manifest: string): Iterable<Case> {
  const store = new Store(read(manifest));
  for (const include of store.getObjects(null, mf('include'), null)) yield* casesOf(include.value);
  for (const test of store.getSubjects(rdf.type, sht('Validate'), null)) {
    const [action] = store.getObjects(test, mf('action'), null);
    const [report] = store.getObjects(test, mf('result'), null);
    if (!action || !report) throw new Error(`${test.value} has no action or result`);
    const graphOf = (name: string) =>
      read(store.getObjects(action, sht(name), null)[0]?.value.replace(/#$/, '') ?? '');
    yield {
      name: test.value.slice(manifest.lastIndexOf('/core/') + 6),
      shapes: graphOf('shapesGraph'),
      data: graphOf('dataGraph'),
      conforms: store.getObjects(report, sh('conforms'), null)[0]?.value === 'true',
      results: store
        .getObjects(report, sh('result'), null)
        .map((result) => expectedResult(store, result)),
    };
  }
}

const cases =
  oracle && existsSync(folder) ? [...casesOf(`${pathToFileURL(folder)}/manifest.ttl`)] : [];

describe.skipIf(!oracle)('the W3C test suite of SHACL Core', () => {
  it('is there as a whole', () => {
    expect(cases).toHaveLength(98);
  });

  it.each(cases)('is met exactly in $name', ({ shapes, data, conforms, results }) => {
    const compiled = compileShapes(shapes);
    expect(compiled.leftOut).toEqual([]);
    const found = compiled.validate(data);
    expect(found.map(lineOf).sort()).toEqual([...results].sort());
    expect(found.length === 0).toBe(conforms);
  });

  it.each(cases)('is met by shacl-engine in $name', async ({ shapes, data, results }) => {
    const found = await createReferenceEngine(shapes)(indexTriples(data));
    expect(found.map(lineOf).sort()).toEqual([...results].sort());
  });
});
