import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Answer, DocumentCache, KeptAnswer } from '../../publish/document-cache.ts';
import { composeAnswer, sendComposed, takesComposed } from './composed-answer.ts';
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
  /**
   * Answers requests for kept documents before the application sees them: routing, hooks, validation and negotiation
   * take longer than the sending. What clients negotiate depends on their headers and query alone, so each combination
   * is negotiated once by the application, and remembered.
   */
  before(application: RequestListener): RequestListener;
}

/** A document's path, its suffix and the query. Whatever looks otherwise goes the long way. */
const documentAddress = /^(\/(?:datasets|agents)\/[\w-]{1,64})(\.[a-z.]{2,20})?(\?.{0,200})?$/;
const mostChoices = 1000;
const longestHeaders = 1000;

/** Gives answers again from a cache, by a server whose connections stay open for so long. */
export function keepAnswers(cache: DocumentCache, keepAliveTimeoutMs: number): KeptAnswers {
  /** Variant by everything it was chosen by. */
  const choices = new Map<string, string>();

  function learn(request: FastifyRequest, variant: string): void {
    const address = documentAddress.exec(request.url);
    const key = address && choiceKey(request.raw, address[2], address[3]);
    if (!key || key.length > longestHeaders) return;
    if (choices.size >= mostChoices) choices.clear();
    choices.set(key, variant);
  }

  function find(
    { method }: IncomingMessage,
    path: string,
    variant: string,
  ): KeptAnswer | undefined {
    return method === 'GET' || method === 'HEAD' ? cache.find(path, variant) : undefined;
  }

  return {
    async recall(request, reply, path, chosen) {
      if (chosen === 'html' || chosen === 'list') return () => {};
      const variant = variantOf(request.raw, chosen);
      learn(request, variant);
      if (!cache.isCurrent) await cache.catchUp();
      const kept = find(request.raw, path, variant);
      if (kept) {
        reply.hijack();
        // The answer has all headers that hooks have set, and lacks those that the route took back.
        for (const name of reply.raw.getHeaderNames()) reply.raw.removeHeader(name);
        send(request.raw, reply.raw, kept);
        return 'sent';
      }
      const keep = cache.begin();
      return (answer) => keep(path, variant, composeAnswer(answer, keepAliveTimeoutMs));
    },

    before: (application) =>
      function (this: Server, request, response) {
        const address = documentAddress.exec(request.url ?? '');
        // A server that is being stopped has to end its connections, which the application does.
        if (!address || !this.listening) return application(request, response);
        const [, path = '', suffix, query] = address;
        const variant = choices.get(choiceKey(request, suffix, query));
        if (variant === undefined) return application(request, response);
        const proceed = () => {
          const answer = find(request, path, variant);
          if (!answer) application(request, response);
          else if (takesComposed(request) && !isNotModified(request.headers, answer))
            sendComposed(response, answer);
          else send(request, response, answer);
        };
        if (cache.isCurrent) return proceed();
        // The application meets the same failure, and tells of it.
        cache.catchUp().then(proceed, () => application(request, response));
      },
  };
}

function variantOf({ headers }: IncomingMessage, { format, target }: Representation): string {
  return `${target.id} ${format.suffix} ${negotiateEncoding(headers['accept-encoding'])}`;
}

function choiceKey({ headers }: IncomingMessage, suffix = '', query = ''): string {
  const { accept = '', 'accept-encoding': encoding = '' } = headers;
  const profile = headers['accept-profile'] ?? '';
  return `${suffix}${query}\n${accept}\n${encoding}\n${String(profile)}`;
}

/** Headers that tell of the body, which a 304 does not have (RFC 9110 §15.4.5). */
const ofBody: ReadonlySet<string> = new Set(['content-type', 'content-length', 'content-encoding']);

function send(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  if (isNotModified(request.headers, answer))
    response.writeHead(304, withoutBody(answer.headers)).end();
  else {
    // Node reads the array and no more.
    response.writeHead(200, answer.headers as string[]).end(answer.body);
  }
}

function withoutBody(headers: readonly string[]): string[] {
  return headers.filter((_, at) => !ofBody.has(headers[at - (at % 2)] ?? ''));
}
