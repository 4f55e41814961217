import { expect, it } from 'vitest';
import {
  type RdfDocumentsSandbox,
  type RdfPaging,
  rdfDocumentKeys,
  startRdfDocuments,
} from '../../sandbox/rdf-documents.ts';
import { brokenAnswers, describeConnector } from './connector-case.ts';

const [, changed = '', removed = ''] = rdfDocumentKeys;

const catalogue = (paging: RdfPaging, mode: string) => ({
  start: () => startRdfDocuments(paging),
  source: ({ url }: RdfDocumentsSandbox) => ({
    connector: 'rdf-http',
    url,
    options: { mode },
    mapping: 'dcat-ap',
  }),
  // The same, however it is divided.
  golden: 'rdf-http',
  counts: { created: 6, quarantined: 0, failed: 0 },
  changed,
  removed,
});

describeConnector(
  {
    ...catalogue('none', 'document'),
    what: 'one RDF document',
    failures: brokenAnswers('failed').map((failure) =>
      // What stands before the end of half a document is read all the same.
      failure.code === 'PARSE_TRUNCATED' ? { ...failure, verdict: 'partial' as const } : failure,
    ),
    passing: { status: 500 },
  },
  (at) => {
    it('costs one request when it is unchanged', async () => {
      const { run } = await at().service.harvest();
      expect(run).toMatchObject({ requests: 1, notModified: 1, gathered: 6 });
    });
  },
);

const path = /page=2/;
const pages = (paging: RdfPaging) => ({
  ...catalogue(paging, 'hydra'),
  failures: [
    ...brokenAnswers('partial', path),
    {
      when: 'a page is empty',
      plant: ({ fail }: RdfDocumentsSandbox) => fail({ path, mode: 'empty' }),
      code: 'PARSE_NOT_RDF',
      verdict: 'partial',
    } as const,
  ],
  passing: { status: 500, path },
});

describeConnector({
  ...pages('literal'),
  what: 'RDF on pages that name the next as a string',
});

describeConnector({
  ...pages('link'),
  what: 'RDF on pages that name the next in a Link header',
});
