import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Quad } from '@rdfjs/types';
import { createHttp } from '../fetch/http.ts';
import { HarvestError } from '../model/problem.ts';
import type { SourceLimits } from '../model/source.ts';
import { parseRdf } from '../parse/rdf.ts';
import { decodeText } from '../parse/text.ts';
import { version } from '../version.ts';

const limits: Omit<SourceLimits, 'allowPrivateHosts'> = {
  requestsPerSecond: 10,
  concurrency: 1,
  maxBytes: 64 * 1024 * 1024,
  timeoutMs: 30_000,
  robots: 'ignore',
};

const isUrl = (location: string) => /^https?:\/\//.test(location);

/** The IRI of a file or URL, as reports name it. */
export function iriOf(location: string): string {
  return isUrl(location) ? location : pathToFileURL(resolve(location)).href;
}

/**
 * Reads an RDF document from a file or URL. Throws a HarvestError FETCH_* or PARSE_* when it cannot
 * be read to the end: a report on half a document would mislead.
 */
export async function readDocument(location: string, signal: AbortSignal): Promise<Quad[]> {
  const { text, mediaType, baseIri } = isUrl(location)
    ? await fetchDocument(location, signal)
    : await openDocument(location);
  const { quads, failures } = await parseRdf(text, { mediaType, baseIri });
  const [failure] = failures;
  if (failure) throw failure.error;
  if (quads.length === 0)
    throw new HarvestError(
      'PARSE_NOT_RDF',
      mediaType === 'application/json' || /^\s*[[{]/.test(text)
        ? `${location} is JSON without a JSON-LD context: it states nothing in RDF`
        : `${location} holds no triple`,
    );
  return [...quads];
}

async function fetchDocument(location: string, signal: AbortSignal) {
  // Whoever types an address means it, also one of the own network; redirects are still checked.
  const allowPrivateHosts = [new URL(location).hostname];
  const http = createHttp({
    limits: { ...limits, allowPrivateHosts },
    userAgent: `Glaneur/${version}`,
  });
  try {
    const response = await http.get(location, { signal, accept: 'text/turtle, */*;q=0.1' });
    const { mediaType, charset, body, url } = response;
    const text = decodeText(body, charset === undefined ? { mediaType } : { mediaType, charset });
    return { text, mediaType, baseIri: url };
  } finally {
    await http.close();
  }
}

async function openDocument(location: string) {
  try {
    const text = decodeText(await readFile(resolve(location)));
    return { text, mediaType: '', baseIri: iriOf(location) };
  } catch (cause) {
    if (cause instanceof HarvestError) throw cause;
    const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    const message = missing ? `There is no file ${location}` : `${location} cannot be read`;
    throw new HarvestError('PARSE_NOT_RDF', message, { cause });
  }
}
