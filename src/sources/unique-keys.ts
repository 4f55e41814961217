import { createHash } from 'node:crypto';
import { HarvestError, problemOf } from '../model/problem.ts';
import type { Gathered, Payload } from '../model/record.ts';
import { failed } from './gathered.ts';

interface First {
  readonly url: string;
  readonly hash: string;
}

/**
 * Lets the first payload of a key pass; a second one with the same key becomes a failure
 * IDENTIFY_DUPLICATE_KEY. The very same description met again at another address (a page that
 * shifted during the walk, a dataset in two files) is no second record and is left out.
 */
export async function* withUniqueKeys(walk: AsyncIterable<Gathered>): AsyncGenerator<Gathered> {
  const firsts = new Map<string, First>();
  for await (const found of walk) {
    if (found.kind !== 'payload') {
      yield found;
      continue;
    }
    const { payload } = found;
    const hash = createHash('sha256').update(payload.body).digest('base64');
    const first = firsts.get(payload.remoteKey);
    if (!first) {
      firsts.set(payload.remoteKey, { url: payload.url, hash });
      yield found;
    } else if (first.hash !== hash || first.url === payload.url) {
      yield duplicate(payload, first);
    }
  }
}

function duplicate(payload: Payload, first: First): Gathered {
  const sentence = `${payload.url} describes ${payload.remoteKey}, which ${
    first.url === payload.url ? 'the same document' : first.url
  } already described.`;
  const error = new HarvestError('IDENTIFY_DUPLICATE_KEY', sentence);
  return failed(payload.remoteKey, payload.url, problemOf(error));
}
