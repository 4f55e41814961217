import { createHash } from 'node:crypto';
import type { Gathered } from '../../model/record.ts';
import { problemOfPart } from '../gathered.ts';
import type { ListWalk } from './list-page.ts';

const memoryKey = 'rest-json:keys';
/** Records asked for in one run; the rest of a mass disappearance is left to the grace period. */
const mostAsked = 200;

/**
 * After a whole walk, asks for the records that the last one met and this one did not: a source that
 * says why a record is gone spares it the grace period.
 */
export async function* gatherVanished(
  walk: ListWalk,
  keys: ReadonlySet<string>,
): AsyncGenerator<Gathered> {
  const { api, context } = walk;
  if (!api.whyGone) return;
  const known = (await context.memory.recall(memoryKey))?.rest['keys'];
  const missing = (Array.isArray(known) ? known : []).map(String).filter((key) => !keys.has(key));
  const unsettled = new Set(missing);
  for (const remoteKey of missing.slice(0, mostAsked)) {
    const reason = await reasonOf(walk, remoteKey);
    if (reason === null) continue;
    unsettled.delete(remoteKey);
    yield { kind: 'gone', remoteKey, reason };
  }
  const remembered = [...keys, ...unsettled];
  const bodyHash = createHash('sha256').update(remembered.join('\n')).digest('hex');
  yield {
    kind: 'page',
    page: {
      key: memoryKey,
      etag: null,
      lastModified: null,
      bodyHash,
      remoteKeys: [],
      rest: { keys: remembered },
    },
  };
}

/** What cannot be asked proves nothing: absence has its own rules. */
async function reasonOf({ api, context, root }: ListWalk, key: string): Promise<string | null> {
  try {
    return (await api.whyGone?.(context, api.recordUrl(root, key))) ?? null;
  } catch (error) {
    problemOfPart(error, context.signal);
    return null;
  }
}
