import { describe, expect, it } from 'vitest';
import { compileShapes } from '../../../src/validate/compile/index.ts';
import { turtle } from '../../support/compiled.ts';
import { createPair } from '../../support/validator-pairs.ts';

/** Both engines over the same shapes at every level; they have to report the same. */
async function lines(shapes: string, data: string): Promise<string[]> {
  const quads = turtle(shapes);
  const validate = createPair({ PUBLIC: quads, RESTRICTED: quads, NON_PUBLIC: quads });
  const { compiled, reference } = await validate(turtle(data));
  expect(compiled).toEqual(reference);
  return compiled.results.map(({ focusNode, path, component }) =>
    [focusNode, path, component.replace(/.*#|ConstraintComponent/g, '')].join(' '),
  );
}

const guard = (where: string, rest = '') => `ex:Guard sh:targetNode <urn:guard> ; sh:sparql [
  sh:message "No dataset"@en ${rest} ; sh:select """
    PREFIX dcat: <http://www.w3.org/ns/dcat#>
    PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
    SELECT $this WHERE { ${where} }""" ] .`;
const noDataset = 'FILTER NOT EXISTS { ?s rdf:type dcat:Dataset }';

describe('shapes with the defects of official files', () => {
  it('are applied where a property shape has no path', async () => {
    const shapes = `ex:S sh:targetClass dcat:Dataset ; sh:property [ sh:severity sh:Warning ; sh:or (
      [ sh:property [ sh:path ex:flag ; sh:hasValue true ] ; sh:property [ sh:path ex:list ; sh:minCount 1 ] ]
      [ sh:property [ sh:path ex:flag ; sh:maxCount 0 ] ] ) ] .`;
    expect(await lines(shapes, 'ex:d a dcat:Dataset ; ex:flag true .')).toEqual([
      'https://data.example.org/d  Or',
    ]);
    expect(await lines(shapes, 'ex:d a dcat:Dataset ; ex:flag true ; ex:list 1 .')).toEqual([]);
  });

  it('are applied without what sh:extends and sh:shape point to', async () => {
    const shapes = `ex:Base sh:property [ sh:path foaf:name ; sh:minCount 1 ] .
      ex:S sh:targetClass foaf:Agent ; sh:extends ex:Base ; sh:property [ sh:path dct:issued ; sh:minCount 1 ; sh:shape ex:Base ] .`;
    expect(await lines(shapes, 'ex:a a foaf:Agent ; dct:issued "x" .')).toEqual([]);
    expect(await lines(shapes, 'ex:a a foaf:Agent .')).toEqual([
      'https://data.example.org/a dct:issued MinCount',
    ]);
  });

  it('are applied where a shape only names a path, and where an import is declared', async () => {
    const shapes = `<https://data.example.org/shapes> a owl:Ontology ; owl:imports <https://data.example.org/none> .
      ex:S sh:targetClass dcat:Dataset ; sh:property [ sh:path dct:hasVersion ; sh:severity sh:Warning ; sh:message "old" ] .`;
    expect(await lines(shapes, 'ex:d a dcat:Dataset ; dct:hasVersion "1" .')).toEqual([]);
  });

  it('report a guard at its node, which no document has', async () => {
    expect(await lines(guard(noDataset), 'ex:a a foaf:Agent .')).toEqual(['urn:guard  SPARQL']);
    expect(await lines(guard(noDataset), 'ex:d a dcat:Dataset .')).toEqual([]);
  });
});

describe('a guard in SPARQL', () => {
  const needsEngine = (shapes: string) => compileShapes(turtle(shapes)).leftOut.length > 0;

  it('is compiled, however it is written', () => {
    for (const where of [
      noDataset,
      'FILTER NOT EXISTS { ?s a dcat:Dataset . }',
      'filter not exists { $x rdf:type <http://www.w3.org/ns/dcat#Dataset> }',
    ])
      expect(needsEngine(guard(where)), where).toBe(false);
  });

  it('is left to SPARQL where it asks for anything else', () => {
    for (const shapes of [
      guard('FILTER EXISTS { ?s rdf:type dcat:Dataset }'),
      guard('FILTER NOT EXISTS { $this rdf:type dcat:Dataset }'),
      guard('FILTER NOT EXISTS { ?s ?p dcat:Dataset }'),
      guard('FILTER NOT EXISTS { ?s other:type dcat:Dataset }'),
      guard('FILTER NOT EXISTS { ?s rdf:type dcat:Dataset . ?s ?p ?o }'),
      guard(noDataset, '; sh:deactivated true'),
      guard(noDataset, '; sh:prefixes ex:prefixes'),
      `ex:S sh:targetClass dcat:Dataset ; sh:property [ sh:path dct:title ; ${guard(noDataset)
        .replace(/.*?(sh:sparql)/s, '$1')
        .replace(/\.$/, '')} ] .`,
    ])
      expect(needsEngine(shapes), shapes).toBe(true);
  });

  it('says what it has to say in the words of its constraint', async () => {
    const shapes = turtle(guard(noDataset, ', "Aucun jeu"@fr'));
    const validate = createPair({ PUBLIC: shapes, RESTRICTED: shapes, NON_PUBLIC: shapes });
    const { compiled, reference } = await validate(turtle('ex:a a foaf:Agent .'));
    expect(compiled).toEqual(reference);
    expect(compiled.results[0]?.message).toEqual({ en: 'No dataset', fr: 'Aucun jeu' });
  });
});
