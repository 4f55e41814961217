import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import type { Administration } from '../../model/administration.ts';
import { HarvestError, problemOf } from '../../model/problem.ts';
import { HttpProblem } from '../problem.ts';
import { answers } from './answers.ts';
import { listOf, strict } from './schemas.ts';

const needs = { role: 'admin' } as const;
const mostBytes = 16 * 1_048_576;
const mostFailures = 100;

/** Formats of a list that are taken. */
const sheetTypes = [
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
];

const params = strict({ list: Type.String({ minLength: 1, maxLength: 100 }) });
const Imported = strict({
  declared: Type.Integer(),
  failures: listOf(strict({ line: Type.Integer(), reason: Type.String() })),
});

/** Lists of declared databases, which the page on coverage compares with what is described. */
export function declarationsApi({ declarations }: Administration): FastifyPluginAsyncTypebox {
  return async (app) => {
    // Bytes as they are: the parse stage knows charsets, limits and messages.
    app.removeAllContentTypeParsers();
    const options = { parseAs: 'buffer', bodyLimit: mostBytes } as const;
    app.addContentTypeParser(sheetTypes, options, (_request, body, done) => done(null, body));

    app.put(
      '/declarations/:list',
      {
        config: { needs, act: 'declarations.import' },
        schema: {
          summary:
            'Put a CSV file or an XLSX workbook in the place of a list of declared databases',
          consumes: sheetTypes,
          params,
          response: answers(Imported),
        },
      },
      async (request) => {
        const { list } = request.params;
        request.act = { target: list };
        if (!Buffer.isBuffer(request.body) || request.body.length === 0)
          throw new HttpProblem('BAD_REQUEST', `Send a list as ${sheetTypes.join(' or ')}.`);
        const { declared, failures } = await declarations
          .importSheet(list, request.body)
          .catch((error: unknown) => {
            throw refuse(error);
          });
        request.act = { target: list, detail: { declared, failures: failures.length } };
        return { declared, failures: failures.slice(0, mostFailures) };
      },
    );
    app.delete(
      '/declarations/:list',
      {
        config: { needs, act: 'declarations.remove' },
        schema: {
          summary: 'Forget a list of declared databases',
          params,
          response: answers(strict({ list: Type.String() })),
        },
      },
      async (request) => {
        const { list } = request.params;
        request.act = { target: list };
        if (await declarations.remove(list)) return { list };
        throw new HttpProblem('NOT_FOUND', 'There is no list of this name.');
      },
    );
  };
}

function refuse(error: unknown): unknown {
  if (!(error instanceof HarvestError)) return error;
  const problem = problemOf(error);
  return problem.stage === 'parse'
    ? new HttpProblem('BAD_REQUEST', problem.message, { problem })
    : error;
}
