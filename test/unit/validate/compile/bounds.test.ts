import { describe, expect, it } from 'vitest';
import { compileShapes } from '../../../../src/validate/compile/index.ts';
import { findings, turtle } from '../../../support/compiled.ts';

const tree = `ex:Tree sh:targetClass ex:Root ; sh:property [ sh:path ex:child ; sh:node ex:Node ] .
  ex:Node sh:nodeKind sh:IRI ; sh:property [ sh:path ex:child ; sh:node ex:Node ] .`;

const chain = (length: number) =>
  Array.from({ length }, (_, index) => `ex:n${index} ex:child ex:n${index + 1} .`).join('\n');

describe('compiled shapes that refer to themselves', () => {
  it('look at all descendants', () => {
    expect(findings(tree, `ex:n0 a ex:Root . ${chain(50)} ex:n50 ex:child "x" .`)).toEqual([
      'ex:n0 ex:child sh:Node ex:n1',
    ]);
  });

  it('end on data in a circle, and take an open question for answered with yes', () => {
    const data = 'ex:a a ex:Root ; ex:child ex:b . ex:b ex:child ex:a, ex:b .';
    expect(findings(tree, data)).toEqual([]);
    expect(findings(tree, `${data} ex:b ex:child "x" .`)).toEqual(['ex:a ex:child sh:Node ex:b']);
  });

  it('end on property shapes in a circle', () => {
    const shapes = `ex:S sh:targetClass ex:Root ; sh:property ex:P .
      ex:P sh:path ex:child ; sh:property ex:P ; sh:maxCount 1 .`;
    expect(findings(shapes, 'ex:a a ex:Root ; ex:child ex:b . ex:b ex:child ex:a, ex:c .')).toEqual(
      ['ex:b ex:child sh:MaxCount'],
    );
  });

  it('do not repeat a verdict that rested on an open question', () => {
    // ex:b is first judged while ex:a is open, and ex:a fails in the end.
    const shapes = `ex:S sh:targetNode ex:a, ex:b ; sh:node ex:N .
      ex:N sh:property [ sh:path ex:child ; sh:node ex:N ] ; sh:property [ sh:path ex:bad ; sh:maxCount 0 ] .`;
    expect(findings(shapes, 'ex:a ex:child ex:b ; ex:bad 1 . ex:b ex:child ex:a .')).toEqual([
      'ex:a sh:Node ex:a',
      'ex:b sh:Node ex:b',
    ]);
  });

  it('fail with a sentence, not with an overflow, on data nested very deep', () => {
    const data = turtle(`ex:n0 a ex:Root . ${chain(20_000)}`);
    expect(() => compileShapes(turtle(tree)).validate(data)).toThrow(
      expect.objectContaining({
        code: 'VALIDATE_FAILED',
        message: expect.stringContaining('nested more than 400 deep'),
      }),
    );
  });

  it('answer each question once where the data share nodes', () => {
    const layers = Array.from(
      { length: 60 },
      (_, i) =>
        `ex:a${i} ex:child ex:a${i + 1}, ex:b${i + 1} . ex:b${i} ex:child ex:a${i + 1}, ex:b${i + 1} .`,
    );
    expect(findings(tree, `ex:a0 a ex:Root . ${layers.join('\n')}`)).toEqual([]);
  });
});

describe('compiled shapes on large data', () => {
  it('check 6,000 columns one by one', () => {
    const shapes = turtle(`ex:Table sh:targetClass csvw:Table ;
        sh:property [ sh:path csvw:column ; sh:minCount 1 ; sh:class csvw:Column ; sh:node ex:Column ] .
      ex:Column sh:targetClass csvw:Column ;
        sh:property [ sh:path csvw:name ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:string ] ;
        sh:property [ sh:path csvw:datatype ; sh:nodeKind sh:Literal ] .`);
    const columns = Array.from(
      { length: 6000 },
      (_, i) =>
        `ex:t csvw:column ex:c${i} . ex:c${i} a csvw:Column ; csvw:name "c${i}" ; csvw:datatype "string" .`,
    );
    const data = turtle(`ex:t a csvw:Table . ${columns.join('\n')} ex:c7 csvw:name "again" .`);
    const compiled = compileShapes(shapes);
    expect(compiled.validate(data)).toHaveLength(2);
  });

  it('follow long chains of a path without deep calls', () => {
    const shapes = `ex:S sh:targetNode ex:n0 ; sh:property [ sh:path [ sh:zeroOrMorePath ex:child ] ; sh:maxCount 1 ] .`;
    expect(findings(shapes, chain(20_000))).toEqual(['ex:n0 ex:child* sh:MaxCount']);
  });

  it('give up on data whose values multiply', () => {
    const values = (property: string) =>
      Array.from({ length: 5000 }, (_, i) => `ex:n ${property} ${i} .`).join('\n');
    const shapes = turtle(
      'ex:S sh:targetNode ex:n ; sh:property [ sh:path ex:p ; sh:lessThan ex:q ] .',
    );
    expect(() => compileShapes(shapes).validate(turtle(values('ex:p') + values('ex:q')))).toThrow(
      expect.objectContaining({ code: 'VALIDATE_FAILED' }),
    );
  });
});
