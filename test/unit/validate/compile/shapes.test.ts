import { describe, expect, it } from 'vitest';
import { compileShapes, indexBackground } from '../../../../src/validate/compile/index.ts';
import { findings, turtle } from '../../../support/compiled.ts';

describe('paths', () => {
  const data = `ex:a ex:p ex:b ; ex:q ex:c . ex:b ex:p ex:c ; ex:q "x" . ex:c ex:p ex:a .`;
  const values = (path: string) =>
    findings(`ex:S sh:targetNode ex:a ; sh:property [ sh:path ${path} ; sh:in () ] .`, data).map(
      (line) => line.replace('ex:a ', '').replace('sh:In ', ''),
    );
  const base = 'https://data.example.org/';

  it.each([
    ['ex:p', ['ex:p ex:b']],
    ['[ sh:inversePath ex:p ]', ['^ex:p ex:c']],
    ['( ex:p ex:p )', [`ex:p/${base}p ex:c`]],
    ['[ sh:alternativePath ( ex:p ex:q ) ]', [`ex:p|${base}q ex:b`, `ex:p|${base}q ex:c`]],
    ['[ sh:zeroOrOnePath ex:p ]', ['ex:p? ex:a', 'ex:p? ex:b']],
    ['[ sh:zeroOrMorePath ex:p ]', ['ex:p* ex:a', 'ex:p* ex:b', 'ex:p* ex:c']],
    ['[ sh:oneOrMorePath ex:p ]', ['ex:p+ ex:a', 'ex:p+ ex:b', 'ex:p+ ex:c']],
    ['[ sh:inversePath ( ex:p ex:q ) ]', []],
    ['[ sh:inversePath ( ex:q ex:p ) ]', [`^(ex:q/${base}p) ex:a`]],
  ])('%s leads to %j', (path, found) => {
    expect(values(path)).toEqual(found);
  });

  it('are refused when they are none', () => {
    const shapes = turtle('ex:S sh:targetNode ex:n ; sh:property [ sh:path [ ex:p ex:q ] ] .');
    expect(() => compileShapes(shapes)).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID' }),
    );
  });

  it('are refused when they go round in a circle', () => {
    const shapes = turtle('ex:S sh:targetNode ex:n ; sh:path _:p . _:p sh:inversePath _:p .');
    expect(() => compileShapes(shapes)).toThrow(/no path/);
  });
});

describe('targets', () => {
  const data = 'ex:a a ex:C ; ex:p ex:b . ex:b a ex:D . ex:D rdfs:subClassOf ex:C .';

  it.each([
    ['sh:targetClass ex:C', ['ex:a', 'ex:b']],
    ['sh:targetClass ex:D', ['ex:b']],
    ['sh:targetSubjectsOf ex:p', ['ex:a']],
    ['sh:targetObjectsOf ex:p', ['ex:b']],
    ['sh:targetNode ex:unknown', ['ex:unknown']],
    ['sh:targetNode ex:a ; sh:targetClass ex:C', ['ex:a', 'ex:b']],
  ])('%s finds %j', (target, nodes) => {
    expect(findings(`ex:S ${target} ; sh:in () .`, data).map((line) => line.split(' ')[0])).toEqual(
      nodes,
    );
  });

  it('are implied by a shape that is a class', () => {
    expect(findings('ex:C a sh:NodeShape, rdfs:Class ; sh:in () .', data)).toHaveLength(2);
    expect(findings('ex:C a sh:NodeShape ; sh:in () .', data)).toEqual([]);
  });
});

describe('shapes', () => {
  it('find nothing when they are deactivated, wherever they are used', () => {
    const shapes = `ex:S sh:targetNode ex:n ; sh:node ex:Off ; sh:property ex:Off .
      ex:Off sh:deactivated true ; sh:path ex:p ; sh:minCount 1 .`;
    expect(findings(shapes, 'ex:n ex:q 1 .')).toEqual([]);
  });

  it('give their severity and their messages with the arguments filled in', () => {
    const shapes = turtle(`ex:S sh:targetNode ex:n ; sh:path ex:p ; sh:minCount 2 ;
      sh:severity sh:Info ; sh:message "{$minCount} or more"@en, "Au moins {?minCount}"@fr .`);
    const [result] = compileShapes(shapes).validate(turtle('ex:n ex:q 1 .'));
    expect(result).toMatchObject({
      severity: 'http://www.w3.org/ns/shacl#Info',
      messages: [
        { value: '2 or more', language: 'en' },
        { value: 'Au moins 2', language: 'fr' },
      ],
    });
  });

  it('ignore properties that are no SHACL', () => {
    const shapes = 'ex:S sh:targetNode ex:n ; sh:extends ex:T ; sh:shape ex:T . ex:T sh:in () .';
    expect(findings(shapes, 'ex:n ex:q 1 .')).toEqual([]);
  });

  it('are left out when they need SPARQL, and only then', () => {
    const compiled = compileShapes(
      turtle(`ex:A sh:targetNode ex:n ; sh:or ( [ sh:node ex:Query ] ) .
        ex:Query sh:sparql [ sh:select "SELECT $this WHERE { $this ?p ?o }" ] .
        ex:B sh:targetNode ex:n ; sh:in () .`),
    );
    expect(compiled.leftOut.map(({ value }) => value)).toEqual(['https://data.example.org/A']);
    expect(compiled.validate(turtle('ex:n ex:q 1 .'))).toHaveLength(1);
  });

  it('are refused when a pattern is no regular expression', () => {
    expect(() => compileShapes(turtle('ex:S sh:targetNode ex:n ; sh:pattern "(" .'))).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID' }),
    );
  });
});

describe('background', () => {
  const background = 'ex:fr a ex:Language ; skos:inScheme ex:list . ex:list a skos:ConceptScheme .';
  const shape = `ex:S sh:targetClass ex:Dataset ; sh:property [ sh:path ex:language ;
    sh:class ex:Language ; sh:node [ sh:path ( skos:inScheme rdf:type ) ; sh:hasValue skos:ConceptScheme ] ] .
    ex:T sh:targetClass ex:Language ; sh:property [ sh:path ex:label ; sh:minCount 1 ] .`;

  it('tells what the concepts are that a record uses', () => {
    const data = 'ex:d a ex:Dataset ; ex:language ex:fr, ex:xx .';
    expect(findings(shape, data, background)).toEqual([
      'ex:d ex:language sh:Class ex:xx',
      'ex:d ex:language sh:Node ex:xx',
    ]);
  });

  it('adds to what the record says of a concept, of which nothing is reported', () => {
    const data = 'ex:d a ex:Dataset ; ex:language ex:fr . ex:fr a ex:Other ; ex:note "x" .';
    expect(findings(shape, data, background)).toEqual([]);
    expect(findings(shape, data)).not.toEqual([]);
  });

  it('is not changed by what a record says', () => {
    const known = indexBackground(turtle(background));
    const compiled = compileShapes(turtle(shape), known);
    const record = turtle('ex:d a ex:Dataset ; ex:language ex:list . ex:list a ex:Language .');
    const before = compiled.validate(turtle('ex:d a ex:Dataset ; ex:language ex:list .')).length;
    compiled.validate(record);
    expect(compiled.validate(turtle('ex:d a ex:Dataset ; ex:language ex:list .'))).toHaveLength(
      before,
    );
    expect(before).toBe(2);
  });

  it('is walked backwards as well', () => {
    const inverse = `ex:S sh:targetClass ex:Dataset ; sh:property [
      sh:path ( ex:scheme [ sh:inversePath skos:inScheme ] ) ; sh:in () ] .`;
    const data = 'ex:d a ex:Dataset ; ex:scheme ex:list ; ex:language ex:fr .';
    expect(findings(inverse, data, background)).toHaveLength(1);
  });
});
