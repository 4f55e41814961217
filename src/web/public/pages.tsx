import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import { sumUntranslated } from '../../publish/status.ts';
import type { WebContext } from '../context.ts';
import { HttpProblem } from '../problem.ts';
import { ChangesPage, changesTitle } from '../ui/changes-page.tsx';
import { createConceptNames } from '../ui/facet-names.ts';
import { GlossaryPage, glossaryTitle } from '../ui/glossary-page.tsx';
import { HomePage } from '../ui/home-page.tsx';
import { type Language, languages, speak } from '../ui/language.ts';
import { describePage, type Page, renderPage } from '../ui/layout.tsx';
import { searchPath } from '../ui/search-links.ts';
import { SourcePage } from '../ui/source-page.tsx';
import { datasetPage, idParameter } from './datasets.tsx';
import { negotiateLanguage } from './negotiate.ts';
import { readSearch, searchParameters } from './search-parameters.ts';
import { sparqlPage } from './sparql-page.tsx';
import { clientOf, hangUpSignal } from './unsent.ts';

const pageSize = 20;
const changesPerPage = 100;

const changesQuery = Type.Object({
  before: Type.Optional(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })),
});

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
  const names = createConceptNames(context.documents);

  function languageOf(request: FastifyRequest, reply: FastifyReply): Language {
    if (fixed) return fixed;
    reply.header('vary', 'Accept-Language');
    return negotiateLanguage(request.headers['accept-language'], languages);
  }

  return async (app) => {
    app.get('/', { schema: { querystring: searchParameters } }, async (request, reply) => {
      const query = readSearch(request.query, pageSize);
      const found = await reader.search(query);
      const page = describePage(baseUrl, languageOf(request, reply), searchPath(query));
      const title = query.text === '' ? page.text.siteTitle : query.text;
      return sendPage(reply, page, title, <HomePage {...{ page, query, found, names }} />);
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

    app.get('/changes', { schema: { querystring: changesQuery } }, async (request, reply) => {
      const { before } = request.query;
      const changes = await reader.datasetChanges({
        after: 0,
        limit: changesPerPage + 1,
        newestFirst: true,
        ...(before === undefined ? {} : { below: before }),
      });
      const shown = changes.slice(0, changesPerPage);
      const older = changes.length > changesPerPage ? (shown.at(-1)?.serial ?? null) : null;
      const suffix = before === undefined ? '' : `?before=${before}`;
      const language = languageOf(request, reply);
      const page = describePage(baseUrl, language, `/changes${suffix}`);
      const content = <ChangesPage page={page} changes={shown} older={older} />;
      return sendPage(reply, page, changesTitle(language), content);
    });

    app.get('/glossary', async (request, reply) => {
      const language = languageOf(request, reply);
      const page = describePage(baseUrl, language, '/glossary');
      return sendPage(reply, page, glossaryTitle(language), <GlossaryPage page={page} />);
    });

    if (!fixed) return;
    const datasetQuery = Type.Object({
      variables: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
    });
    const datasetSchema = { params: idParameter, querystring: datasetQuery };
    app.get('/datasets/:id', { schema: datasetSchema }, (request, reply) =>
      datasetPage(context, request, reply, fixed),
    );
    const querystring = Type.Object({ query: Type.Optional(Type.String({ maxLength: 100_000 })) });
    app.get('/sparql', { schema: { querystring } }, (request, reply) =>
      sparqlPage(context, reply, fixed, {
        query: request.query.query,
        client: clientOf(request.ip),
        signal: hangUpSignal(reply),
      }),
    );
  };
}
