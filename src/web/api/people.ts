import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import type { Administration } from '../../model/administration.ts';
import { HttpProblem } from '../problem.ts';
import { answers } from './answers.ts';
import { lastCreated, pageOf, paging, readCreation, readCursor, toPage } from './paging.ts';
import { Act, Me, Somebody } from './people-schemas.ts';
import { SourceId, strict, Uuid } from './schemas.ts';
import { identityOf } from './sources.ts';

const admin = { role: 'admin' } as const;
const text = Type.Optional(Type.String({ minLength: 1, maxLength: 100 }));

/** Who may administer, and what was done. */
export function peopleApi({
  access: { people },
  audit,
}: Administration): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/me',
      {
        config: { needs: { role: 'viewer' } },
        schema: { summary: 'Who you are, and your role', response: answers(Me) },
      },
      async (request) => identityOf(request),
    );
    app.get(
      '/people',
      {
        config: { needs: admin },
        schema: {
          summary: 'Everybody who signed in, in the order of their first sign-in',
          querystring: strict(paging),
          response: answers(pageOf(Somebody)),
        },
      },
      async ({ query: { cursor, limit } }) => {
        const items = await people.page({ after: readCreation(cursor), limit: limit + 1 });
        return toPage(items, limit, lastCreated);
      },
    );
    app.put(
      '/people/:person',
      {
        config: { needs: admin, act: 'person.change' },
        schema: {
          summary: 'Put a curator in charge of sources, or block somebody',
          params: strict({ person: Uuid }),
          body: strict({
            sources: Type.Array(SourceId, { maxItems: 1000, uniqueItems: true }),
            blocked: Type.Boolean(),
          }),
          response: answers(Somebody),
        },
      },
      async (request) => {
        const { sources, blocked } = request.body;
        const person = await people.change(request.params.person, { sources, blocked });
        if (!person) throw new HttpProblem('NOT_FOUND', 'Nobody has this id.');
        request.act = { detail: { name: person.name, sources, blocked } };
        return person;
      },
    );
    app.get(
      '/audit',
      {
        config: { needs: admin },
        schema: {
          summary: 'What was done, newest first',
          querystring: strict({
            action: text,
            actor: text,
            source: Type.Optional(SourceId),
            ...paging,
          }),
          response: answers(pageOf(Act)),
        },
      },
      async ({ query: { action, actor, source, cursor, limit } }) => {
        const place = readCursor(cursor, [/^\d{1,15}$/]);
        const entries = await audit.list({
          ...(action === undefined ? {} : { action }),
          ...(actor === undefined ? {} : { actorId: actor }),
          ...(source === undefined ? {} : { sourceId: source }),
          ...(place ? { before: Number(place[0]) } : {}),
          limit: limit + 1,
        });
        return toPage(entries, limit, ({ id }) => [id]);
      },
    );
  };
}
