import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { WebContext } from '../context.ts';
import { negotiateLanguage } from '../public/negotiate.ts';
import { sendPage } from '../public/pages.tsx';
import { ApiPage, type Operation } from '../ui/api-page.tsx';
import { languages } from '../ui/language.ts';
import { describePage } from '../ui/layout.tsx';
import { membersOf } from './json-object.ts';

/** The description of the API as a page, for people; `describe` gives it as OpenAPI. */
export function apiDocs(
  { baseUrl }: WebContext,
  describe: () => unknown,
): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/api/docs',
      { config: { needs: 'anyone' }, schema: { hide: true } },
      (request, reply) => {
        const language = negotiateLanguage(request.headers['accept-language'], languages);
        const page = describePage(baseUrl, language, '/');
        const operations = operationsOf(describe());
        reply.header('vary', 'Accept-Language');
        return sendPage(reply, page, page.text.api, <ApiPage {...{ page, operations }} />);
      },
    );
  };
}

function operationsOf(document: unknown): readonly Operation[] {
  return Object.entries(membersOf(membersOf(document)['paths'])).flatMap(([path, item]) =>
    Object.entries(membersOf(item)).map(([method, operation]) => {
      const { summary, description, parameters, requestBody } = membersOf(operation);
      return {
        method: method.toUpperCase(),
        path,
        summary: textOf(summary),
        description: textOf(description),
        parameters: (Array.isArray(parameters) ? parameters : []).map((each) => {
          const { name, in: place, description: words } = membersOf(each);
          return { name: textOf(name), place: textOf(place), description: textOf(words) };
        }),
        body: bodyOf(requestBody),
      };
    }),
  );
}

function bodyOf(body: unknown): string | null {
  const [content] = Object.values(membersOf(membersOf(body)['content']));
  const { schema } = membersOf(content);
  return schema === undefined ? null : JSON.stringify(schema, null, 2);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
