import type { Socket } from 'node:net';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { SparqlError } from '../../publish/sparql/problem.ts';
import type { WebContext } from '../context.ts';
import {
  describeProblem,
  HttpProblem,
  type HttpProblemCode,
  type ProblemDocument,
} from '../problem.ts';
import { negotiateLanguage, negotiateType } from '../public/negotiate.ts';
import { httpProblemWords } from '../ui/http-problem-words.ts';
import { languages } from '../ui/language.ts';
import { describePage, renderPage } from '../ui/layout.tsx';
import { ProblemPage } from '../ui/problem-page.tsx';

const problemType = 'application/problem+json';

const codeOfStatus: Readonly<Record<number, HttpProblemCode>> = {
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
};

/** Turns any error into a problem document; what is not the client's fault stays in the log. */
function documentOf(error: unknown, baseUrl: string): ProblemDocument {
  if (error instanceof HttpProblem)
    return describeProblem(baseUrl, error.code, error.message, error.members);
  if (error instanceof SparqlError)
    return describeProblem(baseUrl, error.code, error.message, error.members);
  const status = isFastifyError(error) ? (error.statusCode ?? 500) : 500;
  if (error instanceof Error && status >= 400 && status < 500)
    return describeProblem(baseUrl, codeOfStatus[status] ?? 'BAD_REQUEST', error.message);
  return describeProblem(baseUrl, 'INTERNAL', 'The service failed; its log says why.');
}

function isFastifyError(error: unknown): error is FastifyError {
  return error instanceof Error && 'statusCode' in error;
}

/**
 * Answers every error with a problem document (RFC 9457), or with a page where a browser asks.
 * Neither ever holds a stack trace.
 */
export function handleErrors(app: FastifyInstance, { baseUrl }: WebContext): void {
  function answer(request: FastifyRequest, reply: FastifyReply, problem: ProblemDocument) {
    reply.code(problem.status).header('vary', 'Accept').header('cache-control', 'no-store');
    for (const name of ['etag', 'link', 'content-length', 'content-profile'])
      reply.removeHeader(name);
    const wait = problem['retryAfter'] ?? (problem.status === 503 ? 10 : undefined);
    if (wait !== undefined) reply.header('retry-after', String(wait));
    if (negotiateType(request.headers.accept, [problemType, 'text/html']) !== 'text/html')
      return reply.type(problemType).send(JSON.stringify(problem));
    // A page below /fr or /en is in that language, its problems too.
    const [, named] = /^\/(fr|en)(?:[/?]|$)/.exec(request.url) ?? [];
    const language =
      languages.find((each) => each === named) ??
      negotiateLanguage(request.headers['accept-language'], languages);
    const page = describePage(baseUrl, language, '/');
    const { title } = httpProblemWords(problem.code, language);
    return reply
      .type('text/html; charset=utf-8')
      .header('content-language', language)
      .send(renderPage(page, title, <ProblemPage page={page} problem={problem} />));
  }

  app.setErrorHandler((error, request, reply) => {
    const problem = documentOf(error, baseUrl);
    if (problem.status >= 500) request.log.error({ err: error }, 'request failed');
    return answer(request, reply, problem);
  });
  app.setNotFoundHandler((request, reply) => {
    const detail = 'No page and no resource has this address.';
    return answer(request, reply, describeProblem(baseUrl, 'NOT_FOUND', detail));
  });
}

/** Answers requests whose address cannot be decoded: no route sees them, and no hook. */
export function refuseAddress(
  baseUrl: string,
): (error: Error, _: unknown, reply: FastifyReply) => void {
  return (error, _request, reply) => {
    const problem = describeProblem(baseUrl, 'BAD_REQUEST', error.message);
    reply
      .code(problem.status)
      .header('x-content-type-options', 'nosniff')
      .type(problemType)
      .send(JSON.stringify(problem));
  };
}

/** Answers what is no HTTP request, or has longer headers than the server reads, and hangs up. */
export function refuseUnreadable(baseUrl: string): (error: Error, socket: Socket) => void {
  return (error, socket) => {
    if (!socket.writable) return void socket.destroy();
    const isLong = 'code' in error && error.code === 'HPE_HEADER_OVERFLOW';
    const problem = isLong
      ? describeProblem(baseUrl, 'HEADERS_TOO_LARGE', 'Send long queries by POST.')
      : describeProblem(baseUrl, 'BAD_REQUEST', 'The request is not valid HTTP.');
    const body = JSON.stringify(problem);
    const head = [
      `HTTP/1.1 ${problem.status} ${problem.title}`,
      `content-type: ${problemType}`,
      `content-length: ${Buffer.byteLength(body)}`,
      'connection: close',
    ];
    socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  };
}
