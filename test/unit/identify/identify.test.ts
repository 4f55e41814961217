import { Parser } from 'n3';
import { describe, expect, it } from 'vitest';
import { identify } from '../../../src/identify/identify.ts';
import { recordId } from '../../../src/rdf/mint.ts';
import { namedNode } from '../../../src/rdf/vocabularies.ts';

const baseUrl = 'https://catalogue.example.org';

function identified(turtle: string, subject: string, sourceId = 'eds') {
  const quads = new Parser({ baseIRI: 'http://10.0.0.1/' }).parse(`
    @prefix dcat: <http://www.w3.org/ns/dcat#> .
    @prefix dct: <http://purl.org/dc/terms/> .
    @prefix foaf: <http://xmlns.com/foaf/0.1/> .
    @prefix cv: <http://data.europa.eu/m8g/> .
    @prefix geodcatap: <http://data.europa.eu/930/> .
    ${turtle}`);
  return identify({
    subject: namedNode(subject),
    quads,
    identifiers: ['CNIL:1980120'],
    notes: [{ kind: 'default', property: 'dct:publisher', message: 'An address was mended' }],
    sourceId,
    remoteKey: 'k1',
    origin: 'https://user:secret@eds.example.org/d.ttl?key=secret',
    baseUrl,
    profileIri: 'https://profile.example.org/8/',
  });
}

const id = recordId('eds', 'k1');

describe('identification', () => {
  it('keeps the IRI of a holder that the public can look up', () => {
    const result = identified(
      '<https://eds.example.org/d> a dcat:Dataset .',
      'https://eds.example.org/d',
    );
    expect(result.iri).toBe('https://eds.example.org/d');
  });

  it('mints the same IRI from source and key for any other', () => {
    const result = identified('<dataset:1> a dcat:Dataset .', 'dataset:1');
    expect(result.iri).toBe(`${baseUrl}/datasets/${id}`);
    expect(identified('<dataset:2> a dcat:Dataset .', 'dataset:2').iri).toBe(result.iri);
  });

  it('states our identifier and keeps those of the origin beside it', () => {
    const { ntriples } = identified('<dataset:1> a dcat:Dataset .', 'dataset:1');
    expect(ntriples).toContain(
      `<http://purl.org/dc/terms/identifier> "${baseUrl}/datasets/${id}"^^<http://www.w3.org/2001/XMLSchema#anyURI>`,
    );
    expect(ntriples).toContain('"CNIL:1980120"');
    expect(ntriples).toContain('"k1"');
  });

  it('puts agents in parts of their own, with their contact points', () => {
    const contact = 'cv:contactPoint [ a cv:ContactPoint ; cv:email "contact@example.org" ]';
    const result = identified(
      `<dataset:1> a dcat:Dataset ;
         dct:publisher <https://ror.org/00pg5jh14> ;
         geodcatap:custodian [ a foaf:Agent ; foaf:name "CHU d’Été"@fr ; ${contact} ] .
       <https://ror.org/00pg5jh14> a foaf:Agent ; foaf:name "AP-HP" ; ${contact} .`,
      'dataset:1',
    );
    expect(result.agents).toHaveLength(2);
    for (const agent of result.agents) {
      expect(agent.ntriples).toContain('"contact@example.org"');
      expect(agent.ntriples).not.toContain('_:');
      expect(result.ntriples).not.toContain('contact@example.org');
    }
  });

  it('gives the nameless agent of one source the same IRI in all its datasets, and not in others', () => {
    const turtle = '<dataset:1> dct:publisher [ a foaf:Agent ; foaf:name "CHU X" ] .';
    const mine = identified(turtle, 'dataset:1').agents[0]?.iri;
    const again = identified(turtle.replace('CHU X', 'Chu  x'), 'dataset:1').agents[0]?.iri;
    expect(mine).toMatch(/^https:\/\/catalogue\.example\.org\/agents\//);
    expect(again).toBe(mine);
    expect(identified(turtle, 'dataset:1', 'hdh').agents[0]?.iri).not.toBe(mine);
  });

  it('drops what the dataset does not lead to', () => {
    const { ntriples } = identified(
      '<dataset:1> a dcat:Dataset . <https://x.example.org/other> dct:title "Stray" .',
      'dataset:1',
    );
    expect(ntriples).not.toContain('Stray');
  });

  it('describes origin and defaults in the catalogue record, without secrets', () => {
    const { catalogRecord } = identified('<dataset:1> a dcat:Dataset .', 'dataset:1');
    expect(catalogRecord.ntriples).toContain('<https://eds.example.org/d.ttl>');
    expect(catalogRecord.ntriples).not.toContain('secret');
    expect(catalogRecord.ntriples).toContain('dct:publisher');
    expect(catalogRecord.ntriples).toContain(
      `<${baseUrl}/catalog> <http://www.w3.org/ns/dcat#dataset>`,
    );
  });

  it('gives equal descriptions equal hashes whatever their blank node labels', () => {
    const one = identified('<dataset:1> dct:temporal _:a . _:a dct:title "x" .', 'dataset:1');
    const two = identified('_:z dct:title "x" . <dataset:1> dct:temporal _:z .', 'dataset:1');
    const other = identified('_:z dct:title "y" . <dataset:1> dct:temporal _:z .', 'dataset:1');
    expect(two.contentHash).toBe(one.contentHash);
    expect(other.contentHash).not.toBe(one.contentHash);
  });
});
