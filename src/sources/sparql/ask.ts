import type { GatherContext, HttpResponse } from '../../harvest/ports.ts';
import { HarvestError } from '../../model/problem.ts';
import { parseRdf } from '../../parse/rdf.ts';
import { parseSparqlResults, type Solution } from '../../parse/sparql-results.ts';
import { decodeText } from '../../parse/text.ts';
import type { RdfPage } from '../rdf-page.ts';

const resultTypes =
  'application/sparql-results+json, application/sparql-results+xml;q=0.8, application/json;q=0.5';
const rdfTypes =
  'application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.7, application/ld+json;q=0.5';

/**
 * Asks a SELECT query (SPARQL 1.1 Protocol §2.1). Throws FETCH_*, PARSE_*, and GATHER_COUNT_MISMATCH
 * when the server says that it gave up before the end.
 */
export async function select(context: GatherContext, query: string): Promise<readonly Solution[]> {
  const response = await post(context, query, resultTypes);
  refusePartial(response, ['x-sql-state']);
  return parseSparqlResults(textOf(response), response.url);
}

/** Asks a CONSTRUCT query; as {@link select}, and a result cut at a limit of the server is refused. */
export async function construct(context: GatherContext, query: string): Promise<RdfPage> {
  const response = await post(context, query, rdfTypes);
  refusePartial(response, ['x-sql-state', 'x-sparql-maxrows']);
  const { url, status, headers, mediaType } = response;
  const { quads, failures } = await parseRdf(textOf(response), { mediaType, baseIri: url });
  return { url, status, headers, quads, failures };
}

function post({ http, source, signal }: GatherContext, query: string, accept: string) {
  return http.post(source.url, {
    body: `query=${encodeURIComponent(query)}`,
    contentType: 'application/x-www-form-urlencoded',
    accept,
    isSafe: true,
    signal,
  });
}

function textOf({ body, mediaType, charset }: HttpResponse): string {
  return decodeText(body, { mediaType, ...(charset && { charset }) });
}

/** Virtuoso answers 200 with what it found so far, and tells so in these headers alone. */
function refusePartial({ url, headers }: HttpResponse, names: readonly string[]): void {
  const name = names.find((each) => headers[each] !== undefined);
  if (name === undefined) return;
  throw new HarvestError(
    'GATHER_COUNT_MISMATCH',
    `${url} gave a part of the result and no more (${name}: ${headers[name]?.slice(0, 100)}).`,
  );
}
