import { describe, expect, it } from 'vitest';
import { outlineQuery } from '../../../src/publish/sparql/query-form.ts';
import { restoreDatatypes } from '../../../src/publish/sparql/restore.ts';

describe('outline of a query', () => {
  it.each([
    ['select * {}', 'select', false],
    ['# insert\nBASE <http://e/select> PREFIX delete: <http://e/> ASK {}', 'ask', false],
    ['PREFIX : <http://e/> CONSTRUCT { :a :service "SERVICE" } WHERE {}', 'construct', false],
    ['SELECT ?service { ?from <http://e/service> "a\\" SERVICE"@en }', 'select', false],
    ["SELECT * { ?s ?p '''x ' SERVICE\n''' }", 'select', false],
    ['DESCRIBE <http://e/d> FROM <http://e/g>', 'describe', true],
  ])('reads %s', (query, form, hasDataset) => {
    expect(outlineQuery(query)).toEqual({ form, hasDataset });
  });

  it.each([
    ['', 'SPARQL_MALFORMED'],
    ['hello', 'SPARQL_MALFORMED'],
    ['WITH <http://e/g> DELETE {} WHERE {}', 'SPARQL_UPDATE_REFUSED'],
    ['LOAD <http://e/g>', 'SPARQL_UPDATE_REFUSED'],
    ['SELECT * { ?s ?p 5.SERVICE<http://e/>{} }', 'SPARQL_SERVICE_REFUSED'],
    ['SELECT * { ?s ?p "x".service ?s {} }', 'SPARQL_SERVICE_REFUSED'],
  ])('refuses %s', (query, code) => {
    expect(() => outlineQuery(query)).toThrow(expect.objectContaining({ code }));
  });

  it.each(['a-', ':', '"', '<', '\\', '?', "'''", '#'])(
    'reads long runs of %s quickly',
    (piece) => {
      expect(() => outlineQuery(piece.repeat(100_000))).toThrow();
    },
  );
});

describe('datatypes of results', () => {
  it('come back for counts only', () => {
    const count = '<http://healthdataportal.eu/ns/health#numberOfRecords>';
    const integer = '^^<http://www.w3.org/2001/XMLSchema#integer> .';
    const text = `<a:a> ${count} "5"${integer}\n<a:a> <a:other> "5"${integer}\n`;
    expect(restoreDatatypes(text)).toBe(text.replace('#integer', '#nonNegativeInteger'));
  });
});
