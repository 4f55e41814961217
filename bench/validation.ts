import { readdirSync } from 'node:fs';
import type { Quad } from '@rdfjs/types';
import type { AccessLevel } from '../src/model/source.ts';
import { literal, namedNode, quad, rdf, skos } from '../src/rdf/vocabularies.ts';
import { createValidator, type Validator } from '../src/validate/shacl.ts';
import { oracle, readOfficialShapes } from '../test/support/official-shapes.ts';
import { readOwnShapes, readVocabularies } from '../test/support/own-shapes.ts';
import { readTurtle, repositoryRoot } from '../test/support/turtle-files.ts';

/**
 * Milliseconds per dataset that compiled shapes and shacl-engine take for the same reports, warm:
 * medians over rounds in which the two take turns. With ORACLE_DATA the official shapes as well,
 * but for the guard whose SPARQL both leave to shacl-engine.
 */
const rounds = 7;
const vocabularies = readVocabularies();
const folder = `${repositoryRoot}test/fixtures/validate`;
const datasets = readdirSync(folder).map((name) => readTurtle(`${folder}/${name}`));

type Shapes = Readonly<Record<AccessLevel, readonly Quad[]>>;

async function perDataset(validate: Validator, repeats: number): Promise<number> {
  const start = performance.now();
  for (let repeat = 0; repeat < repeats; repeat += 1)
    for (const quads of datasets) await validate(quads);
  return (performance.now() - start) / repeats / datasets.length;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Concepts that no record uses, to see whether larger vocabularies cost anything. */
function unusedConcepts(count: number): Quad[] {
  return Array.from({ length: count }, (_, index) => {
    const concept = namedNode(`https://data.example.org/unused/${index}`);
    return [
      quad(concept, rdf.type, skos.Concept),
      quad(concept, skos.inScheme, namedNode('https://data.example.org/unused')),
      quad(concept, skos.prefLabel, literal(`Concept ${index}`, 'en')),
    ];
  }).flat();
}

async function compare(name: string, shapes: Shapes, known = vocabularies): Promise<void> {
  const settings = { profileId: 'bench', shapes, vocabularies: known };
  const compiled = createValidator(settings);
  const reference = createValidator({ ...settings, engine: 'reference' });
  await perDataset(compiled, 300);
  await perDataset(reference, 10);
  const times: { readonly compiled: number; readonly reference: number }[] = [];
  for (let round = 0; round < rounds; round += 1)
    times.push({
      compiled: await perDataset(compiled, 100),
      reference: await perDataset(reference, 5),
    });
  const fast = median(times.map((time) => time.compiled));
  const slow = median(times.map((time) => time.reference));
  const ratio = median(times.map((time) => time.reference / time.compiled));
  process.stdout.write(
    `${name.padEnd(44)} ${fast.toFixed(3)} ms compiled, ${slow.toFixed(2)} ms shacl-engine, ${ratio.toFixed(0)} times\n`,
  );
}

/** Shapes without those that have a SPARQL constraint. */
function withoutSparql(shapes: readonly Quad[]): Quad[] {
  const guards = new Set(
    shapes.flatMap(({ subject, predicate }) =>
      predicate.value.endsWith('#sparql') ? [subject.value] : [],
    ),
  );
  return shapes.filter(({ subject }) => !guards.has(subject.value));
}

const own = readOwnShapes();
await compare('our shapes', own);
await compare('our shapes, 30,000 more concepts', own, [
  ...vocabularies,
  ...unusedConcepts(30_000),
]);
if (oracle) {
  const official = {
    PUBLIC: readOfficialShapes('PUBLIC'),
    RESTRICTED: readOfficialShapes('RESTRICTED'),
    NON_PUBLIC: readOfficialShapes('NON_PUBLIC'),
  };
  await compare('official shapes without the SPARQL guard', {
    PUBLIC: withoutSparql(official.PUBLIC),
    RESTRICTED: withoutSparql(official.RESTRICTED),
    NON_PUBLIC: withoutSparql(official.NON_PUBLIC),
  });
}
