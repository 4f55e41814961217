import { Readable } from 'node:stream';
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import { atomFeed } from '../../publish/feeds/index.ts';
import { toDocument } from '../../publish/formats.ts';
import { readRepository } from '../../publish/repository.ts';
import { sitemap, sitemapIndex } from '../../publish/sitemap.ts';
import { describeVoid } from '../../publish/void.ts';
import type { WebContext } from '../context.ts';
import { HttpProblem } from '../problem.ts';
import { languages } from '../ui/language.ts';
import { messages } from '../ui/messages.ts';
import { matchesTag, negotiateLanguage } from './negotiate.ts';
import { chooseFormat } from './rdf-reply.ts';

/** What feed readers, search engines and crawlers of linked data look for by convention. */
export function webConventionRoutes(context: WebContext): FastifyPluginAsyncTypebox {
  const { reader, baseUrl } = context;
  return async (app) => {
    app.get('/feeds/atom', async (request, reply) => {
      const { serial } = await reader.state();
      const language = negotiateLanguage(request.headers['accept-language'], languages);
      const tag = `"${serial}-${language}"`;
      reply
        .header('vary', 'Accept-Language')
        .header('etag', tag)
        .header('cache-control', 'public, no-cache')
        .header('x-catalogue-serial', String(serial));
      if (matchesTag(request.headers['if-none-match'], tag)) return reply.code(304).send();
      const { atomTitle: title, goneTitle: withdrawn } = messages[language];
      const repository = await readRepository(reader, baseUrl);
      const feed = await atomFeed(reader, baseUrl, repository, { language, title, withdrawn });
      return reply.type('application/atom+xml; charset=utf-8').send(feed);
    });

    app.get('/robots.txt', async (_request, reply) =>
      reply
        .type('text/plain; charset=utf-8')
        .send(`User-agent: *\nDisallow: /sparql\nSitemap: ${baseUrl}/sitemap.xml\n`),
    );

    // What is no page names no icon: browsers then ask for this one.
    app.get('/favicon.ico', async (_request, reply) =>
      reply.redirect(`${baseUrl}/assets/icon.svg`, 301),
    );

    app.get('/sitemap.xml', async (_request, reply) =>
      reply.type('application/xml; charset=utf-8').send(await sitemapIndex(reader, baseUrl)),
    );
    const params = Type.Object({ number: Type.Integer({ minimum: 1, maximum: 100_000 }) });
    app.get('/sitemap-:number(^\\d+).xml', { schema: { params } }, async (request, reply) => {
      const { number } = request.params;
      const { datasets } = await reader.state();
      if (number > 1 && (number - 1) * 10_000 >= datasets)
        throw new HttpProblem('NOT_FOUND', 'There is no such sitemap.');
      return reply
        .type('application/xml; charset=utf-8')
        .send(Readable.from(sitemap(reader, baseUrl, number)));
    });

    app.get('/.well-known/void', async (request, reply) => {
      const format = chooseFormat(request, reply, 'rdf');
      if (format === 'html') return reply.redirect(`${baseUrl}/`, 303);
      const address = `${baseUrl}/.well-known/void`;
      const repository = await readRepository(reader, baseUrl);
      const { serial, ntriples } = await describeVoid(reader, baseUrl, repository);
      const tag = `"${serial}-${format.suffix}"`;
      reply
        .header('etag', tag)
        .header('cache-control', 'public, no-cache')
        .header('x-catalogue-serial', String(serial));
      if (matchesTag(request.headers['if-none-match'], tag)) return reply.code(304).send();
      const document = await toDocument(format, [{ graph: address, ntriples }]);
      return reply.type(`${format.mediaType}; charset=utf-8`).send(document);
    });
  };
}
