import { describe, expect, it } from 'vitest';
import { createAuthentication } from '../../../src/publish/sparql/external/digest.ts';
import { hideLiterals, showDatatype } from '../../../src/publish/sparql/external/literals.ts';
import { outlineForStore } from '../../../src/publish/sparql/external/refuse.ts';
import { readResults, writeResults } from '../../../src/publish/sparql/external/results.ts';

const xsd = 'http://www.w3.org/2001/XMLSchema#';

describe('queries for a store that knows more than SPARQL 1.1', () => {
  it.each(
    [
      'SELECT ?s (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o FILTER(?o > 1.5e-3 && LANGMATCHES(LANG(?o), "fr")) } GROUP BY ?s HAVING(COUNT(*) > 2) ORDER BY DESC(?n) LIMIT 5 OFFSET 0x',
      `PREFIX xsd: <${xsd}> SELECT (xsd:integer("1") AS ?x) {}`,
      `SELECT (<${xsd}integer>("1") AS ?x) {}`,
      'PREFIX my-ns.x: <http://e/> PREFIX : <http://e/> SELECT * { my-ns.x:define :a-b ?define . ?s my-ns.x:p/(:q|:r)* "define bif:http_get(" }',
      '# define get:soft "replace"\nASK { <http://e/define> ?p ?o FILTER NOT EXISTS { ?o a ?t } }',
      'DESCRIBE <http://e/a> FROM <http://e/g> FROM NAMED <http://e/h>',
      'SELECT * { VALUES (?a ?b) { (UNDEF "a\\u00e9") } MINUS { ?a ?b _:c } BIND(IF(BOUND(?a), true, false) AS ?x) }',
    ].map((query) => query.replace(' 0x', ' 0')),
  )('lets through %s', (query) => {
    expect(['select', 'ask', 'describe']).toContain(outlineForStore(query).form);
  });

  it.each([
    ['define get:soft "replace" SELECT * { ?s ?p ?o }', 'SPARQL_EXTENSION_REFUSED'],
    ['DEFINE sql:log-enable 2 ASK {}', 'SPARQL_EXTENSION_REFUSED'],
    ['SELECT (bif:http_get("http://127.0.0.1/") AS ?x) {}', 'SPARQL_EXTENSION_REFUSED'],
    ['SELECT (BIF:http_get ("http://127.0.0.1/") AS ?x) {}', 'SPARQL_EXTENSION_REFUSED'],
    ['SELECT (<bif:http_get>("http://127.0.0.1/") AS ?x) {}', 'SPARQL_EXTENSION_REFUSED'],
    ['PREFIX b: <bif:> SELECT (b:http_get("x") AS ?x) {}', 'SPARQL_EXTENSION_REFUSED'],
    ['PREFIX b: <http://e/> SELECT (b:f # comment\n ("x") AS ?x) {}', 'SPARQL_EXTENSION_REFUSED'],
    [
      `PREFIX b: <${xsd}> PREFIX b: <http://e/> SELECT (b:f("x") AS ?x) {}`,
      'SPARQL_EXTENSION_REFUSED',
    ],
    ['SELECT (sql:rdf_load("x") AS ?x) {}', 'SPARQL_EXTENSION_REFUSED'],
    ['SELECT * FROM <http://e/> OPTION (get:soft "soft") { ?s ?p ?o }', 'SPARQL_EXTENSION_REFUSED'],
    ['SELECT * { ?s ?p ?o . ?o <\\u0062if:contains> "x" }', 'SPARQL_EXTENSION_REFUSED'],
    ['SELECT * { SERV\\u0049CE <http://127.0.0.1/> {} }', 'SPARQL_EXTENSION_REFUSED'],
    ['SELECT * { SERVICE <http://127.0.0.1/> {} }', 'SPARQL_SERVICE_REFUSED'],
    ['ASK { ?s ?p "\\u0022 . SERVICE <http://127.0.0.1/> {} #" }', 'SPARQL_SERVICE_REFUSED'],
    ['CLEAR ALL', 'SPARQL_UPDATE_REFUSED'],
  ])('refuses %s', (query, code) => {
    expect(() => outlineForStore(query)).toThrow(expect.objectContaining({ code }));
  });
});

describe('results of a store', () => {
  const answer = JSON.stringify({
    head: { link: [], vars: ['a', 'b'] },
    results: {
      distinct: false,
      bindings: [
        {
          a: { type: 'typed-literal', datatype: `${xsd}boolean`, value: '1' },
          b: { type: 'literal', 'xml:lang': 'fr', value: 'x,\t"é"\n<&' },
        },
        {
          b: {
            type: 'typed-literal',
            datatype: `urn:glaneur:datatype:${encodeURIComponent(`${xsd}duration`)}`,
            value: 'P12M',
          },
        },
        { a: { type: 'uri', value: 'http://e/a' }, b: { type: 'bnode', value: 'b0' } },
      ],
    },
  });
  const written = (mediaType: string) => {
    const results = readResults(answer);
    return results && writeResults(results, mediaType);
  };

  it('are the same in JSON whatever the store writes', () => {
    expect(JSON.parse(written('application/sparql-results+json') ?? '')).toEqual({
      head: { vars: ['a', 'b'] },
      results: {
        bindings: [
          {
            a: { type: 'literal', datatype: `${xsd}boolean`, value: 'true' },
            b: { type: 'literal', 'xml:lang': 'fr', value: 'x,\t"é"\n<&' },
          },
          { b: { type: 'literal', datatype: `${xsd}duration`, value: 'P12M' } },
          { a: { type: 'uri', value: 'http://e/a' }, b: { type: 'bnode', value: 'b0' } },
        ],
      },
    });
  });

  it('are written as CSV, TSV and XML', () => {
    expect(written('text/csv')).toBe('a,b\r\ntrue,"x,\t""é""\n<&"\r\n,P12M\r\nhttp://e/a,_:b0\r\n');
    expect(written('text/tab-separated-values')).toBe(
      `?a\t?b\n"true"^^<${xsd}boolean>\t"x,\\t\\"é\\"\\n<&"@fr\n\t"P12M"^^<${xsd}duration>\n<http://e/a>\t_:b0\n`,
    );
    expect(written('application/sparql-results+xml')).toContain(
      '<binding name="b"><literal xml:lang="fr">x,\t&quot;é&quot;\n&lt;&amp;</literal></binding>',
    );
  });

  it.each(['', '{}', '[', '{"results":{"bindings":[]}}', '<html>'])(
    'are not seen in %s',
    (text) => {
      expect(readResults(text)).toBeUndefined();
    },
  );
});

describe('literals in Virtuoso', () => {
  it.each([
    ['"P12M"', 'duration', true],
    ['"2024"', 'gYear', true],
    ['"100000000000000000000"', 'integer', true],
    ['"42"', 'nonNegativeInteger', false],
    ['"2024-01-01"', 'date', false],
  ])('%s^^xsd:%s', (text, name, isHidden) => {
    const line = `<a:a> <a:b> ${text}^^<${xsd}${name}> .\n`;
    const hidden = hideLiterals(line);
    expect(hidden !== line).toBe(isHidden);
    const datatype = /\^\^<([^>]+)>/.exec(hidden)?.[1] ?? '';
    expect(showDatatype(datatype)).toBe(xsd + name);
  });
});

describe('authentication at a store', () => {
  it('answers a digest challenge (RFC 7616 §3.9.1)', () => {
    const authentication = createAuthentication({ user: 'Mufasa', password: 'Circle of Life' });
    expect(authentication.header('GET', 'http://www.example.org/dir/index.html')).toBeUndefined();
    const isTaken = authentication.challenge(
      'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=MD5, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"',
    );
    expect(isTaken).toBe(true);
    const header = authentication.header('GET', 'http://www.example.org/dir/index.html') ?? '';
    expect(header).toMatch(/^Digest username="Mufasa", .*uri="\/dir\/index.html".*nc=00000001/);
    expect(header).not.toContain('Circle');
    expect(authentication.header('GET', 'http://www.example.org/')).toContain('nc=00000002');
  });

  it('answers a basic challenge and no other', () => {
    const authentication = createAuthentication({ user: 'a', password: 'b' });
    expect(authentication.challenge('Negotiate')).toBe(false);
    expect(authentication.challenge('Basic realm="x"')).toBe(true);
    expect(authentication.header('GET', 'http://e/')).toBe('Basic YTpi');
  });
});
