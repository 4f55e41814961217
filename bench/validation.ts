import { readdirSync } from 'node:fs';
import type { Quad } from '@rdfjs/types';
import { DataFactory, Parser, Store } from 'n3';
import { Validator as ShaclEngine } from 'shacl-engine';
import { targetResolvers, validations } from 'shacl-engine/sparql.js';
import type { AccessLevel } from '../src/model/source.ts';
import { literal, namedNode, quad, rdf, skos } from '../src/rdf/vocabularies.ts';
import { indexVocabularies, selectBackground } from '../src/validate/background.ts';
import { chooseLevel } from '../src/validate/profile.ts';
import { createValidator } from '../src/validate/shacl.ts';
import { oracle, readOfficialShapes, withoutSparql } from '../test/support/official-shapes.ts';
import { readOwnShapes, readVocabularies } from '../test/support/own-shapes.ts';
import { readTurtle, repositoryRoot } from '../test/support/turtle-files.ts';
import { page } from './generate.ts';

/**
 * Milliseconds of CPU per dataset that compiled shapes and shacl-engine take for the same reports, warm:
 * medians over rounds in which the two take turns; and what compiled shapes take per dataset as the
 * catalogue and the vocabularies grow. Prints its figures as JSON. With ORACLE_DATA the official
 * shapes as well, whole: their guard against documents without a dataset is compiled like the rest.
 */
const rounds = 5;
const sizes = [
  { datasets: 300, concepts: 0 },
  { datasets: 3000, concepts: 0 },
  { datasets: 10_000, concepts: 0 },
  { datasets: 3000, concepts: 30_000 },
];
const vocabularies = indexVocabularies(readVocabularies());
const folder = `${repositoryRoot}test/fixtures/validate`;
const rich = readdirSync(folder).map((name) => readTurtle(`${folder}/${name}`));

type Shapes = Readonly<Record<AccessLevel, readonly Quad[]>>;

/** What a comparison of the two engines gives; times in milliseconds of CPU per dataset. */
export interface EngineFigures {
  readonly shapes: string;
  readonly compiled: number;
  readonly reference: number;
  /** Median of the ratios of the rounds. */
  readonly ratio: number;
}

/** Milliseconds of CPU per dataset of a catalogue, with further concepts in the vocabularies. */
export interface GrowthFigures {
  readonly shapes: string;
  readonly datasets: number;
  readonly concepts: number;
  readonly milliseconds: number;
}

type Validate = (quads: readonly Quad[]) => unknown;

/** shacl-engine as it is installed, on n3 stores, with the concepts that the description names. */
function asInstalled(shapes: Shapes): Validate {
  const prepare = (level: AccessLevel) =>
    new ShaclEngine(new Store([...shapes[level]]), {
      factory: DataFactory,
      validations,
      targetResolvers,
    });
  const engines = {
    PUBLIC: prepare('PUBLIC'),
    RESTRICTED: prepare('RESTRICTED'),
    NON_PUBLIC: prepare('NON_PUBLIC'),
  };
  return (quads) => {
    const dataset = new Store([...quads, ...selectBackground(quads, vocabularies)]);
    return engines[chooseLevel(quads).level].validate({ dataset });
  };
}

async function perDataset(
  validate: Validate,
  datasets: readonly (readonly Quad[])[],
  repeats: number,
): Promise<number> {
  const before = process.cpuUsage();
  for (let repeat = 0; repeat < repeats; repeat += 1)
    for (const quads of datasets) await validate(quads);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / repeats / datasets.length;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Concepts that no record uses. */
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

async function compare(name: string, shapes: Shapes): Promise<EngineFigures> {
  const compiled = createValidator({ profileId: 'bench', shapes, vocabularies });
  const reference = asInstalled(shapes);
  await perDataset(compiled, rich, 300);
  await perDataset(reference, rich, 10);
  const times: { readonly compiled: number; readonly reference: number }[] = [];
  for (let round = 0; round < rounds; round += 1)
    times.push({
      compiled: await perDataset(compiled, rich, 100),
      reference: await perDataset(reference, rich, 5),
    });
  return {
    shapes: name,
    compiled: median(times.map((time) => time.compiled)),
    reference: median(times.map((time) => time.reference)),
    ratio: median(times.map((time) => time.reference / time.compiled)),
  };
}

/** The descriptions of a catalogue, all different, one after the other as the pipeline has them. */
function* catalogue(total: number): Iterable<Quad[]> {
  const url = (number: number) => `https://data.example.org/catalog?page=${number}`;
  for (let number = 1; number <= total; number += 1)
    yield new Parser().parse(page({ total, pageSize: 1, number, url }));
}

function* chunks<T>(items: Iterable<T>, size: number): Iterable<T[]> {
  let chunk: T[] = [];
  for (const item of items) {
    chunk.push(item);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

async function grow(name: string, shapes: Shapes): Promise<GrowthFigures[]> {
  const figures: GrowthFigures[] = [];
  for (const { datasets, concepts } of sizes) {
    const known = indexVocabularies([...readVocabularies(), ...unusedConcepts(concepts)]);
    const validate = createValidator({ profileId: 'bench', shapes, vocabularies: known });
    await perDataset(validate, rich, 300);
    let milliseconds = 0;
    for (const chunk of chunks(catalogue(datasets), 100))
      milliseconds += chunk.length * (await perDataset(validate, chunk, 1));
    figures.push({ shapes: name, datasets, concepts, milliseconds: milliseconds / datasets });
  }
  return figures;
}

const all: [name: string, shapes: Shapes][] = [['ours', readOwnShapes()]];
if (oracle) {
  const official: Shapes = {
    PUBLIC: readOfficialShapes('PUBLIC'),
    RESTRICTED: readOfficialShapes('RESTRICTED'),
    NON_PUBLIC: readOfficialShapes('NON_PUBLIC'),
  };
  const core: Shapes = {
    PUBLIC: withoutSparql(official.PUBLIC),
    RESTRICTED: withoutSparql(official.RESTRICTED),
    NON_PUBLIC: withoutSparql(official.NON_PUBLIC),
  };
  all.push(['official, Core only', core], ['official', official]);
}
const engines: EngineFigures[] = [];
for (const [name, shapes] of all) engines.push(await compare(name, shapes));
process.stderr.write(`${JSON.stringify(engines)}\n`);
const [name, shapes] = all.at(-1) ?? ['ours', readOwnShapes()];
const growth = await grow(name, shapes);
process.stdout.write(`${JSON.stringify({ engines, growth })}\n`);
