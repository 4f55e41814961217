import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Quad } from '@rdfjs/types';
import { Parser } from 'n3';
import { describe, expect, it } from 'vitest';
import { mappings } from '../../../src/map/index.ts';
import type { ParsedDocument } from '../../../src/rdf/document.ts';
import { canonical } from '../../support/isomorphic.ts';
import { context } from './context.ts';

const root = join(import.meta.dirname, '../../fixtures/map');

function turtle(path: string): Quad[] {
  return new Parser({ baseIRI: 'https://base.example.org/' }).parse(readFileSync(path, 'utf8'));
}

function input(folder: string): ParsedDocument {
  const files = readdirSync(folder);
  if (files.includes('input.xml')) {
    return { kind: 'xml', text: readFileSync(join(folder, 'input.xml'), 'utf8') };
  }
  return files.includes('input.ttl')
    ? { kind: 'rdf', quads: turtle(join(folder, 'input.ttl')) }
    : { kind: 'json', value: JSON.parse(readFileSync(join(folder, 'input.json'), 'utf8')) };
}

interface Beside {
  readonly identifiers: readonly string[];
  /** `kind property`, in any order. */
  readonly notes: readonly string[];
}

for (const [id, mapping] of Object.entries(mappings)) {
  describe(`mapping ${id}`, () => {
    for (const name of readdirSync(join(root, id)).sort()) {
      const folder = join(root, id, name);
      const draft = () => mapping(input(folder), context);

      it(`turns ${name} into the expected graph`, async () => {
        expect(await canonical(draft().quads)).toBe(
          await canonical(turtle(join(folder, 'expected.ttl'))),
        );
      });

      it(`keeps the identifiers of ${name} and notes what it changed`, () => {
        const { identifiers, notes } = draft();
        // The fixture file is ours, and the comparison checks its shape.
        const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Beside;
        expect({
          identifiers,
          notes: [...new Set(notes.map(({ kind, property }) => `${kind} ${property}`))].sort(),
        }).toEqual(expected);
      });
    }
  });
}
