import {
  type IncomingMessage,
  type ServerResponse,
  validateHeaderName,
  validateHeaderValue,
} from 'node:http';
import type { Answer, KeptAnswer } from '../../publish/document-cache.ts';

/** Gives an answer with the bytes that go over connections that stay open. Throws what Node throws of a bad header. */
export function composeAnswer(answer: Answer, keepAliveTimeoutMs: number): KeptAnswer {
  const lines: string[] = [];
  for (let at = 0; at < answer.headers.length; at += 2) {
    const [name = '', value = ''] = answer.headers.slice(at, at + 2);
    validateHeaderName(name);
    validateHeaderValue(name, value);
    lines.push(`${name}: ${value}\r\n`);
  }
  const seconds = Math.floor(keepAliveTimeoutMs / 1000);
  lines.push(`Connection: keep-alive\r\nKeep-Alive: timeout=${seconds}\r\n\r\n`);
  const tail = Buffer.concat([Buffer.from(lines.join(''), 'latin1'), answer.body]);
  return { ...answer, body: tail.subarray(tail.length - answer.body.length), tail };
}

/** Whether the answer to a request can be sent as it was composed: whole, and over a connection that stays open. */
export function takesComposed({ method, httpVersion, headers }: IncomingMessage): boolean {
  const { connection } = headers;
  return (
    method === 'GET' &&
    httpVersion === '1.1' &&
    (connection === undefined || connection.toLowerCase() === 'keep-alive')
  );
}

/** Sends an answer as it was composed, to a request that {@link takesComposed}. */
export function sendComposed(response: ServerResponse, { tail }: KeptAnswer): void {
  // Where Node keeps the head that it sends before the first bytes, and makes one only when there is none.
  (response as ServerResponse & { _header: string })._header = firstLines();
  response.end(tail);
}

let second = 0;
let start = '';

/** What changes from second to second. */
function firstLines(): string {
  const now = Math.floor(Date.now() / 1000);
  if (now !== second) {
    second = now;
    start = `HTTP/1.1 200 OK\r\nDate: ${new Date(now * 1000).toUTCString()}\r\n`;
  }
  return start;
}
