import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { WebContext } from '../context.ts';
import { HttpProblem } from '../problem.ts';
import { FormatLinks } from '../ui/format-links.tsx';
import { languages } from '../ui/language.ts';
import { describePage, renderPage } from '../ui/layout.tsx';
import { Statements } from '../ui/statements.tsx';
import { idParameter, isId } from './datasets.tsx';
import type { KeptAnswers } from './kept-answers.ts';
import { negotiateLanguage } from './negotiate.ts';
import { representationQuery } from './profile-choice.ts';
import { chooseByAddress } from './rdf-reply.ts';
import { sendRdf } from './send-rdf.ts';

/** Documents of agents, which datasets share. */
export function agentRoutes(
  { baseUrl, reader }: WebContext,
  answers: KeptAnswers,
): FastifyPluginAsyncTypebox {
  return async (app) => {
    const schema = { params: idParameter, querystring: representationQuery };
    app.get('/agents/:id', { schema }, async (request, reply) => {
      const { name, chosen } = chooseByAddress(request.params.id, request, reply);
      const path = `/agents/${name}`;
      const keep = await answers.recall(request, reply, path, chosen);
      if (keep === 'sent') return reply;
      const address = baseUrl + path;
      const agent = isId(name) ? await reader.entity(address) : null;
      if (!agent) throw new HttpProblem('NOT_FOUND', 'The catalogue has no agent of this id.');
      if (chosen !== 'html')
        return sendRdf(request, reply, chosen, {
          ...agent,
          baseUrl,
          subject: agent.iri,
          address,
          graphs: [agent],
          keep,
        });
      const language = negotiateLanguage(request.headers['accept-language'], languages);
      const page = describePage(baseUrl, language, `/agents/${name}`);
      const content = (
        <>
          <h1>{page.text.agent}</h1>
          <Statements
            ntriples={agent.ntriples}
            subject={agent.iri}
            language={language}
            text={page.text}
          />
          <FormatLinks title={page.text.formats} address={`${page.basePath}/agents/${name}`} />
        </>
      );
      return reply
        .type('text/html; charset=utf-8')
        .header('content-language', language)
        .header('vary', 'Accept, Accept-Profile, Accept-Language')
        .send(renderPage(page, page.text.agent, content));
    });
  };
}
