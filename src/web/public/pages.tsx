import { type FastifyPluginAsyncTypebox, type Static, Type } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import type { DatasetQuery } from '../../model/published.ts';
import { sumUntranslated } from '../../publish/status.ts';
import type { WebContext } from '../context.ts';
import { HttpProblem } from '../problem.ts';
import { HomePage, searchParams } from '../ui/home-page.tsx';
import { type Language, languages, speak } from '../ui/language.ts';
import { describePage, type Page, renderPage } from '../ui/layout.tsx';
import { SourcePage } from '../ui/source-page.tsx';
import { datasetPage, idParameter } from './datasets.tsx';
import { negotiateLanguage } from './negotiate.ts';
import { sparqlPage } from './sparql-page.tsx';
import { clientOf } from './unsent.ts';

const pageSize = 20;

const choice = Type.Optional(Type.String({ maxLength: 100 }));
const homeQuery = Type.Object({
  q: Type.String({ maxLength: 200, default: '' }),
  source: choice,
  access: choice,
  category: choice,
  missing: Type.Optional(Type.Enum(['', 'fr', 'en'])),
  page: Type.Integer({ minimum: 1, maximum: 100_000, default: 1 }),
});

function queryOf(asked: Static<typeof homeQuery>): DatasetQuery {
  const { q, source, access, category, missing, page } = asked;
  return {
    text: q.trim(),
    ...(source ? { sourceId: source } : {}),
    ...(access ? { accessRights: access } : {}),
    ...(category ? { healthCategory: category } : {}),
    ...(missing ? { missing } : {}),
    page,
    pageSize,
  };
}

/** Sends a page that only exists as HTML. */
export function sendPage(
  reply: FastifyReply,
  page: Page,
  title: string,
  content: VNode,
): FastifyReply {
  return reply
    .type('text/html; charset=utf-8')
    .header('content-language', page.language)
    .send(renderPage(page, title, content));
}

/** Public pages: in one language under its prefix, or in the reader's own without one. */
export function pageRoutes(context: WebContext, fixed?: Language): FastifyPluginAsyncTypebox {
  const { baseUrl, reader } = context;

  function languageOf(request: FastifyRequest, reply: FastifyReply): Language {
    if (fixed) return fixed;
    reply.header('vary', 'Accept-Language');
    return negotiateLanguage(request.headers['accept-language'], languages);
  }

  return async (app) => {
    app.get('/', { schema: { querystring: homeQuery } }, async (request, reply) => {
      const query = queryOf(request.query);
      const [found, sources, counts] = await Promise.all([
        reader.datasets(query),
        context.sources(),
        reader.untranslated(),
      ]);
      const parameters = searchParams(query);
      const path = parameters === '' ? '/' : `/?${parameters}`;
      const page = describePage(baseUrl, languageOf(request, reply), path);
      const untranslated = sumUntranslated(counts, query.sourceId);
      const content = <HomePage {...{ page, query, found, sources, untranslated }} />;
      return sendPage(reply, page, page.text.siteTitle, content);
    });

    app.get('/sources/:id', { schema: { params: idParameter } }, async (request, reply) => {
      const { id } = request.params;
      const source = (await context.sources()).find((known) => known.id === id);
      if (!source) throw new HttpProblem('NOT_FOUND', 'There is no source of this name.');
      const page = describePage(baseUrl, languageOf(request, reply), `/sources/${source.id}`);
      const title = speak(source.title, page.language)?.text ?? source.id;
      const untranslated = sumUntranslated(await reader.untranslated(), source.id);
      return sendPage(reply, page, title, <SourcePage {...{ page, source, untranslated }} />);
    });

    if (!fixed) return;
    app.get('/datasets/:id', { schema: { params: idParameter } }, (request, reply) =>
      datasetPage(context, request, reply, fixed),
    );
    const querystring = Type.Object({ query: Type.Optional(Type.String({ maxLength: 100_000 })) });
    app.get('/sparql', { schema: { querystring } }, (request, reply) =>
      sparqlPage(context, reply, fixed, {
        query: request.query.query,
        client: clientOf(request.ip),
        signal: request.signal,
      }),
    );
  };
}
