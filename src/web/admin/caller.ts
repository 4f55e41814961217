import type { FastifyRequest } from 'fastify';
import type { Caller } from '../plugins/access.ts';
import { HttpProblem } from '../problem.ts';

/** Who called a route that needs a role. */
export function callerOf({ caller }: FastifyRequest): Caller {
  if (caller) return caller;
  throw new HttpProblem('UNAUTHORIZED', 'Sign in first.');
}
