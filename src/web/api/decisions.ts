import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import type { Administration } from '../../model/administration.ts';
import type { PairPlace } from '../../model/decisions.ts';
import { answers, refuseDecision } from './answers.ts';
import { pageOf, paging, readCursor, toPage, uuidForm } from './paging.ts';
import { Held, Pair } from './people-schemas.ts';
import { SourceId, strict, Uuid } from './schemas.ts';

const viewer = { needs: { role: 'viewer' } } as const;
const Count = strict({ records: Type.Integer() });
const anyId = /^[a-z0-9-]{1,63}$/;
const pairState = /^(?:open|merged|never)$/;
const likeness = /^(?:[\d.e-]{1,30})?$/;
const key = /^[^\0]*$/s;

/** What waits for somebody to decide: held deletions, and records that may be one dataset. */
export function decisionsApi({ deletions, duplicates }: Administration): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/deletions',
      {
        config: viewer,
        schema: {
          summary: 'Deletions that the breaker held',
          querystring: strict({ source: Type.Optional(SourceId), ...paging }),
          response: answers(pageOf(Held)),
        },
      },
      async ({ query: { source = null, cursor, limit } }) => {
        const place = readCursor(cursor, [anyId, key]);
        const after = place ? { sourceId: place[0], remoteKey: place[1] } : undefined;
        const held = await deletions.list(source, { after, limit: limit + 1 });
        return toPage(held, limit, ({ sourceId, remoteKey }) => [sourceId, remoteKey]);
      },
    );
    for (const decision of ['approve', 'reject'] as const) {
      app.post(
        `/sources/:source/deletions/${decision}`,
        {
          config: { needs: { role: 'curator', source: 'source' }, act: `deletions.${decision}` },
          schema: {
            summary:
              decision === 'approve'
                ? 'Delete what is held of a source'
                : 'Keep what is held of a source',
            params: strict({ source: SourceId }),
            response: answers(Count),
          },
        },
        async (request) => {
          const records = await deletions[decision](request.params.source);
          request.act = { detail: { records } };
          return { records };
        },
      );
    }
    app.get(
      '/duplicates',
      {
        config: viewer,
        schema: {
          summary: 'Records that are one dataset, or may be',
          querystring: strict({
            state: Type.Optional(Type.Enum(['open', 'merged', 'never'] as const)),
            ...paging,
          }),
          response: answers(pageOf(Pair)),
        },
      },
      async ({ query: { state, cursor, limit } }) => {
        const after = placeOf(cursor);
        const pairs = await duplicates.list({ state, after, limit: limit + 1 });
        return toPage(pairs, limit, ({ state: last, similarity, first, second }) => [
          last,
          similarity ?? '',
          first.id,
          second.id,
        ]);
      },
    );
    const Two = strict({ first: Uuid, second: Uuid });
    for (const decision of ['merge', 'never'] as const) {
      app.post(
        `/duplicates/${decision}`,
        {
          config: { needs: { role: 'admin' }, act: `duplicates.${decision}` },
          schema: {
            summary:
              decision === 'merge'
                ? 'Publish the second record as an origin of the first, which keeps its IRI'
                : 'Never merge two records again',
            body: Two,
            response: answers(Two),
          },
        },
        async (request) => {
          const { first, second } = request.body;
          request.act = { target: first, detail: { other: second } };
          await duplicates[decision](first, second).catch((error: unknown) => {
            throw refuseDecision(error);
          });
          return { first, second };
        },
      );
    }
    app.post(
      '/duplicates/split',
      {
        config: { needs: { role: 'admin' }, act: 'duplicates.split' },
        schema: {
          summary: 'Take a record out of its dataset for good',
          body: strict({ record: Uuid }),
          response: answers(Count),
        },
      },
      async (request) => {
        const { record } = request.body;
        request.act = { target: record };
        const records = await duplicates.split(record).catch((error: unknown) => {
          throw refuseDecision(error);
        });
        return { records };
      },
    );
  };
}

function placeOf(cursor: string | undefined): PairPlace | undefined {
  const place = readCursor(cursor, [pairState, likeness, uuidForm, uuidForm]);
  if (!place) return undefined;
  const [state, similarity, firstId, secondId] = place;
  return {
    // One of these, by the form of the cursor.
    state: state as PairPlace['state'],
    similarity: similarity === '' ? null : Number(similarity),
    firstId,
    secondId,
  };
}
