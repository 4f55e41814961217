import type { Quad } from '@rdfjs/types';
import type { GatherContext, HttpResponse } from '../harvest/ports.ts';
import { parseRdf } from '../parse/rdf.ts';
import { decodeText } from '../parse/text.ts';
import { type ChangedPage, type UnchangedPage, visit } from './visit.ts';

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
  return readRdf(await http.get(url, { accept, signal, expect }));
}

/** An RDF document that was read, and how to remember it if it is to be. */
export type ReadRdf = Partial<Pick<ChangedPage, 'remember'>> & { readonly rdf: RdfPage };

/** An RDF document that is unchanged since it was stored, or read anew. */
export type RdfVisit = UnchangedPage | (ChangedPage & { readonly rdf: RdfPage });

/** As {@link loadRdf}, unless the document is known to be unchanged. */
export async function visitRdf(
  context: GatherContext,
  url: string,
  expect: readonly number[] = [],
): Promise<RdfVisit> {
  const visited = await visit(context, url, accept, expect);
  if (visited.kind === 'unchanged') return visited;
  return { ...visited, rdf: await readRdf(visited.response) };
}

/** Parses an answer as {@link loadRdf} does; throws PARSE_*. */
export async function readRdf(response: HttpResponse): Promise<RdfPage> {
  const { status, headers, mediaType, charset } = response;
  if (status >= 400) return { url: response.url, status, headers, quads: [], failures: [] };
  const text = decodeText(response.body, { mediaType, ...(charset && { charset }) });
  const { quads, failures } = await parseRdf(text, { mediaType, baseIri: response.url });
  return { url: response.url, status, headers, quads, failures };
}
