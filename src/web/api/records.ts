import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import type { Administration } from '../../model/administration.ts';
import { HttpProblem } from '../problem.ts';
import { answers, answersBytes } from './answers.ts';
import { pageOf, paging, readCursor, toPage } from './paging.ts';
import {
  outcomes,
  RecordBrief,
  RecordWhole,
  Report,
  SourceId,
  states,
  strict,
  Uuid,
} from './schemas.ts';

const config = { needs: { role: 'viewer' } } as const;
const Params = strict({ record: Uuid });

/** Ends of file names by media type; of anything else `bin`. */
const extensions: Readonly<Record<string, string>> = {
  'application/json': 'json',
  'application/ld+json': 'jsonld',
  'application/n-triples': 'nt',
  'application/rdf+xml': 'rdf',
  'application/xml': 'xml',
  'text/csv': 'csv',
  'text/turtle': 'ttl',
  'text/xml': 'xml',
};

/** Records: their state, payload, report and versions. */
export function recordsApi({ journal, restore }: Administration): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/sources/:source/records',
      {
        config,
        schema: {
          summary: 'Records of a source, by remote key',
          params: strict({ source: SourceId }),
          querystring: strict({
            state: Type.Optional(Type.Enum(states)),
            outcome: Type.Optional(Type.Enum(outcomes)),
            ...paging,
          }),
          response: answers(pageOf(RecordBrief)),
        },
      },
      async ({ params, query: { state, outcome, cursor, limit } }) => {
        const place = readCursor(cursor, [/^[^\0]*$/s]);
        const query = {
          sourceIds: [params.source],
          state,
          outcome,
          after: place ? { sourceId: params.source, remoteKey: place[0] } : undefined,
          limit: limit + 1,
        };
        return toPage(await journal.records(query), limit, ({ remoteKey }) => [remoteKey]);
      },
    );
    app.get(
      '/records/:record',
      {
        config,
        schema: {
          summary: 'A record with its versions',
          params: Params,
          response: answers(RecordWhole),
        },
      },
      async ({ params }) => present(await journal.record(params.record), 'record of this id'),
    );
    app.get(
      '/records/:record/report',
      {
        config,
        schema: {
          summary: 'What validation and assessment said of its last description',
          params: Params,
          response: answers(Report),
        },
      },
      async ({ params }) => present(await journal.report(params.record), 'report'),
    );
    app.get(
      '/records/:record/payload',
      {
        config,
        schema: {
          summary: 'The description as the source sent it',
          params: Params,
          response: answersBytes('application/octet-stream', 'The payload'),
        },
      },
      async ({ params: { record } }, reply) => {
        const { body, mediaType } = present(await journal.payload(record), 'payload');
        const name = `${record}.${extensions[mediaType] ?? 'bin'}`;
        // Whatever a source sent is for saving, never for a browser to interpret.
        return reply
          .type('application/octet-stream')
          .header('content-disposition', `attachment; filename="${name}"`)
          .header('x-content-type-options', 'nosniff')
          .send(Buffer.from(body));
      },
    );
    app.get(
      '/records/:record/versions/:version',
      {
        config,
        schema: {
          summary: 'The triples of a version',
          params: strict({
            record: Uuid,
            version: Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 }),
          }),
          response: answersBytes('application/n-triples', 'N-Triples'),
        },
      },
      async ({ params: { record, version } }, reply) =>
        reply
          .type('application/n-triples')
          .send(present(await journal.version(record, version), 'version of this number')),
    );
    app.post(
      '/sources/:source/records/:record/restore',
      {
        config: { needs: { role: 'curator', source: 'source' }, act: 'record.restore' },
        schema: {
          summary: 'Publish a deleted record again',
          params: strict({ source: SourceId, record: Uuid }),
          response: answers(RecordWhole),
        },
      },
      async ({ params: { source, record: id } }) => {
        const before = present(await journal.record(id), 'record of this id');
        if (before.sourceId !== source) present(null, 'record of this id in the source');
        if (before.state !== 'deleted' || !(await restore(id))) {
          throw new HttpProblem('CONFLICT', 'The record is not deleted, or cannot be published.');
        }
        return present(await journal.record(id), 'record of this id');
      },
    );
  };
}

function present<Value>(value: Value | null, what: string): Value {
  if (value !== null) return value;
  throw new HttpProblem('NOT_FOUND', `There is no ${what}.`);
}
