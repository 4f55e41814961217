import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type OaiMisbehaviour, type OaiPmhSandbox, startOaiPmh } from '../../sandbox/oai-pmh.ts';
import { inBrief, payloads, serveSite, walk } from './site.ts';

const ddi = { metadataPrefix: 'oai_ddi25' };

describe('a walk over an OAI-PMH repository', () => {
  let sandbox: OaiPmhSandbox;
  beforeAll(async () => {
    sandbox = await startOaiPmh();
  });
  beforeEach(() => sandbox.mend());
  afterAll(() => sandbox.close());

  const walked = async (options: Readonly<Record<string, unknown>>) =>
    inBrief(await walk(sandbox.url, 'oai-pmh', options));
  const count = (lines: readonly string[], start: string) =>
    lines.filter((line) => line.startsWith(start)).length;

  it('gives records, deletions and the announced number', async () => {
    const lines = await walked(ddi);
    expect(count(lines, 'payload')).toBe(30);
    expect(count(lines, 'gone')).toBe(1);
    expect(lines.at(-1)).toBe('announced 31 walked 31');
  });

  it('gives records of two sets once', async () => {
    const lines = await walked({ ...ddi, sets: ['cohortes', 'registres', 'cohortes'] });
    expect(count(lines, 'payload')).toBe(30);
    expect(count(lines, 'failed')).toBe(0);
  });

  it('gives XML with its namespaces, or RDF as N-Triples, under the same keys', async () => {
    const xml = payloads(await walk(sandbox.url, 'oai-pmh', {}));
    const rdf = payloads(await walk(sandbox.url, 'oai-pmh', { metadataPrefix: 'dcat' }));
    expect([...xml.keys()]).toEqual([...rdf.keys()]);
    const key = 'oai:oai.example.org:FRESH-PEF3395';
    expect(xml.get(key)?.mediaType).toBe('application/xml');
    expect(xml.get(key)?.body).toContain('xmlns:dc="http://purl.org/dc/elements/1.1/"');
    expect(xml.get(key)?.url).toContain(`verb=GetRecord&metadataPrefix=oai_dc&identifier=`);
    expect(rdf.get(key)?.mediaType).toBe('application/n-triples');
  });

  it('begins the list again when a token has expired, and gives every record once', async () => {
    sandbox.misbehave('expired-token', 1);
    const lines = await walked(ddi);
    expect(count(lines, 'payload')).toBe(30);
    expect(count(lines, 'incomplete')).toBe(0);
    expect(new Set(lines).size).toBe(lines.length);
  });

  it.each<readonly [OaiMisbehaviour, string]>([
    ['expired-token', 'FETCH_STATUS'],
    ['repeating-page', 'GATHER_PAGE_LOOP'],
    ['same-token', 'GATHER_PAGE_LOOP'],
  ])('ends, incomplete, when every token meets %s', async (how, code) => {
    sandbox.misbehave(how);
    const lines = await walked(ddi);
    expect(lines.at(-1)).toMatch(new RegExp(`^incomplete .* ${code}$`));
  });

  it('remembers nothing when fewer records come than were announced', async () => {
    sandbox.misbehave('wrong-size');
    expect((await walked(ddi)).at(-1)).toBe('announced 32 walked 31');
  });

  it('says what the repository says when it refuses', async () => {
    await expect(walked({ metadataPrefix: 'marc' })).rejects.toMatchObject({
      code: 'GATHER_OPTION',
      message: expect.stringContaining('cannotDisseminateFormat: No format marc'),
    });
  });

  it('finds nothing in a set without records, without a problem', async () => {
    expect(await walked({ ...ddi, sets: ['vide'] })).toEqual([]);
  });
});

describe('an OAI-PMH repository with broken records', () => {
  const oai = (content: string) => ({
    type: 'text/xml',
    body: `<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2026-09-01T00:00:00Z</responseDate>${content}</OAI-PMH>`,
  });
  const record = (identifier: string, metadata: string) =>
    `<record><header><identifier>${identifier}</identifier></header>${metadata}</record>`;

  it('fails those alone, and reads the others in spite of forbidden characters', async () => {
    const site = await serveSite(() => ({
      '/?verb=Identify': oai('<Identify><deletedRecord>no</deletedRecord></Identify>'),
      '/?verb=ListRecords&metadataPrefix=oai_dc': oai(
        `<ListRecords>${record('a', '<metadata><dc>un\u000bdeux</dc></metadata>')}${record('b', '')}${record('', '<metadata><dc/></metadata>')}</ListRecords>`,
      ),
    }));
    const found = await walk(site.url, 'oai-pmh', {});
    await site.close();
    expect(inBrief(found).map((line) => line.replaceAll(site.url, ''))).toEqual([
      'payload a',
      'failed b MAP_UNREADABLE',
      'incomplete /?verb=ListRecords&metadataPrefix=oai_dc MAP_UNREADABLE',
    ]);
    expect(payloads(found).get('a')?.body).toContain('un deux');
  });
});
