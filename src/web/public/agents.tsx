import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { WebContext } from '../context.ts';
import { HttpProblem } from '../problem.ts';
import { FormatLinks } from '../ui/format-links.tsx';
import { languages } from '../ui/language.ts';
import { describePage, renderPage } from '../ui/layout.tsx';
import { Statements } from '../ui/statements.tsx';
import { idParameter, isId } from './datasets.tsx';
import { negotiateLanguage } from './negotiate.ts';
import { representationQuery } from './profile-choice.ts';
import { chooseRepresentation, representationIn, sendRdf, splitSuffix } from './rdf-reply.ts';

/** Documents of agents, which datasets share. */
export function agentRoutes({ baseUrl, reader }: WebContext): FastifyPluginAsyncTypebox {
  return async (app) => {
    const schema = { params: idParameter, querystring: representationQuery };
    app.get('/agents/:id', { schema }, async (request, reply) => {
      const { name, format: asked } = splitSuffix(request.params.id);
      const chosen = asked
        ? representationIn(asked, request, reply)
        : chooseRepresentation(request, reply, 'html');
      const address = `${baseUrl}/agents/${name}`;
      const agent = isId(name) ? await reader.entity(address) : null;
      if (!agent) throw new HttpProblem('NOT_FOUND', 'The catalogue has no agent of this id.');
      if (chosen !== 'html')
        return sendRdf(request, reply, chosen, { address, serial: agent.serial, graphs: [agent] });
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
