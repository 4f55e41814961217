import { describe, expect, it } from 'vitest';
import { agentDocument, isDereferenceable, recordId, uuidV5 } from '../../../src/rdf/mint.ts';

describe('minted identifiers', () => {
  it('are UUIDs of version 5 as RFC 9562 computes them', () => {
    expect(uuidV5('www.example.com', '6ba7b810-9dad-11d1-80b4-00c04fd430c8')).toBe(
      '2ed6657d-e927-568b-95e1-2665a8aea6a2',
    );
  });

  it('depend on source and key, and on both', () => {
    expect(recordId('hdh', 'a')).toBe(recordId('hdh', 'a'));
    expect(recordId('hdh', 'a')).not.toBe(recordId('eds', 'a'));
    expect(recordId('a', 'b\nc')).not.toBe(recordId('a', 'b'));
  });

  it('give an agent of ours its own address and a foreign one an address with us', () => {
    const ours = 'https://c.example.org/agents/1';
    expect(agentDocument('https://c.example.org', ours)).toBe(ours);
    expect(agentDocument('https://c.example.org', 'https://ror.org/00pg5jh14')).toMatch(
      /^https:\/\/c\.example\.org\/agents\/[0-9a-f-]{36}$/,
    );
  });
});

describe('a dereferenceable IRI', () => {
  it.each([
    ['https://ror.org/00pg5jh14', true],
    ['http://data.example.org/a?b=c', true],
    ['http://127.0.0.1:8181/dataset/1', false],
    ['http://[::1]/x', false],
    ['http://13.81.34.152:1101/resource', false],
    ['http://localhost/x', false],
    ['http://srv-eds/x', false],
    ['https://eds.chu.local/x', false],
    ['dataset:42', false],
    ['urn:uuid:1', false],
    ['_:b0', false],
    ['http://', false],
  ])('%s → %s', (iri, expected) => {
    expect(isDereferenceable(iri)).toBe(expected);
  });
});
