import type { Quad } from '@rdfjs/types';
import type { GatherContext } from '../harvest/ports.ts';
import { parseRdf } from '../parse/rdf.ts';
import { decodeText } from '../parse/text.ts';

/** Statements of a document that could not be read; the others could. */
export type StatementFailures = Awaited<ReturnType<typeof parseRdf>>['failures'];

/** One fetched and parsed RDF document. */
export interface RdfPage {
  /** Address after redirects: base of its relative IRIs. */
  readonly url: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly quads: readonly Quad[];
  readonly failures: StatementFailures;
}

const accept =
  'text/turtle, application/n-triples;q=0.9, application/trig;q=0.8, application/n-quads;q=0.8, application/ld+json;q=0.8, application/rdf+xml;q=0.7, */*;q=0.1';

/**
 * Fetches one RDF document. Throws FETCH_*, PARSE_* when there is none; statuses in `expect`
 * give a page without quads.
 */
export async function loadRdf(
  { http, signal }: GatherContext,
  url: string,
  expect: readonly number[] = [],
): Promise<RdfPage> {
  const response = await http.get(url, { accept, signal, expect });
  const { status, headers, mediaType, charset } = response;
  if (status >= 400) return { url: response.url, status, headers, quads: [], failures: [] };
  const text = decodeText(response.body, { mediaType, ...(charset && { charset }) });
  const { quads, failures } = await parseRdf(text, { mediaType, baseIri: response.url });
  return { url: response.url, status, headers, quads, failures };
}
