import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { encodeWindows1252 } from './charset.ts';
import { type Controls, type Edits, type Fault, takeFault } from './switches.ts';

/** What an endpoint says to one request. */
export interface Answer {
  readonly status?: number;
  /** Content-Type, charset included. */
  readonly contentType: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  /** Sends ETag and Last-Modified and honours conditional requests (RFC 9110 §13). */
  readonly validators?: boolean;
}

/** An endpoint's content: pure, so that the same request and edits give the same bytes. */
export type Respond = (url: URL, edits: Edits) => Answer;

/** An endpoint's answer to what was posted to it; pure as well. */
export type AnswerQuery = (posted: string, edits: Edits) => Answer;

/** A running endpoint; `origin` has no trailing slash. */
export interface RunningServer {
  readonly origin: string;
  close(): Promise<void>;
}

/** The answer to an unknown path. */
export const notFound: Answer = {
  status: 404,
  contentType: 'text/plain; charset=utf-8',
  body: 'Not found\n',
};

const firstModified = Date.UTC(2026, 8, 1, 3, 0, 0);
const mebibyte = 1024 * 1024;

const loginPage = `<!DOCTYPE html>
<html lang="fr"><head><meta charset="utf-8"><title>Connexion</title></head>
<body><h1>Connexion</h1><form method="post" action="/login">
<label>Identifiant <input name="username"></label>
<label>Mot de passe <input type="password" name="password"></label>
<button>Se connecter</button></form></body></html>
`;

function bytesOf(answer: Answer): Buffer {
  return Buffer.from(answer.body);
}

function sendOversize(response: ServerResponse, answer: Answer): void {
  response.writeHead(200, {
    'Content-Type': answer.contentType,
    'Content-Encoding': 'gzip',
  });
  // A gzip stream may have many members (RFC 1952 §2.2): one is packed, sent 128 times.
  const member = gzipSync(Buffer.alloc(mebibyte, ' '));
  for (let sent = 0; sent < 128; sent += 1) response.write(member);
  response.end();
}

function sendTruncated(response: ServerResponse, answer: Answer): void {
  const bytes = bytesOf(answer);
  response.writeHead(200, {
    'Content-Type': answer.contentType,
    'Content-Length': bytes.length,
  });
  response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
}

function sendWrongCharset(response: ServerResponse, answer: Answer): void {
  const type = answer.contentType.split(';')[0];
  response.writeHead(200, { 'Content-Type': `${type}; charset=utf-8` });
  response.end(
    typeof answer.body === 'string'
      ? encodeWindows1252(answer.body)
      : Buffer.concat([Buffer.from([0xff, 0xfe, 0xe9]), answer.body]),
  );
}

function sendFault(
  request: IncomingMessage,
  response: ServerResponse,
  fault: Fault,
  answer: Answer,
): void {
  switch (fault.mode) {
    case 'timeout':
      return;
    case 'login-page':
      response.writeHead(fault.status ?? 200, { 'Content-Type': 'text/html; charset=utf-8' });
      response.end(loginPage);
      return;
    case 'redirect-loop':
      response.writeHead(302, { Location: request.url ?? '/' });
      response.end();
      return;
    case 'truncate':
      sendTruncated(response, answer);
      return;
    case 'half-document': {
      const bytes = bytesOf(answer);
      response.writeHead(200, { 'Content-Type': answer.contentType, ...answer.headers });
      response.end(bytes.subarray(0, bytes.length >> 1));
      return;
    }
    case 'wrong-charset':
      sendWrongCharset(response, answer);
      return;
    case 'oversize':
      sendOversize(response, answer);
      return;
    case 'empty':
      response.writeHead(fault.status ?? 200, { 'Content-Type': answer.contentType });
      response.end();
      return;
    default:
      response.writeHead(fault.status ?? 500, { 'Content-Type': 'text/plain; charset=utf-8' });
      response.end(`Planted failure ${fault.status ?? 500}\n`);
  }
}

function isUnchanged(request: IncomingMessage, etag: string, lastModified: number): boolean {
  const tags = request.headers['if-none-match'];
  if (tags !== undefined)
    return tags === '*' || tags.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
  const since = request.headers['if-modified-since'];
  return since !== undefined && Date.parse(since) >= lastModified;
}

function sendAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  revision: number,
): void {
  const bytes = bytesOf(answer);
  const headers: Record<string, string | number> = {
    'Content-Type': answer.contentType,
    'Content-Length': bytes.length,
    ...answer.headers,
  };
  if (answer.validators) {
    const etag = `"${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}"`;
    const lastModified = firstModified + revision * 60_000;
    headers['ETag'] = etag;
    headers['Last-Modified'] = new Date(lastModified).toUTCString();
    if (isUnchanged(request, etag, lastModified)) {
      delete headers['Content-Length'];
      response.writeHead(304, headers);
      response.end();
      return;
    }
  }
  response.writeHead(answer.status ?? 200, headers);
  response.end(bytes);
}

const noReading: Answer = {
  status: 405,
  contentType: 'text/plain; charset=utf-8',
  headers: { Allow: 'GET, HEAD' },
  body: 'Only GET and HEAD\n',
};

function answerTo(path: string, origin: string, respond: Respond, edits: Edits): Answer {
  const badPath: Answer = { ...notFound, status: 400, body: 'No such address\n' };
  if (!URL.canParse(path, origin)) return badPath;
  try {
    return respond(new URL(path, origin), edits);
  } catch (error) {
    // A broken percent escape in the path.
    if (error instanceof URIError) return badPath;
    throw error;
  }
}

function handle(
  request: IncomingMessage,
  response: ServerResponse,
  origin: string,
  respond: Respond,
  controls: Controls,
): void {
  const path = request.url ?? '/';
  const method = request.method ?? 'GET';
  const fault = takeFault(controls, path);
  const answer =
    method === 'GET' || method === 'HEAD' ? answerTo(path, origin, respond, controls) : noReading;
  finish(request, response, answer, fault, controls);
}

/** Faults are planted for the path, a space and what was posted: all queries go to one path. */
async function handleQuery(
  request: IncomingMessage,
  response: ServerResponse,
  respond: AnswerQuery,
  controls: Controls,
): Promise<void> {
  const posted = await text(request);
  const fault = takeFault(controls, `${request.url ?? '/'} ${posted}`);
  const isQuery = request.method === 'POST';
  const answer: Answer = isQuery
    ? respond(posted, controls)
    : { ...noReading, headers: { Allow: 'POST' }, body: 'Only POST\n' };
  finish(request, response, answer, fault, controls);
}

function finish(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  fault: Fault | null,
  controls: Controls,
): void {
  // The clock stays out of the answers.
  response.sendDate = false;
  if (fault === null) sendAnswer(request, response, answer, controls.revision);
  else sendFault(request, response, fault, answer);
  controls.requests.push({
    method: request.method ?? 'GET',
    path: request.url ?? '/',
    headers: request.headers,
    status: response.headersSent ? response.statusCode : 0,
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}

async function listen(port: number): Promise<{ readonly server: Server; readonly origin: string }> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  // A server that listens on a TCP port has an AddressInfo, never a string or null.
  const { port: bound } = server.address() as AddressInfo;
  return { server, origin: `http://127.0.0.1:${bound}` };
}

/** Starts one endpoint on the loopback interface; port 0 takes any free one. */
export async function startEndpoint(
  port: number,
  controls: Controls,
  createRespond: (origin: string) => Respond,
): Promise<RunningServer> {
  const { server, origin } = await listen(port);
  const respond = createRespond(origin);
  server.on('request', (request, response) => handle(request, response, origin, respond, controls));
  return { origin, close: () => stop(server) };
}

/** As {@link startEndpoint}, for one that is asked by POST. */
export async function startQueryEndpoint(
  port: number,
  controls: Controls,
  respond: AnswerQuery,
): Promise<RunningServer> {
  const { server, origin } = await listen(port);
  server.on('request', (request, response) => {
    // A client that goes away in the middle of its question needs no answer.
    handleQuery(request, response, respond, controls).catch(() => response.destroy());
  });
  return { origin, close: () => stop(server) };
}
