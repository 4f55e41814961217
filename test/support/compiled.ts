import type { Quad } from '@rdfjs/types';
import { Parser } from 'n3';
import { compact, prefixes } from '../../src/rdf/vocabularies.ts';
import {
  compileShapes,
  indexBackground,
  type RawResult,
} from '../../src/validate/compile/index.ts';
import { formatPath } from '../../src/validate/compile/paths.ts';

const head = Object.entries({
  ...prefixes,
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  sh: 'http://www.w3.org/ns/shacl#',
  ex: 'https://data.example.org/',
})
  .map(([prefix, iri]) => `@prefix ${prefix}: <${iri}> .`)
  .join('\n');

/** Triples of Turtle in which the usual prefixes, `sh:` and `ex:` are known. */
export function turtle(text: string): Quad[] {
  return new Parser().parse(`${head}\n${text}`);
}

const short = (iri: string) =>
  compact(iri)
    .replace('https://data.example.org/', 'ex:')
    .replace('http://www.w3.org/ns/shacl#', 'sh:');

/** A result in one line: focus node, path, component and value. */
function lineOf({ focusNode, path, component, value }: RawResult): string {
  const name = short(component).replace('ConstraintComponent', '');
  const parts = [short(focusNode.value), path && short(formatPath(path)), name];
  return [...parts, value && short(value.value)].filter((part) => part !== null).join(' ');
}

/** What compiled shapes find in data, both in Turtle, as sorted lines. */
export function findings(shapes: string, data: string, background = ''): string[] {
  const compiled = compileShapes(turtle(shapes), indexBackground(turtle(background)));
  return compiled.validate(turtle(data)).map(lineOf).sort();
}

/** What one property shape on ex:p finds in one value of ex:n, as components and values. */
export function valueFindings(constraint: string, ...values: string[]): string[] {
  const shape = `ex:S sh:targetNode ex:n ; sh:property [ sh:path ex:p ; ${constraint} ] .`;
  const data = values.map((value) => `ex:n ex:p ${value} .`).join('\n');
  return findings(shape, `ex:n a ex:Node . ${data}`).map((line) => line.replace('ex:n ex:p ', ''));
}
