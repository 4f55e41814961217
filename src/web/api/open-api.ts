import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger';
import type { Need } from '../../model/access.ts';

/** How the description of the API is made of its routes (OpenAPI 3.1). */
export function openApi(baseUrl: string): FastifyDynamicSwaggerOptions {
  return {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Glaneur',
        version: '1',
        description:
          'Lists come in pages: `next` is the cursor of the page after. Errors are problem documents (RFC 9457). A change needs the ETag of what it changes as If-Match.',
      },
      servers: [{ url: baseUrl }],
      components: {
        securitySchemes: {
          key: { type: 'http', scheme: 'bearer', description: 'A key of the role needed' },
          session: { type: 'apiKey', in: 'cookie', name: '__Host-glaneur-session' },
        },
      },
    },
    refResolver: {
      buildLocalReference: ({ $id }, _base, _fragment, index) =>
        typeof $id === 'string' ? $id : `schema-${index}`,
    },
    transform: ({ schema, url, route }) => {
      const needs = route.config?.needs ?? 'anyone';
      const tag = url.split('/')[3]?.replace(/\.json$/, '') ?? 'api';
      const described = { tags: [tag], ...schema };
      if (needs === 'anyone') return { url, schema: described };
      const words = [schema.description, inWords(needs)].filter(Boolean).join(' ');
      const security = [{ key: [] }, { session: [] }];
      return { url, schema: { ...described, description: words, security } };
    },
  };
}

function inWords({ role, source }: Need): string {
  const charge = role === 'curator' && source !== undefined ? ' in charge of the source' : '';
  return `Needs the role ${role}${charge}.`;
}
