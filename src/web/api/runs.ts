import { Readable } from 'node:stream';
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import type { Administration } from '../../model/administration.ts';
import type { HarvestRun } from '../../model/run.ts';
import { HttpProblem } from '../problem.ts';
import { answers, answersBytes } from './answers.ts';
import { instantForm, pageOf, paging, readCursor, toPage, uuidForm } from './paging.ts';
import { createRunEvents } from './run-events.ts';
import { Outcome, outcomes, Run, RunRequest, SourceId, strict, Uuid, verdicts } from './schemas.ts';

const viewer = { needs: { role: 'viewer' } } as const;
const own = { role: 'curator', source: 'source' } as const;
const Source = strict({ source: SourceId });
const RunParams = strict({ run: Uuid });

/** Runs: asked for, cancelled, read, and followed while they go on. */
export function runsApi({ sources, journal }: Administration): FastifyPluginAsyncTypebox {
  const events = createRunEvents(journal);

  async function runOf(id: string): Promise<HarvestRun> {
    const run = await journal.run(id);
    if (run) return run;
    throw new HttpProblem('NOT_FOUND', 'There is no run of this id.');
  }

  return async (app) => {
    app.addHook('preClose', async () => events.close());
    app.get(
      '/runs',
      {
        config: viewer,
        schema: {
          summary: 'Runs, newest first',
          querystring: strict({
            source: Type.Optional(SourceId),
            verdict: Type.Optional(Type.Enum([...verdicts, 'running'] as const)),
            ...paging,
          }),
          response: answers(pageOf(Run)),
        },
      },
      async ({ query: { source: sourceId, verdict, cursor, limit } }) => {
        const place = readCursor(cursor, [instantForm, uuidForm]);
        const after = place ? { startedAt: new Date(place[0]), id: place[1] } : undefined;
        const runs = await journal.runs({ sourceId, verdict, after, limit: limit + 1 });
        return toPage(runs, limit, ({ startedAt, id }) => [startedAt.toISOString(), id]);
      },
    );
    app.get(
      '/runs/:run',
      {
        config: viewer,
        schema: { summary: 'A run', params: RunParams, response: answers(Run) },
      },
      ({ params }) => runOf(params.run),
    );
    app.get(
      '/runs/:run/outcomes',
      {
        config: viewer,
        schema: {
          summary: 'What became of records in a run; unchanged ones are only counted',
          params: RunParams,
          querystring: strict({ outcome: Type.Optional(Type.Enum(outcomes)), ...paging }),
          response: answers(pageOf(Outcome)),
        },
      },
      async ({ params, query: { outcome, cursor, limit } }) => {
        const { id } = await runOf(params.run);
        const [after] = readCursor(cursor, [/^\d{1,15}$/]) ?? ['0'];
        const entries = await journal.outcomes(id, Number(after), limit + 1, outcome);
        return toPage(entries, limit, (last) => [last.id]);
      },
    );
    app.get(
      '/runs/:run/events',
      {
        config: viewer,
        schema: {
          summary: 'Follow a run: Server-Sent Events run, outcome and end',
          description:
            'Last-Event-ID takes up the outcomes where a connection was cut. A connection ends after five minutes at the latest; browsers come back by themselves.',
          params: RunParams,
          headers: Type.Object({ 'last-event-id': Type.Optional(Type.String({ maxLength: 20 })) }),
          response: answersBytes('text/event-stream', 'Events'),
        },
      },
      async (request, reply) => {
        const { id } = await runOf(request.params.run);
        const after = Number(request.headers['last-event-id'] ?? '0');
        const stream = events.follow(id, Number.isSafeInteger(after) ? after : 0, request.signal);
        return reply
          .type('text/event-stream')
          .header('x-accel-buffering', 'no')
          .send(Readable.from(stream));
      },
    );
    app.post(
      '/sources/:source/runs',
      {
        config: { needs: own, act: 'run.start' },
        schema: {
          summary: 'Ask for a run; a replay maps and validates what is stored again',
          params: Source,
          querystring: strict({
            kind: Type.Enum(['harvest', 'replay'] as const, { default: 'harvest' }),
          }),
          response: { ...answers(RunRequest), 202: RunRequest },
        },
      },
      async (request, reply) => {
        const { source } = request.params;
        if (!sources.find(source)) throw new HttpProblem('NOT_FOUND', 'There is no such source.');
        const trigger = request.query.kind === 'replay' ? 'replay' : 'request';
        request.act = { detail: { trigger } };
        const asked = await sources.run(source, trigger);
        if (!asked) {
          throw new HttpProblem('CONFLICT', 'This source pushes; there is nothing to ask it.');
        }
        return reply
          .code(202)
          .header('location', `${app.prefix}/run-requests/${asked.id}`)
          .send(asked);
      },
    );
    app.get(
      '/run-requests/:request',
      {
        config: viewer,
        schema: {
          summary: 'What became of a request for a run',
          description:
            'It waits until a run ends for it, also when processes die meanwhile, and is forgotten 30 days later.',
          params: strict({ request: Uuid }),
          response: answers(RunRequest),
        },
      },
      async ({ params }) => {
        const asked = await sources.request(params.request);
        if (asked) return asked;
        throw new HttpProblem('NOT_FOUND', 'There is no request of this id.');
      },
    );
    app.post(
      '/sources/:source/runs/cancel',
      {
        config: { needs: own, act: 'run.cancel' },
        schema: {
          summary: 'Cancel the run of a source, under way or waiting',
          params: Source,
          response: { ...answers(strict({ source: SourceId })), 202: strict({ source: SourceId }) },
        },
      },
      async (request, reply) => {
        const { source } = request.params;
        if (await sources.cancel(source)) return reply.code(202).send({ source });
        throw new HttpProblem('CONFLICT', 'No run of this source waits or is under way.');
      },
    );
  };
}
