import { isIPv6 } from 'node:net';
import type { FastifyReply } from 'fastify';
import { SparqlError } from '../../publish/sparql/problem.ts';

/** Results that clients have not read to their end yet. */
export interface Unsent {
  /** Throws a SparqlError when the client, or all of them, leave too much unread. */
  admit(client: string): void;
  /** Counts a result until it is sent or its connection is gone. */
  track(client: string, reply: FastifyReply, bytes: number): void;
}

/** A connection on which nothing moves for so long is closed. */
const stalledMs = 60_000;

/**
 * Bounds the memory of slow readers, in bytes. The engine is done with a query before its result is
 * sent, so a client that stops reading holds nothing but that result.
 */
export function createUnsent(most: { readonly ofClient: number; readonly ofAll: number }): Unsent {
  const byClient = new Map<string, number>();
  let all = 0;

  function add(client: string, bytes: number): void {
    all += bytes;
    const rest = (byClient.get(client) ?? 0) + bytes;
    if (rest > 0) byClient.set(client, rest);
    else byClient.delete(client);
  }

  return {
    admit(client) {
      if ((byClient.get(client) ?? 0) >= most.ofClient) {
        const members = { retryAfter: 10 };
        const message = 'Read the results you asked for before you ask for more.';
        throw new SparqlError('SPARQL_TOO_MANY', message, { members });
      }
      if (all >= most.ofAll)
        throw new SparqlError('SPARQL_BUSY', 'Too many results wait for their readers.');
    },
    track(client, { raw }, bytes) {
      add(client, bytes);
      raw.once('close', () => add(client, -bytes));
      raw.setTimeout(stalledMs, () => raw.destroy());
    },
  };
}

/**
 * Aborts when the client hangs up before it has its answer. The signal of Fastify's request aborts as
 * soon as the body of a POST is read.
 */
export function hangUpSignal({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  raw.once('close', () => {
    if (!raw.writableFinished) gone.abort();
  });
  return gone.signal;
}

/** Who counts as one client: an IPv4 address, or the /64 network that one IPv6 host is given. */
export function clientOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail = ''] = plain.toLowerCase().split('::');
  const first = head === '' ? [] : head.split(':');
  const last = tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0');
  return [...first, ...(plain.includes('::') ? zeros : []), ...last].slice(0, 4).join(':');
}
