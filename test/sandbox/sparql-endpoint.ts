import { Store } from 'oxigraph';
import { nationalDatasets } from './data/hdh.ts';
import { createHdh } from './hdh.ts';
import { datasetIri } from './hdh-agents.ts';
import { type LoneEndpoint, startLoneQueryEndpoint } from './lone-endpoint.ts';
import type { AnswerQuery } from './server.ts';
import type { Edits } from './switches.ts';

const here = 'https://sparql.sante.example';

/** Keys of the datasets behind the endpoint: those of the national catalogue without a defect. */
export const sparqlKeys: readonly string[] = nationalDatasets
  .filter(({ dialect, defect }) => dialect === 'r8' && defect === undefined)
  .map(({ key }) => key)
  .slice(0, 12);

const others = nationalDatasets.map(({ key }) => key).filter((key) => !sparqlKeys.includes(key));

function storeOf(edits: Edits): Store {
  const document = createHdh(here)(new URL('/catalogue.ttl', here), {
    ...edits,
    removed: new Set([...edits.removed, ...others]),
  });
  const store = new Store();
  store.load(String(document.body), { format: 'text/turtle', base_iri: here });
  return store;
}

const rdf = 'application/n-triples';
const results = 'application/sparql-results+json';

const answer: AnswerQuery = (posted, edits) => {
  const query = new URLSearchParams(posted).get('query') ?? '';
  const contentType = /\bCONSTRUCT\b/.test(query) ? rdf : results;
  try {
    const body = storeOf(edits).query(query, { results_format: contentType });
    return { contentType, body: String(body) };
  } catch (error) {
    return { status: 400, contentType: 'text/plain; charset=utf-8', body: String(error) };
  }
};

/** A SPARQL 1.1 endpoint (POST, form) over descriptions in the default graph. */
export interface SparqlSandbox extends LoneEndpoint {
  /** Address to configure as the source's `url`. */
  readonly url: string;
  /** IRI of the dataset with a key. */
  readonly iriOf: (key: string) => string;
}

/** Starts the endpoint on the loopback interface. */
export async function startSparqlSandbox(): Promise<SparqlSandbox> {
  const endpoint = await startLoneQueryEndpoint(sparqlKeys, answer);
  return { ...endpoint, url: `${endpoint.origin}/sparql`, iriOf: datasetIri };
}
