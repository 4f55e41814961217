import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseRdf } from '../../../src/parse/rdf.ts';
import { formats } from '../../../src/publish/formats.ts';
import { recordId } from '../../../src/rdf/mint.ts';
import { csvw, healthdcatap } from '../../../src/rdf/vocabularies.ts';
import { validRecord } from '../../support/bad-records.ts';
import { type ConnectorHarvest, startConnectorHarvest } from '../../support/connector-harvest.ts';
import { startServer } from '../../support/loopback-server.ts';
import { startPublishedSite } from '../../support/published-site.ts';

const columns = 6_000;
const id = recordId('tested', 'https://data.example.org/cohort');

/** The valid description, with so many columns of 500 bytes each. */
function wideRecord(): string {
  const names = Array.from({ length: columns }, (_, index) => `ex:column-${index}`);
  const about = 'Variable du questionnaire. '.repeat(12);
  return `${validRecord}
ex:cohort-table csvw:column ${names.join(', ')} .
${names
  .map(
    (
      name,
      index,
    ) => `${name} a csvw:Column ; csvw:name "V${index}" ; csvw:title "Variable ${index}"@fr ;
  dct:description "${about}${index}"@fr ; csvw:datatype "integer" ; csvw:propertyUrl ${name} .`,
  )
  .join('\n')}`;
}

describe('a description of 6,000 variables', () => {
  let source: Awaited<ReturnType<typeof startServer>>;
  let service: ConnectorHarvest;
  let site: Awaited<ReturnType<typeof startPublishedSite>>;
  const record = wideRecord();

  beforeAll(async () => {
    source = await startServer((_request, response) => {
      response.setHeader('content-type', 'text/turtle');
      response.end(record);
    });
    service = await startConnectorHarvest({
      connector: 'rdf-http',
      url: `${source.url}/cohort.ttl`,
      mapping: 'dcat-ap',
      options: { mode: 'document' },
    });
    site = await startPublishedSite(service.context);
  }, 120_000);
  afterAll(async () => {
    await site.close();
    await service.close();
    await source.close();
  });

  it('is harvested whole, valid and said to be structured', async () => {
    expect(record.length).toBeGreaterThan(3_000_000);
    const { run } = await service.harvest();
    expect(run.counts).toMatchObject({ created: 1, quarantined: 0, failed: 0 });
    const dataset = await service.context.reader.dataset(id);
    expect(dataset?.report.conforms).toBe(true);
    expect(dataset?.ntriples).toContain(`<${healthdcatap.hasStructuredData.value}> "true"`);
    const told = dataset?.ntriples.split(`<${csvw.datatype.value}>`).length ?? 0;
    expect(told - 1).toBe(columns + 2);
  }, 300_000);

  it.each(formats)(
    'is served whole as $suffix',
    async ({ suffix, mediaType }) => {
      const answer = await fetch(`${site.url}/datasets/${id}.${suffix}`);
      expect(answer.status).toBe(200);
      const body = await answer.text();
      const { quads } = await parseRdf(body, { mediaType, baseIri: site.url });
      const named = quads.filter((q) => q.predicate.equals(csvw.propertyUrl));
      expect(named).toHaveLength(columns);
    },
    300_000,
  );

  it('has a page that a browser can show', async () => {
    const answer = await fetch(`${site.url}/datasets/${id}`, { headers: { accept: 'text/html' } });
    const page = await answer.text();
    expect(answer.status).toBe(200);
    expect(page.length).toBeLessThan(400_000);
    expect(page).toContain('La suite se trouve dans les formats RDF.');
  }, 60_000);
});
