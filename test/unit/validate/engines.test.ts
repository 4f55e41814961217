import fc from 'fast-check';
import { DataFactory, Store } from 'n3';
import { type Result, Validator } from 'shacl-engine';
import { describe, expect, it } from 'vitest';
import { compileShapes, type RawResult } from '../../../src/validate/compile/index.ts';
import { createReferenceEngine } from '../../../src/validate/reference.ts';
import { indexTriples } from '../../../src/validate/triple-index.ts';
import { turtle } from '../../support/compiled.ts';
import { readOwnShapes } from '../../support/own-shapes.ts';
import { createPair, fixtures, randomGraphs, variants } from '../../support/validator-pairs.ts';

describe('our compiled shapes and shacl-engine', { timeout: 120_000 }, () => {
  const validate = createPair(readOwnShapes());

  it.each(fixtures.map((quads, index) => [index, quads] as const))(
    'report the same on description %i, whole and without any one property',
    async (_index, quads) => {
      let results = 0;
      for (const variant of variants(quads)) {
        const { compiled, reference } = await validate(variant);
        expect(compiled).toEqual(reference);
        results += compiled.results.length;
      }
      expect(results).toBeGreaterThan(30);
    },
  );

  it('report the same on random graphs of the same vocabulary', async () => {
    await fc.assert(
      fc.asyncProperty(randomGraphs(), async (quads) => {
        const { compiled, reference } = await validate(quads);
        expect(compiled).toEqual(reference);
      }),
      { numRuns: 200 },
    );
  });
});

describe('an empty description', () => {
  it('is reported to hold no dataset', async () => {
    const { compiled, reference } = await createPair(readOwnShapes())([]);
    expect(compiled.conforms).toBe(false);
    // shacl-engine applies no shape at all to a graph without triples.
    expect(reference.results).toEqual([]);
  });
});

const level = (text: string) => {
  const shapes = turtle(text);
  return { PUBLIC: shapes, RESTRICTED: shapes, NON_PUBLIC: shapes };
};

describe('compiled shapes and shacl-engine', () => {
  it('evaluate together the shapes that need SPARQL and those that do not', async () => {
    const validate = createPair(
      level(`ex:Core sh:targetClass ex:C ; sh:property [ sh:path ex:p ; sh:minCount 1 ] .
        ex:Query sh:targetClass ex:C ; sh:sparql [ sh:message "No x"@en ;
          sh:select "SELECT $this WHERE { $this <https://data.example.org/q> 'x' }" ] .`),
    );
    const { compiled, reference } = await validate(turtle('ex:a a ex:C ; ex:q "x" .'));
    expect(compiled).toEqual(reference);
    expect(compiled.results.map(({ component }) => component.replace(/.*#/, ''))).toEqual([
      'SPARQLConstraintComponent',
      'MinCountConstraintComponent',
    ]);
  });

  it('say the same where the shapes have no message', async () => {
    const validate = createPair(
      level(`ex:S sh:targetNode ex:n ; sh:nodeKind sh:Literal ; sh:in ( "a" ) ;
        sh:hasValue "a" ; sh:closed true ; sh:not [ sh:nodeKind sh:IRI ] ;
        sh:property [ sh:path ex:p ; sh:minCount 3 ; sh:maxCount 1 ] ;
        sh:property [ sh:path ex:p ; sh:datatype xsd:date ] ;
        sh:property [ sh:path ex:p ; sh:pattern "^b" ] ;
        sh:property [ sh:path ex:p ; sh:minLength 9 ] ;
        sh:property [ sh:path ex:p ; sh:maxLength 0 ] ;
        sh:property [ sh:path ex:p ; sh:languageIn ( "fr" "en" ) ] ;
        sh:property [ sh:path ex:p ; sh:uniqueLang true ] ;
        sh:property [ sh:path ex:p ; sh:minInclusive 5 ] ;
        sh:property [ sh:path ex:p ; sh:lessThan ex:q ] ;
        sh:property [ sh:path ex:p ; sh:equals ex:q ] ;
        sh:property [ sh:path ex:p ; sh:disjoint ex:p ] ;
        sh:property [ sh:path ex:p ; sh:hasValue "c" ] ;
        sh:property [ sh:path ex:p ; sh:class ex:C ] ;
        sh:property [ sh:path ex:p ; sh:node ex:S ] ;
        sh:property [ sh:path ex:p ; sh:qualifiedValueShape ex:S ; sh:qualifiedMinCount 1 ] .`),
    );
    const { compiled, reference } = await validate(
      turtle('ex:n ex:p "a", "x"@de, "y"@de ; ex:q 1 .'),
    );
    expect(compiled).toEqual(reference);
    expect(compiled.results.length).toBeGreaterThan(25);
  });
});

describe('a value that two shapes ask the same of', () => {
  const asking = (second: string) =>
    turtle(`ex:S sh:targetNode ex:n ; sh:property ex:First, ex:Second .
      ex:First sh:path ex:p ; sh:node ex:Named .
      ex:Second sh:path ex:p ; ${second} .
      ex:Named sh:property [ sh:path ex:name ; sh:minCount 1 ] .`);
  const nameless = turtle('ex:n ex:p ex:value . ex:value ex:age 1 .');

  it.each([
    ['sh:node ex:Named'],
    ['sh:or ( ex:Named [ sh:nodeKind sh:Literal ] )'],
    ['sh:not [ sh:not ex:Named ]'],
  ])('is right for the second in shacl-engine, whatever it lacks: %s', async (second) => {
    const shapes = asking(second);
    const engine = new Validator(new Store(shapes), { factory: DataFactory });
    const { results } = await engine.validate({ dataset: new Store(nameless) });
    const shapeOf = (result: Result) => result.shape.ptr.term?.value.replace(/.*\//, '');
    expect(results.map(shapeOf)).toEqual(['First']);

    const shapesOf = (found: readonly RawResult[]) =>
      found.map(({ sourceShape }) => sourceShape.value.replace(/.*\//, ''));
    const reference = createReferenceEngine(shapes);
    expect(shapesOf(await reference(indexTriples(nameless)))).toEqual(['First', 'Second']);
    expect(shapesOf(compileShapes(shapes).validate(nameless))).toEqual(['First', 'Second']);
  });

  it('is answered where shapes ask about each other in a circle', async () => {
    const validate = createPair(
      level(`ex:S sh:targetNode ex:n ; sh:property [ sh:path ex:p ; sh:node ex:T ] .
        ex:T sh:or ( ex:S [ sh:nodeKind sh:Literal ] ) ;
          sh:property [ sh:path ex:q ; sh:minCount 1 ] .`),
    );
    const { compiled, reference } = await validate(turtle('ex:n ex:p ex:m . ex:m ex:p ex:n .'));
    expect(compiled).toEqual(reference);
    expect(compiled.results).toHaveLength(1);
  });
});
