import { readFileSync } from 'node:fs';
import type { Quad } from '@rdfjs/types';
import { parse } from 'yaml';
import type { AccessLevel } from '../../src/model/source.ts';
import { indexVocabularies } from '../../src/validate/background.ts';
import { createValidator, type Validator } from '../../src/validate/shacl.ts';
import { readTurtle, readTurtleFolder, repositoryRoot } from './turtle-files.ts';

/** Where the tests pretend the profiles are published. */
const profilesBase = 'https://catalogue.example.org/profiles';

interface ProfileEntry {
  readonly id: string;
  readonly shapes?: readonly string[];
  readonly levels?: Readonly<Record<AccessLevel, readonly string[]>>;
}

/** Our own shapes of a profile by access level, from the files that config/profiles.yaml lists. */
export function readOwnShapes(profileId = 'healthdcat-ap-8'): Record<AccessLevel, readonly Quad[]> {
  // The entry is the repository's own file; another test checks its form.
  const { profiles } = parse(readFileSync(`${repositoryRoot}config/profiles.yaml`, 'utf8')) as {
    profiles: ProfileEntry[];
  };
  const profile = profiles.find(({ id }) => id === profileId);
  if (!profile) throw new Error(`config/profiles.yaml has no ${profileId}`);
  const base = `${profilesBase}/${profileId}`;
  const read = (level: AccessLevel) =>
    [...(profile.shapes ?? []), ...(profile.levels?.[level] ?? [])].flatMap((file) =>
      readTurtle(`${repositoryRoot}${file}`, base),
    );
  return {
    PUBLIC: read('PUBLIC'),
    RESTRICTED: read('RESTRICTED'),
    NON_PUBLIC: read('NON_PUBLIC'),
  };
}

/** All vocabularies of the repository. */
export function readVocabularies(): Quad[] {
  return readTurtleFolder(`${repositoryRoot}vocab`);
}

/** A validator with our own shapes of a profile, and our vocabularies. */
export function ownValidator(profileId = 'healthdcat-ap-8'): Validator {
  return createValidator({
    profileId,
    shapes: readOwnShapes(profileId),
    vocabularies: indexVocabularies(readVocabularies()),
  });
}
