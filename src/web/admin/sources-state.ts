import { type Identity, seesSource } from '../../model/access.ts';
import type { ManagedSource } from '../../model/managed-source.ts';
import { HttpProblem } from '../problem.ts';
import { type SourceState, stateOf } from './health.ts';
import type { ConsoleContext } from './part.ts';

/** The sources that somebody sees, with how they are, in the order of their declaration. */
export async function sourceStates(
  context: ConsoleContext,
  identity: Identity,
): Promise<readonly SourceState[]> {
  const { sources } = context.administration;
  const overviews = new Map((await context.sources()).map((each) => [each.id, each]));
  const now = new Date();
  const seen = sources.list().filter(({ source }) => seesSource(identity, source.id));
  return seen.map((managed) => {
    const { id } = managed.source;
    return stateOf(managed, overviews.get(id), sources.nextRuns(id, 2), now);
  });
}

/** The source of an address; throws NOT_FOUND when there is none. */
export function knownSource({ administration }: ConsoleContext, id: string): ManagedSource {
  const managed = administration.sources.find(id);
  if (managed) return managed;
  throw new HttpProblem('NOT_FOUND', 'There is no source of this name.');
}
