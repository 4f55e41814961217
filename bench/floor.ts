import type { Quad } from '@rdfjs/types';
import { DataFactory, Parser, Store } from 'n3';
import { Validator } from 'shacl-engine';
import { readKnowledge } from '../src/knowledge-files.ts';
import { readGraph } from '../src/rdf/shared-graph.ts';
import { indexVocabularies, selectBackground } from '../src/validate/background.ts';

/**
 * The floor: n3 parses the same pages and shacl-engine applies the same shapes to them, nothing else.
 * The vocabularies stand in the data graph as the shapes need them. Prints its figures as JSON.
 */
const [url = ''] = process.argv.slice(2);
const knowledge = await readKnowledge('config', 'https://catalogue.example.org');
const files =
  knowledge.profiles.find(({ id }) => id === 'healthdcat-ap-8')?.levels.NON_PUBLIC ?? [];
const shapes = files.flatMap(({ graph }) => readGraph(graph));
const validator = new Validator(new Store(shapes), { factory: DataFactory });
const vocabularies = indexVocabularies(
  knowledge.vocabularies.flatMap(({ graph }) => readGraph(graph)),
);

async function validatePage(page: string) {
  const text: string = await (await fetch(page)).text();
  const start = performance.now();
  const quads: Quad[] = new Parser({ baseIRI: page }).parse(text);
  const background = selectBackground(quads, vocabularies);
  const report = await validator.validate({ dataset: new Store([...quads, ...background]) });
  const seconds = (performance.now() - start) / 1000;
  const next = quads.find(({ predicate }) => predicate.value.endsWith('core#next'))?.object.value;
  return { seconds, results: report.results.length, next };
}

// A page of other datasets first, as the pipeline has: both are warm when they are measured.
await validatePage(new URL('/warm-up', url).href);
let seconds = 0;
let results = 0;
for (let next: string | undefined = url; next !== undefined; ) {
  const page = await validatePage(next);
  results += page.results;
  seconds += page.seconds;
  next = page.next;
}
process.stdout.write(`${JSON.stringify({ seconds, results })}\n`);
