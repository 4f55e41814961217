import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Answer, DocumentCache } from '../../publish/document-cache.ts';
import { isNotModified } from './conditional.ts';
import { negotiateEncoding } from './negotiate.ts';
import type { Representation } from './rdf-reply.ts';

/** Answers of documents that are given again for as long as the documents do not change. */
export interface KeptAnswers {
  /**
   * Sends what is kept of a document in a representation. When there is nothing, gives what keeps the answer
   * that is made from what is read from now on.
   */
  recall(
    request: FastifyRequest,
    reply: FastifyReply,
    path: string,
    chosen: Representation | 'list' | 'html',
  ): Promise<'sent' | ((answer: Answer) => void)>;
}

/** A document's path, its suffix and the query. Whatever looks otherwise goes the long way. */
const documentAddress = /^(\/(?:datasets|agents)\/[\w-]{1,64})(\.[a-z.]{2,20})?(\?.{0,200})?$/;
const mostChoices = 1000;
const longestHeaders = 1000;

/**
 * Answers requests for kept documents before anything else looks at them: hooks, validation and negotiation
 * would take several times longer than the sending. What clients negotiate depends on their headers and query alone,
 * so each combination is negotiated once and remembered.
 */
export function keepAnswers(app: FastifyInstance, cache: DocumentCache): KeptAnswers {
  /** Variant by everything it was chosen by. */
  const choices = new Map<string, string>();

  function learn(request: FastifyRequest, variant: string): void {
    const address = documentAddress.exec(request.url);
    const key = address && choiceKey(request, address[2], address[3]);
    if (!key || key.length > longestHeaders) return;
    if (choices.size >= mostChoices) choices.clear();
    choices.set(key, variant);
  }

  function find(request: FastifyRequest, path: string, variant: string): Answer | undefined {
    return request.method === 'GET' || request.method === 'HEAD'
      ? cache.find(path, variant)
      : undefined;
  }

  app.addHook('onRequest', (request, reply, done) => {
    const address = documentAddress.exec(request.url);
    if (!address) return done();
    const [, path = '', suffix, query] = address;
    const variant = choices.get(choiceKey(request, suffix, query));
    if (variant === undefined) return done();
    const proceed = () => {
      const answer = find(request, path, variant);
      if (answer) send(request, reply, answer);
      else done();
    };
    if (cache.isCurrent) return proceed();
    // Whoever goes the long way meets the same failure, and is told of it.
    cache.catchUp().then(proceed, () => done());
  });

  return {
    async recall(request, reply, path, chosen) {
      if (chosen === 'html' || chosen === 'list') return () => {};
      const variant = variantOf(request, chosen);
      learn(request, variant);
      if (!cache.isCurrent) await cache.catchUp();
      const kept = find(request, path, variant);
      if (kept) {
        send(request, reply, kept);
        return 'sent';
      }
      const keep = cache.begin();
      return (answer) => keep(path, variant, answer);
    },
  };
}

function variantOf({ headers }: FastifyRequest, { format, target }: Representation): string {
  return `${target.id} ${format.suffix} ${negotiateEncoding(headers['accept-encoding'])}`;
}

function choiceKey({ headers }: FastifyRequest, suffix = '', query = ''): string {
  const { accept = '', 'accept-encoding': encoding = '' } = headers;
  const profile = headers['accept-profile'] ?? '';
  return `${suffix}${query}\n${accept}\n${encoding}\n${String(profile)}`;
}

/** Headers that tell of the body, which a 304 does not have (RFC 9110 §15.4.5). */
const ofBody: ReadonlySet<string> = new Set(['content-type', 'content-length', 'content-encoding']);

function send(request: FastifyRequest, reply: FastifyReply, answer: Answer): void {
  reply.hijack();
  const { raw } = reply;
  if (isNotModified(request.headers, answer)) raw.writeHead(304, withoutBody(answer.headers)).end();
  else raw.writeHead(200, [...answer.headers]).end(answer.body);
}

function withoutBody(headers: readonly string[]): string[] {
  return headers.filter((_, at) => !ofBody.has(headers[at - (at % 2)] ?? ''));
}
