import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply } from 'fastify';
import { answerOai } from '../../publish/feeds/index.ts';
import { readRepository } from '../../publish/repository.ts';
import type { WebContext } from '../context.ts';
import { categoryCodes, categoryLabel } from '../ui/labels.ts';
import { speak } from '../ui/language.ts';

/** The catalogue as an OAI-PMH 2.0 repository, by GET and by POST of a form (§3.1.1). */
export function oaiRoutes(context: WebContext): FastifyPluginAsyncTypebox {
  const { reader, baseUrl } = context;

  async function sets(): Promise<ReadonlyMap<string, string>> {
    const sources = await context.sources();
    return new Map([
      ...sources.map(({ id, title }) => [`source:${id}`, speak(title, 'en')?.text ?? id] as const),
      ...categoryCodes.map((code) => [`category:${code}`, categoryLabel(code, 'en')] as const),
    ]);
  }

  async function answer(parameters: URLSearchParams, reply: FastifyReply): Promise<FastifyReply> {
    const { title, email } = await readRepository(reader, baseUrl);
    const { serial } = await reader.state();
    const name = speak(title, 'en')?.text ?? baseUrl;
    const repository = { name, email };
    const xml = await answerOai(
      { reader, baseUrl, repository, sets, now: () => new Date() },
      parameters,
    );
    return reply
      .type('text/xml; charset=utf-8')
      .header('cache-control', 'no-cache')
      .header('x-catalogue-serial', String(serial))
      .send(xml);
  }

  return async (app) => {
    app.removeContentTypeParser('application/x-www-form-urlencoded');
    // As text: an argument that stands there twice is an error of the protocol's own.
    app.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (_request, body, done) => done(null, String(body)),
    );
    app.get('/oai', (request, reply) => answer(parametersOf(request.url), reply));
    app.post('/oai', (request, reply) =>
      answer(new URLSearchParams(typeof request.body === 'string' ? request.body : ''), reply),
    );
  };
}

function parametersOf(url: string): URLSearchParams {
  const start = url.indexOf('?');
  return new URLSearchParams(start < 0 ? '' : url.slice(start));
}
