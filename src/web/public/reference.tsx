import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type RdfFormat, toDocument } from '../../publish/formats.ts';
import type { ReferenceDocument } from '../../publish/reference-documents.ts';
import type { WebContext } from '../context.ts';
import { HttpProblem } from '../problem.ts';
import { type Language, languages, speak } from '../ui/language.ts';
import { describePage, renderPage } from '../ui/layout.tsx';
import { ReferenceIndex, type ReferenceKind, ReferencePage } from '../ui/reference-page.tsx';
import { matchesTag, negotiateLanguage } from './negotiate.ts';
import { chooseFormat, splitSuffix } from './rdf-reply.ts';

const kinds = ['profiles', 'vocabularies'] as const satisfies readonly ReferenceKind[];
const idParameter = Type.Object({ id: Type.String({ maxLength: 120 }) });

/**
 * Profiles and vocabularies in force: HTML or RDF by Accept or suffix, with an entity tag made of
 * their content; in one language under its prefix, or in the reader's own without one.
 */
export function referenceRoutes(context: WebContext, fixed?: Language): FastifyPluginAsyncTypebox {
  return async (app) => {
    for (const kind of kinds) {
      app.get(`/${kind}`, (request, reply) => showIndex(context, kind, request, reply, fixed));
      app.get(`/${kind}/:id`, { schema: { params: idParameter } }, async (request, reply) => {
        const { name, format: asked } = splitSuffix(request.params.id);
        const format = fixed ? 'html' : (asked ?? chooseFormat(request, reply, 'html'));
        const document = context.documents[kind]().find(({ id }) => id === name);
        if (!document)
          throw new HttpProblem('NOT_FOUND', `There is nothing of this name under /${kind}.`);
        return format === 'html'
          ? showDocument(context, kind, document, request, reply, fixed)
          : sendDocument(context, kind, document, format, request, reply);
      });
    }
  };
}

function showIndex(
  { baseUrl, documents }: WebContext,
  kind: ReferenceKind,
  request: FastifyRequest,
  reply: FastifyReply,
  fixed: Language | undefined,
): FastifyReply {
  const language = languageOf(request, reply, fixed, 'Accept-Language');
  const page = describePage(baseUrl, language, `/${kind}`);
  const content = <ReferenceIndex page={page} kind={kind} documents={documents[kind]()} />;
  return sendHtml(reply, language, renderPage(page, page.text[kind], content));
}

function showDocument(
  { baseUrl }: WebContext,
  kind: ReferenceKind,
  document: ReferenceDocument,
  request: FastifyRequest,
  reply: FastifyReply,
  fixed: Language | undefined,
): FastifyReply {
  const language = languageOf(request, reply, fixed, 'Accept, Accept-Language');
  const tag = entityTag(document, language);
  reply.header('etag', tag).header('link', `<${baseUrl}/${kind}/${document.id}>; rel="canonical"`);
  if (matchesTag(request.headers['if-none-match'], tag)) return reply.code(304).send();
  const page = describePage(baseUrl, language, `/${kind}/${document.id}`);
  const title = speak(document.title, language)?.text ?? document.id;
  const content = <ReferencePage page={page} kind={kind} document={document} />;
  return sendHtml(reply, language, renderPage(page, title, content));
}

async function sendDocument(
  { baseUrl }: WebContext,
  kind: ReferenceKind,
  document: ReferenceDocument,
  format: RdfFormat,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const tag = entityTag(document, format.suffix);
  reply
    .header('etag', tag)
    .header('cache-control', 'public, no-cache')
    .header('link', `<${baseUrl}/${kind}/${document.id}>; rel="canonical"`);
  if (matchesTag(request.headers['if-none-match'], tag)) return reply.code(304).send();
  const text = await toDocument(format, [document.graph]);
  return reply.type(`${format.mediaType}; charset=utf-8`).send(text);
}

function entityTag({ checksum }: ReferenceDocument, variant: string): string {
  return `"${checksum.slice(0, 32)}-${variant}"`;
}

function languageOf(
  request: FastifyRequest,
  reply: FastifyReply,
  fixed: Language | undefined,
  vary: string,
): Language {
  if (fixed) return fixed;
  reply.header('vary', vary);
  return negotiateLanguage(request.headers['accept-language'], languages);
}

function sendHtml(reply: FastifyReply, language: Language, html: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').header('content-language', language).send(html);
}
