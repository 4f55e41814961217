import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Quad } from '@rdfjs/types';
import { Parser } from 'n3';
import { RdfXmlParser } from 'rdfxml-streaming-parser';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { tokenOf } from '../../src/publish/feeds/oai-pmh/token.ts';
import { baseUrl, sampleCatalogue, sampleDataset } from '../support/sample-catalogue.ts';
import { startApp } from './support.ts';

const schema = readFileSync(join(import.meta.dirname, '../fixtures/oai-pmh/oai-pmh.xsd'), 'utf8');
const identifier = (id: string) => `oai:localhost:${id}`;

/** A repository, and how it is asked: every answer must be valid by the schema of the protocol. */
async function startRepository(datasets: number) {
  const catalogue = sampleCatalogue(datasets);
  const app = await startApp(catalogue);
  async function ask(query: string): Promise<string> {
    const response = await app.inject(`/oai?${query}`);
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toBe('text/xml; charset=utf-8');
    const { valid, errors } = await validateXML({
      xml: [{ fileName: 'answer.xml', contents: response.body }],
      schema: [schema],
    });
    expect(errors.map(({ message }) => message)).toEqual([]);
    expect(valid).toBe(true);
    return response.body;
  }
  return { catalogue, app, ask };
}

const all = (xml: string, name: string) =>
  [...xml.matchAll(new RegExp(`<${name}(?: [^>]*)?>([^<]*)</${name}>`, 'g'))].map(
    ([, text = '']) => text,
  );
const errorOf = (xml: string) => /<error code="(\w+)">/.exec(xml)?.[1];

/** Identifiers of a whole list, by its tokens. */
async function harvest(
  ask: (query: string) => Promise<string>,
  query: string,
  between?: () => void,
) {
  const found: string[] = [];
  let answer = await ask(query);
  for (;;) {
    found.push(...all(answer, 'identifier'));
    const [token = ''] = all(answer, 'resumptionToken');
    if (token === '') return found;
    between?.();
    const verb = new URLSearchParams(query).get('verb');
    answer = await ask(`verb=${verb}&resumptionToken=${token}`);
  }
}

describe('/oai', () => {
  it('identifies itself', async () => {
    const { ask } = await startRepository(2);
    const answer = await ask('verb=Identify');
    expect(all(answer, 'baseURL')).toEqual([`${baseUrl}/oai`]);
    expect(all(answer, 'deletedRecord')).toEqual(['persistent']);
    expect(all(answer, 'earliestDatestamp')).toEqual(['2026-01-02T03:04:05Z']);
    expect(all(answer, 'repositoryName')[0]).toBeTruthy();
  });

  const prefixes = ['oai_dc', 'dcat', 'dcat_hdh-2025', 'dcat_dcat-ap-3.0.1'];

  it('names its formats and sets', async () => {
    const { ask } = await startRepository(1);
    const formats = await ask('verb=ListMetadataFormats');
    expect(all(formats, 'metadataPrefix')).toEqual(prefixes);
    const record = await ask(`verb=ListMetadataFormats&identifier=${identifier('d001')}`);
    expect(all(record, 'metadataPrefix')).toEqual(prefixes);
    const sets = all(await ask('verb=ListSets'), 'setSpec');
    expect(sets).toContain('source:hdh');
    expect(sets).toContain('category:RQSH');
  });

  it('lists every dataset once, page by page', async () => {
    const { ask } = await startRepository(230);
    const found = await harvest(ask, 'verb=ListIdentifiers&metadataPrefix=oai_dc');
    expect(found).toHaveLength(230);
    expect(new Set(found).size).toBe(230);
  });

  it('misses nothing when datasets change while it is read', async () => {
    const { ask, catalogue } = await startRepository(150);
    let changes = 0;
    const found = await harvest(ask, 'verb=ListRecords&metadataPrefix=oai_dc', () => {
      changes += 1;
      catalogue.put(sampleDataset('d140', { title: `Change ${changes}` }));
      catalogue.put(sampleDataset(`new${changes}`));
    });
    expect(changes).toBe(1);
    const ids = new Set(found.filter((text) => text.startsWith('oai:')));
    expect(ids.size).toBe(151);
    expect(ids).toContain(identifier('new1'));
  });

  it('gives a record in Dublin Core with its languages', async () => {
    const { ask } = await startRepository(1);
    const answer = await ask(
      `verb=GetRecord&metadataPrefix=oai_dc&identifier=${identifier('d001')}`,
    );
    expect(answer).toContain('<dc:title xml:lang="fr">Cohorte d001</dc:title>');
    expect(answer).toContain('<dc:title xml:lang="en">Cohorte d001 (en)</dc:title>');
    expect(all(answer, 'setSpec')).toEqual(['source:hdh', 'category:RQSH']);
  });

  it('gives records in the profile that the prefix names', async () => {
    const { ask } = await startRepository(1);
    const record = `verb=GetRecord&identifier=${identifier('d001')}&metadataPrefix=`;
    const unique = 'numberOfUniqueIndividuals';
    expect(await ask(`${record}dcat`)).toContain(unique);
    expect(await ask(`${record}dcat_hdh-2025`)).toContain(unique);
    expect(await ask(`${record}dcat_dcat-ap-3.0.1`)).not.toContain(unique);
    const list = await ask('verb=ListRecords&metadataPrefix=dcat_dcat-ap-3.0.1');
    expect(list).toContain('dcat:Dataset');
    expect(list).not.toContain(unique);
  });

  it('gives a record as the RDF of its dataset and of the agents it names', async () => {
    const { ask, catalogue } = await startRepository(1);
    const answer = await ask(`verb=GetRecord&metadataPrefix=dcat&identifier=${identifier('d001')}`);
    const xml = answer.slice(answer.indexOf('<rdf:RDF'), answer.indexOf('</metadata>'));
    const quads: Quad[] = [];
    for await (const quad of Readable.from([xml]).pipe(new RdfXmlParser({ baseIRI: baseUrl })))
      quads.push(quad);
    const texts = await catalogue.snapshot(async (_state, entities) => {
      const found: string[] = [];
      for await (const { kind, ntriples } of entities) if (kind !== 'catalog') found.push(ntriples);
      return found.join('');
    });
    expect(quads).toHaveLength(new Parser({ format: 'N-Triples' }).parse(texts).length);
  });

  it('keeps the header of a deleted dataset, which has no metadata', async () => {
    const { ask, catalogue } = await startRepository(2);
    catalogue.remove(sampleDataset('d001').graph);
    const answer = await ask('verb=ListRecords&metadataPrefix=dcat');
    expect(answer).toContain(`<header status="deleted"><identifier>${identifier('d001')}`);
    expect(answer.match(/<metadata>/g)).toHaveLength(1);
  });

  it.each([
    ['from=2026-01-02', 3],
    ['from=2026-01-02T03:04:05Z&until=2026-01-02T03:04:05Z', 3],
    ['until=2026-01-02', 3],
    ['set=source:hdh', 3],
    ['set=category:RQSH&from=2020-01-01', 3],
  ])('selects by %s', async (query, count) => {
    const { ask } = await startRepository(3);
    const answer = await ask(`verb=ListIdentifiers&metadataPrefix=oai_dc&${query}`);
    expect(all(answer, 'identifier')).toHaveLength(count);
  });

  it.each([
    ['', 'badVerb'],
    ['verb=Harvest', 'badVerb'],
    ['verb=Identify&verb=Identify', 'badVerb'],
    ['verb=Identify&metadataPrefix=oai_dc', 'badArgument'],
    ['verb=GetRecord&metadataPrefix=oai_dc', 'badArgument'],
    ['verb=ListRecords', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=dcat', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-30', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-02T99:04:05Z', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-03&until=2026-01-02', 'badArgument'],
    [
      'verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-02&until=2026-01-02T00:00:00Z',
      'badArgument',
    ],
    ['verb=ListRecords&metadataPrefix=oai_dc&from=2030-01-01', 'noRecordsMatch'],
    ['verb=ListRecords&metadataPrefix=oai_dc&until=2020-01-01', 'noRecordsMatch'],
    ['verb=ListRecords&metadataPrefix=oai_dc&set=source:none', 'noRecordsMatch'],
    ['verb=ListRecords&metadataPrefix=oai_dc&set=other', 'noRecordsMatch'],
    ['verb=ListRecords&metadataPrefix=marcxml', 'cannotDisseminateFormat'],
    [
      'verb=GetRecord&metadataPrefix=marcxml&identifier=oai:localhost:d001',
      'cannotDisseminateFormat',
    ],
    ['verb=GetRecord&metadataPrefix=dcat&identifier=oai:localhost:none', 'idDoesNotExist'],
    ['verb=ListMetadataFormats&identifier=other', 'idDoesNotExist'],
    ['verb=ListRecords&resumptionToken=x', 'badResumptionToken'],
    ['verb=ListSets&resumptionToken=x', 'badResumptionToken'],
    ['verb=ListRecords&metadataPrefix=oai_dc&resumptionToken=x', 'badArgument'],
  ])('answers "%s" with the error %s', async (query, code) => {
    const { ask } = await startRepository(2);
    expect(errorOf(await ask(query))).toBe(code);
  });

  it('refuses a token whose dates are none', async () => {
    const { ask } = await startRepository(1);
    const token = tokenOf({ prefix: 'dcat', after: 0, cursor: 1 });
    expect(errorOf(await ask(`verb=ListRecords&resumptionToken=${token}`))).toBeUndefined();
    const text = Buffer.from(token, 'base64url').toString();
    const forged = text.replace('{', '{"from":"2026-99-99T00:00:00.000Z",');
    const encoded = Buffer.from(forged).toString('base64url');
    expect(errorOf(await ask(`verb=ListRecords&resumptionToken=${encoded}`))).toBe(
      'badResumptionToken',
    );
  });

  it('answers a POST of a form like a GET', async () => {
    const { app } = await startRepository(1);
    const response = await app.inject({
      method: 'POST',
      url: '/oai',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'verb=ListIdentifiers&metadataPrefix=dcat',
    });
    expect(all(response.body, 'identifier')).toEqual([identifier('d001')]);
  });
});
