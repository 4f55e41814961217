import { describe, expect, it } from 'vitest';
import { parseSparqlResults } from '../../../src/parse/sparql-results.ts';

const from = 'https://sparql.example.org';
const read = (text: string) =>
  parseSparqlResults(text, from).map((solution) => Object.fromEntries(solution));

describe('results of a SPARQL query', () => {
  it('are read from JSON, unbound variables left out', () => {
    const bindings = [
      { x: { type: 'uri', value: 'https://a' }, n: { type: 'typed-literal', value: '1' } },
      { x: { type: 'bnode', value: 'b0' }, odd: { type: 'triple', value: {} } },
    ];
    expect(read(JSON.stringify({ head: {}, results: { bindings } }))).toEqual([
      { x: { kind: 'iri', value: 'https://a' }, n: { kind: 'literal', value: '1' } },
      { x: { kind: 'blank', value: 'b0' } },
    ]);
  });

  it('are read from XML', () => {
    const text = `<?xml version="1.0"?>
<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="x"/></head><results>
  <result><binding name="x"><uri>https://a?x=1&amp;y=2</uri></binding></result>
  <result><binding name="x"><bnode>b0</bnode></binding></result>
</results></sparql>`;
    expect(read(text)).toEqual([
      { x: { kind: 'iri', value: 'https://a?x=1&y=2' } },
      { x: { kind: 'blank', value: 'b0' } },
    ]);
  });

  it.each([
    ['JSON of something else', '{"boolean":true}', 'PARSE_SYNTAX'],
    ['XML of something else', '<?xml version="1.0"?><feed/>', 'PARSE_SYNTAX'],
    ['a web page', '<!doctype html><title>Log in</title>', 'PARSE_LOGIN_PAGE'],
    ['half a document', '{"results":{"bindings":[', 'PARSE_TRUNCATED'],
    ['nothing', '', 'PARSE_SYNTAX'],
  ])('are not %s', (_name, text, code) => {
    expect(() => parseSparqlResults(text, from)).toThrow(expect.objectContaining({ code }));
  });
});
