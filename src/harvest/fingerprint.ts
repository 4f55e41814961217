import { createHash } from 'node:crypto';
import type { Payload } from '../model/record.ts';
import type { Source } from '../model/source.ts';
import type { Knowledge } from './knowledge.ts';

/**
 * Digests the recipe of a source: whatever decides, beside the payload, what a record becomes. A
 * changed recipe makes every record of the source due again.
 */
export function createRecipes(knowledge: Knowledge, version: string): (source: Source) => string {
  return ({ connector, options, mapping, language, defaults, policy, profile: profileId }) => {
    const profile = knowledge.profiles.find(({ id }) => id === profileId);
    const parts = [
      version,
      connector,
      options,
      mapping,
      language,
      defaults,
      policy.onViolation,
      profileId,
      profile?.checksum,
      knowledge.checksum,
    ];
    return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  };
}

/** Fingerprint of a payload under a recipe: equal means that nothing needs to be done again. */
export function fingerprint(recipe: string, { mediaType, body }: Payload): string {
  return createHash('sha256').update(`${recipe}\0${mediaType}\0`).update(body).digest('hex');
}
