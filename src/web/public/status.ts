import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { readStatus } from '../../publish/status.ts';
import type { WebContext } from '../context.ts';

/** State of the catalogue, of its sources and of the process. */
export function statusRoutes(context: WebContext): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get('/status', async (_request, reply) => {
      const status = await readStatus(context);
      return reply
        .header('cache-control', 'no-cache')
        .header('x-catalogue-serial', String(status.serial))
        .send(status);
    });
    app.get('/health/live', async () => ({ status: 'ok' }));
    app.get('/health/ready', async (_request, reply) => {
      const isReady = context.isReady();
      return reply.code(isReady ? 200 : 503).send({ status: isReady ? 'ok' : 'starting' });
    });
  };
}
