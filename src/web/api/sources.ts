import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Identity } from '../../model/access.ts';
import type { Administration } from '../../model/administration.ts';
import type { ManagedSource, SourceInput } from '../../model/managed-source.ts';
import { HttpProblem } from '../problem.ts';
import { answers, refuseSource, revisionOf } from './answers.ts';
import { pageOf, paging, readCursor, toPage } from './paging.ts';
import {
  Instant,
  listOf,
  nullable,
  Preview,
  ProblemNote,
  SourceBody,
  SourceId,
  strict,
} from './schemas.ts';

const Params = strict({ source: SourceId });
const IfMatch = Type.Object({
  'if-match': Type.Optional(Type.String({ maxLength: 200, description: 'ETag of the source' })),
});
const own = { role: 'curator', source: 'source' } as const;
const Anything = Type.Unsafe<Readonly<{ [name: string]: unknown }>>({
  type: 'object',
  additionalProperties: true,
});

/** A source in answers: with its preset applied, and as it was written. */
const SourceAnswer = strict({
  id: SourceId,
  managedBy: Type.Enum(['file', 'admin']),
  paused: Type.Boolean(),
  revision: Type.Integer(),
  nextRuns: listOf(Instant),
  source: Anything,
  entry: nullable(Anything),
});
const TestAnswer = strict({ records: listOf(Preview), problem: nullable(ProblemNote) });
const Limit = strict({ records: Type.Integer({ minimum: 1, maximum: 20, default: 10 }) });

/** Sources: read, created, changed, deleted, paused and tried out. */
export function sourcesApi({ sources }: Administration): FastifyPluginAsyncTypebox {
  const shownRuns = 5;

  function describe(managed: ManagedSource) {
    const { source, managedBy, paused, revision, entry } = managed;
    const nextRuns = paused ? [] : sources.nextRuns(source.id, shownRuns);
    return { id: source.id, managedBy, paused, revision, nextRuns, source: { ...source }, entry };
  }

  function answer(reply: FastifyReply, managed: ManagedSource) {
    reply.header('etag', `"${managed.revision}"`);
    return describe(managed);
  }

  async function test(
    request: FastifyRequest,
    input: SourceInput,
    of: string | null,
    limit: number,
  ) {
    const { signal } = request;
    const tested = await sources.test(input, of, identityOf(request), { limit, signal });
    if (tested.kind !== 'tested') throw refuseSource(tested);
    return { records: tested.records, problem: tested.problem };
  }

  return async (app) => {
    app.get(
      '/sources',
      {
        config: { needs: { role: 'viewer' } },
        schema: {
          summary: 'All sources, by id',
          querystring: strict(paging),
          response: answers(pageOf(SourceAnswer)),
        },
      },
      async ({ query: { cursor, limit } }) => {
        const [after = ''] = readCursor(cursor, [/^[a-z0-9-]{1,63}$/]) ?? [];
        // The registry holds them all in memory, in step with the database.
        const rest = sources
          .list()
          .filter(({ source }) => source.id > after)
          .sort((one, other) => (one.source.id < other.source.id ? -1 : 1));
        return toPage(rest.slice(0, limit + 1).map(describe), limit, ({ id }) => [id]);
      },
    );
    app.post(
      '/sources',
      {
        config: { needs: { role: 'admin' }, act: 'source.create' },
        schema: {
          summary: 'Create a source',
          body: SourceBody,
          response: { ...answers(SourceAnswer), 201: SourceAnswer },
        },
      },
      async (request, reply) => {
        const { id } = request.body;
        request.act = { ...(typeof id === 'string' ? { sourceId: id } : {}) };
        const created = await sources.create(request.body, identityOf(request));
        if (created.kind !== 'done') throw refuseSource(created);
        reply.code(201).header('location', `${request.url}/${created.source.source.id}`);
        return answer(reply, created.source);
      },
    );
    app.post(
      '/sources/test',
      {
        config: { needs: { role: 'admin' }, act: 'source.test' },
        schema: {
          summary: 'Read the first records of a source that is not stored',
          querystring: Limit,
          body: SourceBody,
          response: answers(TestAnswer),
        },
      },
      (request) => test(request, request.body, null, request.query.records),
    );
    app.get(
      '/sources/:source',
      {
        config: { needs: { role: 'viewer' } },
        schema: { summary: 'A source', params: Params, response: answers(SourceAnswer) },
      },
      async (request, reply) => answer(reply, known(sources.find(request.params.source))),
    );
    app.put(
      '/sources/:source',
      {
        config: { needs: own, act: 'source.change' },
        schema: {
          summary: 'Change a source; secrets that are left out stay',
          params: Params,
          headers: IfMatch,
          body: SourceBody,
          response: answers(SourceAnswer),
        },
      },
      async (request, reply) => {
        const { source: id } = request.params;
        const revision = revisionOf(request);
        const before = sources.find(id)?.entry ?? {};
        const by = identityOf(request);
        const changed = await sources.change(id, request.body, revision, by);
        if (changed.kind !== 'done') throw refuseSource(changed);
        request.act = { detail: { fields: differing(before, changed.source.entry ?? {}) } };
        return answer(reply, changed.source);
      },
    );
    app.delete(
      '/sources/:source',
      {
        config: { needs: { role: 'admin', source: 'source' }, act: 'source.delete' },
        schema: {
          summary: 'Delete a source and withdraw its records, within its breaker',
          params: Params,
          headers: IfMatch,
          response: answers(strict({ withdrawn: Type.Integer(), held: Type.Integer() })),
        },
      },
      async (request) => {
        const removed = await sources.remove(request.params.source, revisionOf(request));
        if (removed.kind !== 'removed') throw refuseSource(removed);
        const { withdrawn, held } = removed;
        request.act = { detail: { withdrawn, held } };
        return { withdrawn, held };
      },
    );
    for (const [verb, paused] of [
      ['pause', true],
      ['resume', false],
    ] as const) {
      app.post(
        `/sources/:source/${verb}`,
        {
          config: { needs: own, act: `source.${verb}` },
          schema: {
            summary: paused
              ? 'Pause a source: no scheduled runs, no pushes'
              : 'Let a paused source go on',
            params: Params,
            response: answers(SourceAnswer),
          },
        },
        async (request, reply) => {
          const managed = await sources.pause(request.params.source, paused);
          return answer(reply, known(managed ?? undefined));
        },
      );
    }
    app.post(
      '/sources/:source/test',
      {
        config: { needs: own, act: 'source.test' },
        schema: {
          summary: 'Read the first records of a source as it would be after a change',
          params: Params,
          querystring: Limit,
          body: SourceBody,
          response: answers(TestAnswer),
        },
      },
      async (request) => {
        const { source: id } = request.params;
        known(sources.find(id));
        return test(request, request.body, id, request.query.records);
      },
    );
  };
}

/** Who called a route that needs a role. */
export function identityOf({ caller }: FastifyRequest): Identity {
  if (caller) return caller.identity;
  throw new HttpProblem('UNAUTHORIZED', 'Sign in first.');
}

function known(managed: ManagedSource | undefined): ManagedSource {
  if (managed) return managed;
  throw new HttpProblem('NOT_FOUND', 'There is no source of this name.');
}

function differing(before: SourceInput, after: SourceInput): readonly string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}
