import swagger from '@fastify/swagger';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { WebContext } from '../context.ts';
import { datasetsApi } from './datasets.ts';
import { decisionsApi } from './decisions.ts';
import { declarationsApi } from './declarations.ts';
import { apiDocs } from './docs.tsx';
import { keysApi } from './keys.ts';
import { offersApi } from './offers.ts';
import { openApi } from './open-api.ts';
import { peopleApi } from './people.ts';
import { qualityApi } from './quality.ts';
import { recordsApi } from './records.ts';
import { runsApi } from './runs.ts';
import { sourceInput } from './schemas.ts';
import { sourcesApi } from './sources.ts';

const resources = [
  sourcesApi,
  runsApi,
  recordsApi,
  decisionsApi,
  keysApi,
  peopleApi,
  offersApi,
  declarationsApi,
];

/**
 * The API under /api/v1 with its description, /api/v1/openapi.json, and a page of that. A resource
 * that is open to everybody is registered here too, with `config: { needs: 'anyone' }` at each route.
 */
export function apiRoutes(context: WebContext): FastifyPluginAsyncTypebox {
  const { administration } = context;
  const prefix = '/api/v1';
  return async (app) => {
    await app.register(swagger, openApi(context.baseUrl));
    app.addSchema(sourceInput);
    app.get(
      `${prefix}/openapi.json`,
      { config: { needs: 'anyone' }, schema: { hide: true } },
      async (_request, reply) =>
        reply
          .header('access-control-allow-origin', '*')
          .header('cache-control', 'public, max-age=300')
          .send(app.swagger()),
    );
    app.register(apiDocs(context, () => app.swagger()));
    app.register(datasetsApi(context), { prefix });
    app.register(qualityApi(context), { prefix });
    if (!administration) return;
    for (const resource of resources) app.register(resource(administration), { prefix });
  };
}
