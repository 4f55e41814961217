import { join } from 'node:path';
import { buildApp } from '../../src/app.ts';
import type { Context } from '../../src/context.ts';
import { createDumps } from '../../src/publish/dumps/index.ts';
import { createReferenceDocuments } from '../../src/publish/reference-documents.ts';
import { createCoverageReader } from '../../src/store/coverage.ts';
import { createQualityReader } from '../../src/store/quality-reader.ts';
import { startServer } from './loopback-server.ts';

/**
 * Serves the pages and feeds of a service on a loopback port, as a reverse proxy stands before it: the
 * links from page to page of `/catalog` lead to the proxy, everything else is passed on as it is.
 */
export async function startPublishedSite(
  context: Context,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const { baseUrl, dataDir } = context.settings;
  const app = buildApp({
    baseUrl,
    reader: context.reader,
    dumps: createDumps({ reader: context.reader, directory: join(dataDir, 'dumps') }),
    sparql: {
      limits: { timeoutMs: 1000, maxRows: 1, maxBytes: 1 },
      query: () => Promise.reject(new Error('Nobody queries here')),
      serial: async () => 0,
      warm: async () => undefined,
      close: async () => undefined,
    },
    sources: async () => [],
    targets: async () => [],
    ingest: context.ingest,
    quality: createQualityReader(context.database),
    coverage: createCoverageReader(context.database),
    documents: createReferenceDocuments(context.knowledge, baseUrl),
    isReady: () => true,
    logger: context.logger,
  });
  const server = await startServer(async (request, response) => {
    const { 'accept-encoding': _plain, host, ...headers } = request.headers;
    const answer = await app.inject({ method: 'GET', url: request.url ?? '/', headers });
    const pages = `http://${host}/catalog?page=`;
    // A client that parses for seconds would find its idle connection closed.
    response.setHeader('connection', 'close');
    response.statusCode = answer.statusCode;
    for (const name of ['content-type', 'etag'] as const) {
      const value = answer.headers[name];
      if (value !== undefined) response.setHeader(name, value);
    }
    response.end(answer.body.replaceAll(`${baseUrl}/catalog?page=`, pages));
  });
  return {
    url: server.url,
    close: async () => {
      await server.close();
      await app.close();
    },
  };
}
