import type { Quad } from '@rdfjs/types';
import type { AccessLevel } from '../../src/model/source.ts';
import { createValidator, type Validator } from '../../src/validate/shacl.ts';
import { readVocabularies } from './own-shapes.ts';
import { readTurtle } from './turtle-files.ts';

/** Folder of the official shapes and examples, or undefined where they are not at hand. */
export const oracle = process.env['ORACLE_DATA'];

const base = ['shapes', 'range', 'shapes_recommended', 'mdr-vocabularies.shape'];

/**
 * The official shapes of a level, put together as the official validator does: the Release 8 files and
 * the DCAT-AP base they import (3.0.1, whose byteSize is right). Needs ORACLE_DATA.
 */
export function readOfficialShapes(level: AccessLevel): Quad[] {
  const name = level.toLowerCase().replace('_', '-');
  const release = [
    'shapes/graph-guard',
    `shapes/${name}-shapes`,
    'ranges/range',
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
    vocabularies: readVocabularies(),
  });
  return async (quads) => ({ ...(await validate(quads)), level });
}
