import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import { startServer } from './loopback-server.ts';

/** Types that web servers know by extension; anything else is application/octet-stream. */
const mediaTypes: Readonly<Record<string, string>> = {
  '': 'text/html',
  '.csv': 'text/csv',
  '.json': 'application/json',
  '.rdf': 'application/rdf+xml',
  '.xml': 'text/xml',
};

/** A plain web server over files: GET alone, query ignored, an index of links for the root. */
export interface FileServer {
  /** Without a slash at its end. */
  readonly url: string;
  /** Bodies by path without a slash before it: change, add and delete them at will. */
  readonly files: Map<string, string | Uint8Array>;
  close(): Promise<void>;
}

/** Starts it on 127.0.0.1. */
export async function startFileServer(
  given: Iterable<readonly [string, string | Uint8Array]>,
): Promise<FileServer> {
  const files = new Map(given);
  const server = await startServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const name = decodeURIComponent(pathname.slice(1));
    const body = name === '' ? indexOf(files.keys()) : files.get(name);
    if (request.method !== 'GET' || body === undefined) {
      response.writeHead(request.method === 'GET' ? 404 : 405).end();
      return;
    }
    const etag = `"${createHash('sha256').update(body).digest('hex')}"`;
    if (request.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end();
    else {
      const type = mediaTypes[extname(name)] ?? 'application/octet-stream';
      response.writeHead(200, { 'content-type': type, etag }).end(body);
    }
  });
  return { ...server, files };
}

function indexOf(names: Iterable<string>): string {
  const links = [...names]
    .sort()
    .map((name) => `<li><a href="${encodeURI(name)}">${name}</a></li>`);
  return `<html><title>Index of /</title><ul>${links.join('\n')}</ul></html>`;
}
