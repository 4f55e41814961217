import { readFileSync } from 'node:fs';
import { Store } from 'n3';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readKnowledge } from '../../../src/knowledge-files.ts';
import { namedNode, rdf, skos } from '../../../src/rdf/vocabularies.ts';
import { accessLevels } from '../../../src/validate/profile.ts';
import { readOwnShapes } from '../../support/own-shapes.ts';
import { readTurtle, repositoryRoot } from '../../support/turtle-files.ts';

const sh = (name: string) => namedNode(`http://www.w3.org/ns/shacl#${name}`);
const languages = (store: Store, subject: Parameters<Store['getObjects']>[0], predicate: string) =>
  store
    .getObjects(subject, sh(predicate), null)
    .map((term) => (term.termType === 'Literal' ? term.language : ''))
    .sort();

describe.each(['healthdcat-ap-8', 'hdh-2025', 'dcat-ap-3.0.1'])('our shapes of %s', (profile) => {
  const shapes = readOwnShapes(profile);

  it.each(accessLevels)(
    'name every property of %s and say in two languages how to mend it',
    (level) => {
      const store = new Store([...shapes[level]]);
      const properties = store.getObjects(null, sh('property'), null);
      expect(properties.length).toBeGreaterThan(200);
      for (const property of properties) {
        expect(languages(store, property, 'name'), property.value).toEqual(['en', 'fr']);
        expect(languages(store, property, 'message'), property.value).toEqual(['en', 'fr']);
        expect(store.getObjects(property, sh('path'), null), property.value).toHaveLength(1);
      }
    },
  );

  it.each(accessLevels)(
    'say in two languages what a shape of %s with constraints wants',
    (level) => {
      const store = new Store([...shapes[level]]);
      const parameters = [
        'or',
        'and',
        'xone',
        'not',
        'class',
        'nodeKind',
        'pattern',
        'hasValue',
        'in',
      ];
      const constrained = parameters.flatMap((name) => store.getSubjects(sh(name), null, null));
      const named = constrained.filter(({ termType }) => termType === 'NamedNode');
      expect(named.length).toBeGreaterThan(100);
      for (const shape of named) {
        expect(languages(store, shape, 'message'), shape.value).toEqual(['en', 'fr']);
        for (const { value } of store.getObjects(shape, sh('message'), null))
          expect(value.length, value).toBeGreaterThan(30);
      }
    },
  );

  it('say how severe every constraint on a class is', () => {
    const store = new Store([...shapes.NON_PUBLIC]);
    for (const shape of store.getSubjects(sh('targetClass'), null, null))
      for (const property of store.getObjects(shape, sh('property'), null))
        expect(store.getObjects(property, sh('severity'), null), property.value).toHaveLength(1);
  });

  it('refer only to shapes that exist', () => {
    const store = new Store([...shapes.NON_PUBLIC]);
    for (const node of store.getObjects(null, sh('node'), null))
      expect(store.countQuads(node, rdf.type, sh('NodeShape'), null), node.value).toBe(1);
  });
});

function readConfig<T>(name: string): T {
  // The form of the file is what the tests below check.
  return parse(readFileSync(`${repositoryRoot}config/${name}.yaml`, 'utf8')) as T;
}

describe('config', () => {
  it('describes each profile by its release, in both languages, with every level', async () => {
    const { profiles } = await readKnowledge(`${repositoryRoot}config`, 'https://c.example.org');
    expect(profiles.map(({ id, version, levelled }) => ({ id, version, levelled }))).toEqual([
      { id: 'healthdcat-ap-8', version: '8', levelled: true },
      { id: 'hdh-2025', version: '2025', levelled: false },
      { id: 'dcat-ap-3.0.1', version: '3.0.1', levelled: false },
    ]);
    for (const { title, levels } of profiles) {
      expect(Object.keys(title).sort()).toEqual(['en', 'fr']);
      expect(Object.keys(levels)).toEqual([...accessLevels]);
    }
  });

  const { vocabularies } = readConfig<{
    vocabularies: { id: string; file: string; scheme?: string | null }[];
  }>('vocabularies');

  it.each(vocabularies)('lists vocabulary $id with its scheme', ({ file, scheme }) => {
    const store = new Store(readTurtle(`${repositoryRoot}${file}`));
    expect(store.size).toBeGreaterThan(5);
    if (!scheme) return;
    expect(store.countQuads(namedNode(scheme), rdf.type, skos.ConceptScheme, null)).toBe(1);
    for (const concept of store.getSubjects(rdf.type, skos.Concept, null)) {
      expect(store.getObjects(concept, skos.inScheme, null)[0]?.value).toBe(scheme);
      expect(store.countQuads(concept, skos.prefLabel, null, null), concept.value).toBeGreaterThan(
        0,
      );
    }
  });

  it.each([
    ['healthcategories', 17],
    ['health-theme', 20],
    ['coding-system', 32],
    ['data-theme', 14],
    ['access-right', 3],
  ])('holds the whole of %s', (id, concepts) => {
    const store = new Store(readTurtle(`${repositoryRoot}vocab/${id}.ttl`));
    expect(store.getSubjects(rdf.type, skos.Concept, null)).toHaveLength(concepts);
  });
});
