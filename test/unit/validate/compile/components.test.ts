import { describe, expect, it } from 'vitest';
import { findings, valueFindings } from '../../../support/compiled.ts';

/** Each row: the constraint, the values of ex:p, and what is found. */
type Row = readonly [constraint: string, values: readonly string[], found: readonly string[]];

const table = (rows: readonly Row[]) =>
  it.each(rows)('%s on %j gives %j', (constraint, values, found) => {
    expect(valueFindings(constraint, ...values)).toEqual(found);
  });

describe('value type', () => {
  table([
    ['sh:nodeKind sh:IRI', ['ex:a', '"x"'], ['sh:NodeKind x']],
    ['sh:nodeKind sh:Literal', ['ex:a'], ['sh:NodeKind ex:a']],
    ['sh:nodeKind sh:BlankNodeOrIRI', ['ex:a', '[]'], []],
    ['sh:nodeKind sh:IRIOrLiteral', ['ex:a', '"x"'], []],
    ['sh:datatype xsd:date', ['"2024-02-29"^^xsd:date'], []],
    ['sh:datatype xsd:date', ['"2023-02-29"^^xsd:date'], ['sh:Datatype 2023-02-29']],
    ['sh:datatype xsd:date', ['"2024-02-29"'], ['sh:Datatype 2024-02-29']],
    ['sh:datatype rdf:langString', ['"a"@fr', '"b"'], ['sh:Datatype b']],
    ['sh:class ex:C', ['ex:a'], ['sh:Class ex:a']],
  ]);

  it('knows subclasses from the record, the shapes and the background', () => {
    const shape = 'ex:S sh:targetNode ex:n ; sh:property [ sh:path ex:p ; sh:class ex:C ] .';
    const data = 'ex:n ex:p ex:a . ex:a a ex:B .';
    const subclass = 'ex:B rdfs:subClassOf ex:A . ex:A rdfs:subClassOf ex:C .';
    expect(findings(shape, data)).toEqual(['ex:n ex:p sh:Class ex:a']);
    expect(findings(shape, data + subclass)).toEqual([]);
    expect(findings(shape + subclass, data)).toEqual([]);
    expect(findings(shape, data, subclass)).toEqual([]);
  });
});

describe('cardinality', () => {
  table([
    ['sh:minCount 2', ['"a"'], ['sh:MinCount']],
    ['sh:minCount 2', ['"a"', '"b"'], []],
    ['sh:maxCount 1', ['"a"', '"a"@en'], ['sh:MaxCount']],
    ['sh:maxCount 1', ['"a"', '"a"'], []],
  ]);
});

describe('value range', () => {
  table([
    ['sh:minInclusive 5', ['4', '5.0', '"5"'], ['sh:MinInclusive 4', 'sh:MinInclusive 5']],
    ['sh:minExclusive 5', ['5', '5.1'], ['sh:MinExclusive 5']],
    ['sh:maxInclusive 5', ['5', '"6"^^xsd:int'], ['sh:MaxInclusive 6']],
    ['sh:maxExclusive 5', ['"INF"^^xsd:double', '4'], ['sh:MaxExclusive INF']],
    ['sh:maxExclusive 5', ['"NaN"^^xsd:double'], ['sh:MaxExclusive NaN']],
    ['sh:maxExclusive 5', ['"four"^^xsd:integer'], ['sh:MaxExclusive four']],
    [
      'sh:minInclusive "2024-01-01"^^xsd:date',
      ['"2023-12-31"^^xsd:date'],
      ['sh:MinInclusive 2023-12-31'],
    ],
    [
      'sh:minInclusive "2024-01-01"^^xsd:date',
      ['"2024-01-01Z"^^xsd:date'],
      ['sh:MinInclusive 2024-01-01Z'],
    ],
    [
      'sh:maxInclusive "2024-01-01T12:00:00Z"^^xsd:dateTime',
      ['"2024-01-01T14:00:00+02:00"^^xsd:dateTime'],
      [],
    ],
  ]);
});

describe('string-based', () => {
  table([
    ['sh:minLength 2', ['"a"', '"ab"', '"\\U0001F600"'], ['sh:MinLength a', 'sh:MinLength 😀']],
    ['sh:maxLength 1', ['"ab"', '"\\U0001F600"'], ['sh:MaxLength ab']],
    ['sh:pattern "^https:"', ['<https://a.example.org/>', '"http:"'], ['sh:Pattern http:']],
    ['sh:pattern "^A" ; sh:flags "i"', ['"a"', '"b"'], ['sh:Pattern b']],
    ['sh:languageIn ( "en" "FR" )', ['"a"@en-GB', '"b"@fr'], []],
    ['sh:languageIn ( "en" )', ['"a"@enm', '"b"'], ['sh:LanguageIn a', 'sh:LanguageIn b']],
    ['sh:uniqueLang true', ['"a"@fr', '"b"@fr', '"c"'], ['sh:UniqueLang']],
    ['sh:uniqueLang true', ['"a"', '"b"', '"c"@fr'], []],
  ]);

  it('lets no blank node meet a constraint on strings', () => {
    for (const constraint of ['sh:minLength 0', 'sh:maxLength 99', 'sh:pattern ""'])
      expect(valueFindings(constraint, '[]')).toHaveLength(1);
  });

  it('gives a pattern no value of more than 10,000 characters', () => {
    expect(valueFindings('sh:pattern "^a"', `"${'a'.repeat(10_000)}"`)).toEqual([]);
    expect(valueFindings('sh:pattern "^a"', `"${'a'.repeat(10_001)}"`)).toHaveLength(1);
  });
});

describe('property pair', () => {
  const pair = (constraint: string, data: string) =>
    findings(`ex:S sh:targetNode ex:n ; sh:property [ sh:path ex:p ; ${constraint} ] .`, data);

  it('compares the values of two properties', () => {
    const data = 'ex:n ex:p 1, 2 ; ex:q 2, 3 .';
    expect(pair('sh:equals ex:q', data)).toEqual([
      'ex:n ex:p sh:Equals 1',
      'ex:n ex:p sh:Equals 3',
    ]);
    expect(pair('sh:disjoint ex:q', data)).toEqual(['ex:n ex:p sh:Disjoint 2']);
    expect(pair('sh:lessThan ex:q', data)).toEqual(['ex:n ex:p sh:LessThan 2']);
    expect(pair('sh:lessThanOrEquals ex:q', data)).toEqual([]);
  });

  it('finds what cannot be compared not to be less', () => {
    expect(pair('sh:lessThan ex:q', 'ex:n ex:p 1 ; ex:q "2" .')).toEqual([
      'ex:n ex:p sh:LessThan 1',
    ]);
  });
});

describe('logical', () => {
  const a = '[ sh:nodeKind sh:IRI ]';
  const b = '[ sh:pattern "example" ]';
  table([
    [`sh:not ${a}`, ['ex:a', '"x"'], ['sh:Not ex:a']],
    [`sh:and ( ${a} ${b} )`, ['ex:a', '"example"'], ['sh:And example']],
    [`sh:or ( ${a} ${b} )`, ['ex:a', '"example"', '"x"'], ['sh:Or x']],
    [`sh:xone ( ${a} ${b} )`, ['ex:a', '"example"', '"x"'], ['sh:Xone ex:a', 'sh:Xone x']],
    [`sh:or ( ${a} ) ; sh:or ( ${b} )`, ['<urn:x>'], ['sh:Or urn:x']],
  ]);
});

describe('shape-based', () => {
  table([['sh:node [ sh:nodeKind sh:IRI ]', ['ex:a', '"x"'], ['sh:Node x']]]);

  it('reports what nested property shapes find at the value, not at the focus node', () => {
    const shape = `ex:S sh:targetNode ex:n ; sh:property [ sh:path ex:p ;
      sh:property [ sh:path ex:q ; sh:minCount 1 ] ] .`;
    expect(findings(shape, 'ex:n ex:p ex:a, ex:b . ex:b ex:q 1 .')).toEqual([
      'ex:a ex:q sh:MinCount',
    ]);
  });

  it('evaluates property shapes without a path at the focus node', () => {
    const shape = `ex:S sh:targetNode ex:n ; sh:property [ sh:or (
      [ sh:path ex:p ; sh:minCount 1 ] [ sh:path ex:q ; sh:minCount 1 ] ) ] .`;
    expect(findings(shape, 'ex:n ex:r 1 .')).toEqual(['ex:n sh:Or ex:n']);
    expect(findings(shape, 'ex:n ex:q 1 .')).toEqual([]);
  });

  it('counts the values that have a shape, without those that have a sibling as well', () => {
    const shape = (disjoint: string) => `ex:S sh:targetNode ex:n ;
      sh:property [ sh:path ex:p ; sh:qualifiedValueShape [ sh:class ex:A ] ;
        sh:qualifiedMinCount 1 ; ${disjoint} ] ;
      sh:property [ sh:path ex:p ; sh:qualifiedValueShape [ sh:class ex:B ] ;
        sh:qualifiedMaxCount 1 ; ${disjoint} ] .`;
    const data = 'ex:n ex:p ex:both, ex:b . ex:both a ex:A, ex:B . ex:b a ex:B .';
    expect(findings(shape(''), data)).toEqual(['ex:n ex:p sh:QualifiedMaxCount']);
    expect(findings(shape('sh:qualifiedValueShapesDisjoint true'), data)).toEqual([
      'ex:n ex:p sh:QualifiedMinCount',
    ]);
  });
});

describe('other', () => {
  table([
    ['sh:hasValue ex:a', ['ex:b'], ['sh:HasValue']],
    ['sh:hasValue "a"@FR', ['"a"@fr'], []],
    ['sh:in ( ex:a "b" )', ['ex:a', '"b"', '"b"@fr'], ['sh:In b']],
  ]);

  it('reports each value of an undeclared property of a closed shape', () => {
    const shape = `ex:S sh:targetNode ex:n ; sh:closed true ; sh:ignoredProperties ( rdf:type ) ;
      sh:property [ sh:path ex:p ] .`;
    expect(findings(shape, 'ex:n a ex:C ; ex:p 1 ; ex:q 2, 3 .')).toEqual([
      'ex:n ex:q sh:Closed 2',
      'ex:n ex:q sh:Closed 3',
    ]);
  });
});
