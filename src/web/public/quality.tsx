import { createHash } from 'node:crypto';
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { formats, type GraphText, type RdfFormat, toDocument } from '../../publish/formats.ts';
import { describeCatalogueQuality, describeDatasetQuality } from '../../publish/quality/dqv.ts';
import type { WebContext } from '../context.ts';
import { HttpProblem } from '../problem.ts';
import { type Language, languages, speak } from '../ui/language.ts';
import { describePage } from '../ui/layout.tsx';
import { qualityMessages } from '../ui/quality-messages.ts';
import { QualityPage, type QualityView } from '../ui/quality-page.tsx';
import { idParameter, isId } from './datasets.tsx';
import { matchesTag, negotiateLanguage } from './negotiate.ts';
import { sendPage } from './pages.tsx';
import { chooseFormat } from './rdf-reply.ts';

const shownHolders = 50;
const shownDays = 365;
const shownLinks = 50;

const scopeQuery = Type.Object({
  source: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  holder: Type.Optional(Type.String({ minLength: 1, maxLength: 300 })),
});
type ScopeQuery = { readonly source?: string; readonly holder?: string };

/** The page on quality: in one language under its prefix, or by Accept as a page or as DQV without one. */
export function qualityPageRoutes(
  context: WebContext,
  fixed?: Language,
): FastifyPluginAsyncTypebox {
  return async (app) => {
    const schema = { querystring: scopeQuery };
    app.get('/quality', { schema }, async (request, reply) => {
      if (fixed) return showQuality(context, request.query, reply, fixed);
      const format = chooseFormat(request, reply, 'html');
      if (format !== 'html') return sendCatalogueQuality(context, request, reply, format);
      reply.header('vary', 'Accept, Accept-Language');
      const language = negotiateLanguage(request.headers['accept-language'], languages);
      return showQuality(context, request.query, reply, language);
    });
  };
}

/** Measurements as RDF (Data Quality Vocabulary), of the catalogue and of each dataset. */
export function qualityDocumentRoutes(context: WebContext): FastifyPluginAsyncTypebox {
  return async (app) => {
    for (const format of formats) {
      app.get(`/quality.${format.suffix}`, (request, reply) =>
        sendCatalogueQuality(context, request, reply, format),
      );
      app.get(
        `/datasets/:id/quality.${format.suffix}`,
        { schema: { params: idParameter } },
        (request, reply) => sendDatasetQuality(context, request.params.id, request, reply, format),
      );
    }
    const schema = { params: idParameter };
    app.get('/datasets/:id/quality', { schema }, async (request, reply) => {
      const { id } = request.params;
      const format = chooseFormat(request, reply, 'rdf');
      if (format !== 'html') return sendDatasetQuality(context, id, request, reply, format);
      return reply.redirect(`${context.baseUrl}/datasets/${encodeURIComponent(id)}#grade`, 303);
    });
  };
}

async function showQuality(
  context: WebContext,
  asked: ScopeQuery,
  reply: FastifyReply,
  language: Language,
): Promise<FastifyReply> {
  const view = await readView(context, asked, language);
  const parameters = new URLSearchParams({ ...asked }).toString();
  const path = parameters === '' ? '/quality' : `/quality?${parameters}`;
  const page = describePage(context.baseUrl, language, path);
  const { title, of } = qualityMessages[language];
  const heading = view.name === null ? title : `${of} ${view.name}`;
  return sendPage(reply, page, heading, <QualityPage page={page} view={view} />);
}

async function readView(
  { quality, sources: listSources }: WebContext,
  { source, holder }: ScopeQuery,
  language: Language,
): Promise<QualityView> {
  const scope = source ? 'source' : holder ? 'holder' : 'catalogue';
  const key = source ?? holder ?? '';
  const [figures, trend, links, listed] = await Promise.all([
    quality.figures(scope, key),
    quality.trend(scope, key, shownDays),
    quality.links(),
    listSources(),
  ]);
  const titles = new Map(listed.map(({ id, title }) => [id, speak(title, language)?.text]));
  if (scope !== 'catalogue') {
    if (figures === null)
      throw new HttpProblem('NOT_FOUND', 'The quality of nothing of this name is known.');
    const name = titles.get(key) ?? figures.name ?? key;
    return { scope, name, figures, trend, links, sources: [], holders: [], broken: [] };
  }
  const [sources, holders, broken] = await Promise.all([
    quality.sources(),
    quality.holders(shownHolders),
    quality.brokenLinks(shownLinks),
  ]);
  const named = sources.map((each) => ({ ...each, title: titles.get(each.key) ?? each.key }));
  return { scope, name: null, figures, trend, links, sources: named, holders, broken };
}

async function sendCatalogueQuality(
  { baseUrl, quality }: WebContext,
  request: FastifyRequest,
  reply: FastifyReply,
  format: RdfFormat,
): Promise<FastifyReply> {
  const figures = await quality.figures('catalogue', '');
  return sendGraph(request, reply, format, describeCatalogueQuality(baseUrl, figures));
}

async function sendDatasetQuality(
  { baseUrl, reader, quality }: WebContext,
  id: string,
  request: FastifyRequest,
  reply: FastifyReply,
  format: RdfFormat,
): Promise<FastifyReply> {
  const [dataset, measured] = isId(id)
    ? await Promise.all([reader.dataset(id), quality.dataset(id)])
    : [null, null];
  if (dataset === null || measured === null)
    throw new HttpProblem('NOT_FOUND', 'The catalogue has no measurements of this id.');
  return sendGraph(request, reply, format, describeDatasetQuality(baseUrl, dataset, measured));
}

/** Sends a graph with an entity tag of its content: links are tried between two serials. */
async function sendGraph(
  request: FastifyRequest,
  reply: FastifyReply,
  format: RdfFormat,
  graph: GraphText,
): Promise<FastifyReply> {
  const digest = createHash('sha256').update(graph.ntriples).digest('hex').slice(0, 32);
  const tag = `"${digest}-${format.suffix}"`;
  reply
    .header('etag', tag)
    .header('cache-control', 'public, no-cache')
    .header('link', `<${graph.graph}>; rel="canonical"`);
  if (matchesTag(request.headers['if-none-match'], tag)) return reply.code(304).send();
  const text = await toDocument(format, [graph]);
  return reply.type(`${format.mediaType}; charset=utf-8`).send(text);
}
