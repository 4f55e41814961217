import { describe, expect, it } from 'vitest';
import { limitSolutions, outlineQuery } from '../../../src/publish/sparql/query-form.ts';

describe('outline of a query', () => {
  it.each([
    ['select * {}', 'select'],
    ['# insert\nBASE <http://e/select> PREFIX delete: <http://e/> ASK {}', 'ask'],
    ['PREFIX : <http://e/> CONSTRUCT { :a :service "SERVICE" } WHERE {}', 'construct'],
    ['SELECT ?service { ?from <http://e/service> "a\\" SERVICE"@en }', 'select'],
    ["SELECT * { ?s ?p '''x ' SERVICE\n''' }", 'select'],
    ['DESCRIBE <http://e/d> FROM <http://e/g>', 'describe'],
  ])('reads %s', (query, form) => {
    expect(outlineQuery(query).form).toBe(form);
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

describe('limit of solutions', () => {
  const limited = (query: string) => limitSolutions(query, outlineQuery(query), 5);

  it.each([
    ['SELECT * {}', 'SELECT * {}\nLIMIT 5\n'],
    ['SELECT * {} # LIMIT 1', 'SELECT * {} # LIMIT 1\nLIMIT 5\n'],
    ['SELECT * {} ORDER BY ?a OFFSET 3', 'SELECT * {} ORDER BY ?a OFFSET 3\nLIMIT 5\n'],
    ['SELECT * {} limit 3', 'SELECT * {} limit 3'],
    ['SELECT * {} LIMIT 70 OFFSET 2', 'SELECT * {} LIMIT 5 OFFSET 2'],
    ['SELECT * { { SELECT * {} LIMIT 9 } }', 'SELECT * { { SELECT * {} LIMIT 9 } }\nLIMIT 5\n'],
    ['SELECT * { VALUES ?a { 1 } }', 'SELECT * { VALUES ?a { 1 } }\nLIMIT 5\n'],
    ['SELECT * {} VALUES ?a { 1 }', 'SELECT * {} \nLIMIT 5\nVALUES ?a { 1 }'],
    ['SELECT * {} LIMIT 9 VALUES ?a { 1 }', 'SELECT * {} LIMIT 5 VALUES ?a { 1 }'],
    ['SELECT * { ?limit ?p "}" } LIMIT 7', 'SELECT * { ?limit ?p "}" } LIMIT 5'],
    ['CONSTRUCT {} WHERE {}', 'CONSTRUCT {} WHERE {}'],
    ['ASK {}', 'ASK {}'],
  ])('is put into %s', (query, expected) => {
    expect(limited(query)).toBe(expected);
  });
});
