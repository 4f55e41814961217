import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Entity } from '../../model/published.ts';
import type { WebContext } from '../context.ts';
import { HttpProblem } from '../problem.ts';
import { termNames } from '../term-names.ts';
import { FormatLinks } from '../ui/format-links.tsx';
import { languages, plain, speak } from '../ui/language.ts';
import { describePage, renderPage } from '../ui/layout.tsx';
import type { TermNames } from '../ui/named-iri.tsx';
import { Statements } from '../ui/statements.tsx';
import { Words } from '../ui/words.tsx';
import { idParameter, isId } from './datasets.tsx';
import type { KeptAnswers } from './kept-answers.ts';
import { negotiateLanguage } from './negotiate.ts';
import { representationQuery } from './profile-choice.ts';
import { chooseByAddress } from './rdf-reply.ts';
import { sendRdf } from './send-rdf.ts';

const folders = ['agents', 'shared'] as const;

/** Documents of what datasets share: agents, and nodes that several may say something of. */
export function agentRoutes(
  { baseUrl, reader, documents }: WebContext,
  answers: KeptAnswers,
): FastifyPluginAsyncTypebox {
  return async (app) => {
    const schema = { params: idParameter, querystring: representationQuery };
    const find = (path: string, id: string) => (isId(id) ? reader.entity(baseUrl + path) : null);
    for (const folder of folders) {
      app.get(`/${folder}/:id`, { schema }, async (request, reply) => {
        const { name, chosen } = chooseByAddress(request.params.id, request, reply);
        const path = `/${folder}/${name}`;
        const keep = await answers.recall(request, reply, path, chosen);
        if (keep === 'sent') return reply;
        const entity = await find(path, name);
        if (!entity) throw new HttpProblem('NOT_FOUND', 'Nothing of this id is described here.');
        if (chosen === 'html')
          return showEntity(baseUrl, path, entity, termNames(documents, [entity]), request, reply);
        const address = baseUrl + path;
        const subject = subjectOf(entity);
        const resource = { ...entity, baseUrl, subject, address, graphs: [entity], keep };
        return sendRdf(request, reply, chosen, resource);
      });
    }
  };
}

/** The node that a document is about: that of a shared node is named otherwise than the document. */
function subjectOf({ kind, iri, ntriples }: Entity): string {
  return kind === 'shared' ? ntriples.slice(1, ntriples.indexOf('>')) : iri;
}

function showEntity(
  baseUrl: string,
  path: string,
  entity: Entity,
  names: TermNames,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const language = negotiateLanguage(request.headers['accept-language'], languages);
  const page = describePage(baseUrl, language, path);
  const subject = subjectOf(entity);
  const title: { text: string; lang?: string } = speak(names(subject) ?? {}, language) ?? {
    text: subject,
  };
  const { ntriples } = entity;
  const content = (
    <>
      <h1>
        <Words {...title} />
      </h1>
      <Statements {...{ ntriples, subject, language, names }} text={page.text} />
      <FormatLinks title={page.text.formats} address={page.basePath + path} />
    </>
  );
  return reply
    .type('text/html; charset=utf-8')
    .header('content-language', language)
    .header('vary', 'Accept, Accept-Profile, Accept-Language')
    .send(renderPage(page, plain(title.text), content));
}
