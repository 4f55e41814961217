import type { Quad } from '@rdfjs/types';
import type { AccessLevel } from '../../src/model/source.ts';
import { indexVocabularies } from '../../src/validate/background.ts';
import { createValidator, type Validator } from '../../src/validate/shacl.ts';
import { readVocabularies } from './own-shapes.ts';
import { readTurtle } from './turtle-files.ts';

/** Folder of the official shapes and examples, or undefined where they are not at hand. */
export const oracle = process.env['ORACLE_DATA'];

/**
 * The files of DCAT-AP that those of Release 8 import. Its code lists are not among them: Release 8
 * has a file of its own in their place, with corrections.
 */
const base = ['shapes', 'range', 'shapes_recommended'];

/**
 * The official shapes of a level, put together in the order of the official validator: the files of
 * Release 8 and the DCAT-AP base they import. They import 3.0.0, which wants dcat:byteSize as
 * xsd:decimal, against the text and the examples of Release 8; 3.0.1 has it right and is taken.
 * Needs ORACLE_DATA.
 */
export function readOfficialShapes(level: AccessLevel): Quad[] {
  const name = level.toLowerCase().replace('_', '-');
  const release = [
    'shapes/graph-guard',
    'deprecated/deprecateduris',
    'imports/mdr_imports',
    'imports/imports',
    'ranges/range',
    `shapes/${name}-shapes`,
    'controlled-vocabularies/mdr-vocabularies.shape',
    `recommended/${name}-shapes_recommended`,
  ];
  return [
    ...release.map((file) => `healthdcat-ap-r8/${file}`),
    ...base.map((file) => `dcat-ap-3.0.1/${file}`),
  ].flatMap((file) => readTurtle(`${oracle}/shacl/${file}.ttl`));
}

/** Validates against the official shapes of one level, whatever the record says; needs ORACLE_DATA. */
export function officialValidator(level: AccessLevel): Validator {
  const shapes = readOfficialShapes(level);
  const validate = createValidator({
    profileId: 'healthdcat-ap-8-official',
    shapes: { PUBLIC: shapes, RESTRICTED: shapes, NON_PUBLIC: shapes },
    vocabularies: indexVocabularies(readVocabularies()),
  });
  return async (quads) => ({ ...(await validate(quads)), level });
}

/** SHACL Core alone: the one constraint in SPARQL costs shacl-engine more than all the rest. */
export function withoutSparql(shapes: readonly Quad[]): readonly Quad[] {
  return shapes.filter(({ predicate }) => predicate.value !== 'http://www.w3.org/ns/shacl#sparql');
}
