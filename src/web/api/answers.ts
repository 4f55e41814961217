import type { Readable } from 'node:stream';
import { type TSchema, Type } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import type { SourceRefusal } from '../../model/managed-source.ts';
import { HarvestError, problemOf } from '../../model/problem.ts';
import { HttpProblem } from '../problem.ts';

/** A problem document (RFC 9457); members beside these depend on its code. */
const ProblemDocument = Type.Object(
  {
    type: Type.String({ format: 'uri' }),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String(),
    detail: Type.Optional(Type.String()),
  },
  { additionalProperties: true },
);

const problems = {
  '4xx': {
    description: 'Why nothing was done',
    content: { 'application/problem+json': { schema: ProblemDocument } },
  },
};

/** The responses of a route: what it gives with 200, and problem documents. */
export function answers<Schema extends TSchema>(schema: Schema) {
  return { 200: schema, ...problems };
}

/** The responses of a route that gives bytes of this media type. */
export function answersBytes(mediaType: string, description: string) {
  const bytes = Type.Unsafe<Buffer | Readable | string>({ type: 'string' });
  return { 200: { description, content: { [mediaType]: { schema: bytes } } }, ...problems };
}

/** Refuses as the rules for sources did. */
export function refuseSource(refusal: SourceRefusal): HttpProblem {
  switch (refusal.kind) {
    case 'invalid': {
      const { errors } = refusal;
      return new HttpProblem('SOURCE_INVALID', `${errors.join('; ')}.`, { errors });
    }
    case 'taken':
      return new HttpProblem('CONFLICT', 'There is a source with this id already.');
    case 'unknown':
      return new HttpProblem('NOT_FOUND', 'There is no source of this name.');
    case 'file':
      return new HttpProblem('CONFLICT', 'A file declares this source: change it there.');
    case 'reserved':
      return new HttpProblem('FORBIDDEN', refusal.reason);
    case 'outdated':
      return new HttpProblem('PRECONDITION_FAILED', 'Read the source again, then change it.');
    case 'busy':
      return new HttpProblem('CONFLICT', 'Its run does not stop; try again in a moment.');
  }
}

/**
 * The revision that If-Match names (RFC 9110 §13.1.1).
 *
 * @throws HttpProblem PRECONDITION_REQUIRED without one, PRECONDITION_FAILED for a foreign one
 */
export function revisionOf({ headers }: FastifyRequest): number {
  const tag = headers['if-match'];
  if (tag === undefined) {
    throw new HttpProblem('PRECONDITION_REQUIRED', 'Send the ETag of the source as If-Match.');
  }
  const revision = /^"(\d{1,9})"$/.exec(tag.trim())?.[1];
  if (revision !== undefined) return Number(revision);
  throw new HttpProblem('PRECONDITION_FAILED', 'This is no ETag of the source.');
}

/** Turns a decision about records that cannot be made into a problem document. */
export function refuseDecision(error: unknown): unknown {
  if (!(error instanceof HarvestError) || problemOf(error).stage !== 'identify') return error;
  return new HttpProblem('CONFLICT', error.message, { problem: problemOf(error) });
}
