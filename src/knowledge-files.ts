import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Type } from 'typebox';
import { parse } from 'yaml';
import { check } from './config.ts';
import type { Knowledge, ProfileFiles, TurtleFile } from './harvest/knowledge.ts';

const Files = Type.Array(Type.String({ minLength: 1 }), { minItems: 1 });
const Profiles = Type.Object({
  profiles: Type.Array(
    Type.Object({
      id: Type.String(),
      title: Type.Record(Type.String(), Type.String()),
      iri: Type.String({ pattern: '^https?://' }),
      version: Type.String(),
      levels: Type.Object({ PUBLIC: Files, RESTRICTED: Files, NON_PUBLIC: Files }),
    }),
  ),
});
const Vocabularies = Type.Object({
  vocabularies: Type.Array(
    Type.Object({ id: Type.String(), file: Type.String(), scheme: Type.Optional(Type.String()) }),
  ),
});

/**
 * Reads the profiles and vocabularies that config/profiles.yaml and config/vocabularies.yaml name.
 * File names are relative to the folder that holds the configuration folder.
 */
export async function readKnowledge(configDir: string): Promise<Knowledge> {
  const root = dirname(resolve(configDir));
  const yaml = async (name: string) => parse(await readFile(join(configDir, name), 'utf8'));
  const { profiles } = check(Profiles, await yaml('profiles.yaml'), 'profiles.yaml');
  const { vocabularies } = check(
    Vocabularies,
    await yaml('vocabularies.yaml'),
    'vocabularies.yaml',
  );
  const read = async (path: string): Promise<TurtleFile> => ({
    path,
    text: await readFile(join(root, path), 'utf8'),
  });
  const readAll = (paths: readonly string[]) => Promise.all(paths.map(read));
  return {
    profiles: await Promise.all(
      profiles.map(async ({ id, title, iri, version, levels }): Promise<ProfileFiles> => {
        const files = {
          PUBLIC: await readAll(levels.PUBLIC),
          RESTRICTED: await readAll(levels.RESTRICTED),
          NON_PUBLIC: await readAll(levels.NON_PUBLIC),
        };
        const checksum = createHash('sha256').update(JSON.stringify(files)).digest('hex');
        return { id, title, iri, version, levels: files, checksum };
      }),
    ),
    vocabularies: await readAll(vocabularies.map(({ file }) => file)),
  };
}
