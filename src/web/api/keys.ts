import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import { keyProblem, keyRoles } from '../../model/access.ts';
import type { Administration } from '../../model/administration.ts';
import { HttpProblem } from '../problem.ts';
import { answers } from './answers.ts';
import { lastCreated, pageOf, paging, readCreation, toPage } from './paging.ts';
import { Key } from './people-schemas.ts';
import { nullable, SourceId, strict, Uuid } from './schemas.ts';

const dayMs = 86_400_000;
const needs = { role: 'admin' } as const;
const NewKey = strict({
  role: Type.Enum(keyRoles),
  sourceId: Type.Optional(nullable(SourceId)),
  name: Type.String({ minLength: 1, maxLength: 200 }),
  days: Type.Optional(
    nullable(
      Type.Integer({ minimum: 1, maximum: 3650, description: 'Expires after so many days' }),
    ),
  ),
});
const Made = strict({ key: Key, secret: Type.String() });

/** Keys: to push, or for the API. */
export function keysApi({ access: { keys }, sources }: Administration): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/keys',
      {
        config: { needs },
        schema: {
          summary: 'All keys, oldest first',
          querystring: strict(paging),
          response: answers(pageOf(Key)),
        },
      },
      async ({ query: { cursor, limit } }) => {
        const items = await keys.page({ after: readCreation(cursor), limit: limit + 1 });
        return toPage(items, limit, lastCreated);
      },
    );
    app.post(
      '/keys',
      {
        config: { needs, act: 'key.create' },
        schema: {
          summary: 'Make a key; its secret is shown this once',
          body: NewKey,
          response: { ...answers(Made), 201: Made },
        },
      },
      async (request, reply) => {
        const { role, sourceId = null, name, days = null } = request.body;
        const problem = keyProblem({ role, sourceId }, sources.find(sourceId ?? '')?.source);
        if (problem !== null) throw new HttpProblem('BAD_REQUEST', `${problem}.`);
        const expiresAt = days === null ? null : new Date(Date.now() + days * dayMs);
        const made = await keys.create({ role, sourceId, name, expiresAt });
        const about = { target: made.key.id, detail: { role, name } };
        request.act = sourceId === null ? about : { ...about, sourceId };
        return reply.code(201).send(made);
      },
    );
    app.delete(
      '/keys/:key',
      {
        config: { needs, act: 'key.revoke' },
        schema: {
          summary: 'Revoke a key at once',
          params: strict({ key: Uuid }),
          response: answers(strict({ id: Uuid })),
        },
      },
      async ({ params: { key: id } }) => {
        if (await keys.revoke(id)) return { id };
        throw new HttpProblem('NOT_FOUND', 'No key in force has this id.');
      },
    );
  };
}
