import type { FastifyReply } from 'fastify';
import { SparqlError } from '../../publish/sparql/problem.ts';
import { outlineQuery } from '../../publish/sparql/query-form.ts';
import type { WebContext } from '../context.ts';
import { describeProblem } from '../problem.ts';
import type { Language } from '../ui/language.ts';
import { describePage, renderPage } from '../ui/layout.tsx';
import { withPrefixes } from '../ui/sparql-examples.ts';
import { type QueryOutcome, SparqlPage } from '../ui/sparql-page.tsx';

/** Answers a browser: the form, and the result or problem of the query if there is one. */
export async function sparqlPage(
  context: WebContext,
  reply: FastifyReply,
  language: Language,
  asked: {
    readonly query: string | undefined;
    readonly client: string;
    readonly signal: AbortSignal;
  },
): Promise<FastifyReply> {
  const { query } = asked;
  const page = describePage(context.baseUrl, language, '/sparql');
  const outcome = query?.trim() ? await runForPage(context, query, asked) : null;
  const status = outcome?.kind === 'problem' ? outcome.problem.status : 200;
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header('content-language', language)
    .send(
      renderPage(
        page,
        page.text.sparqlTitle,
        <SparqlPage page={page} query={query} outcome={outcome} />,
      ),
    );
}

async function runForPage(
  { sparql, baseUrl }: WebContext,
  typed: string,
  { client, signal }: { readonly client: string; readonly signal: AbortSignal },
): Promise<QueryOutcome> {
  try {
    const query = withPrefixes(typed);
    const { form } = outlineQuery(query);
    const isTable = form === 'select' || form === 'ask';
    const mediaType = isTable ? 'application/sparql-results+json' : 'text/turtle';
    const { body } = await sparql.query({ query, mediaType, client, signal });
    return { kind: isTable ? 'table' : 'graph', body: body.toString() };
  } catch (error) {
    if (!(error instanceof SparqlError)) throw error;
    return { kind: 'problem', problem: describeProblem(baseUrl, error.code, error.message) };
  }
}
