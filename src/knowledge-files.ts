import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type Static, Type } from 'typebox';
import { parse } from 'yaml';
import { check } from './config.ts';
import type { Knowledge, ProfileFiles, TurtleFile } from './harvest/knowledge.ts';
import { HarvestError } from './model/problem.ts';
import type { AccessLevel } from './model/source.ts';

const Files = Type.Array(Type.String({ minLength: 1 }), { minItems: 1 });
const Profiles = Type.Object({
  profiles: Type.Array(
    Type.Object({
      id: Type.String(),
      title: Type.Record(Type.String(), Type.String()),
      iri: Type.String({ pattern: '^https?://' }),
      version: Type.String(),
      /** The files of every access level. */
      shapes: Type.Optional(Files),
      /** What each access level adds to them. */
      levels: Type.Optional(Type.Object({ PUBLIC: Files, RESTRICTED: Files, NON_PUBLIC: Files })),
    }),
  ),
});
type Entry = Static<typeof Profiles>['profiles'][number];
const Vocabularies = Type.Object({
  aliases: Type.String({ minLength: 1 }),
  vocabularies: Type.Array(
    Type.Object({
      id: Type.String({ pattern: '^[a-z][a-z0-9-]{0,60}$' }),
      file: Type.String({ minLength: 1 }),
      scheme: Type.Optional(Type.Union([Type.String(), Type.Null()])),
      url: Type.Optional(Type.String({ pattern: '^https?://' })),
      allowPrivateHosts: Type.Optional(Type.Array(Type.String())),
    }),
  ),
});

/** An entry of config/vocabularies.yaml; without `scheme` its scheme is of this catalogue. */
export type VocabularySettings = Static<typeof Vocabularies>['vocabularies'][number];

/** Reads config/vocabularies.yaml; throws CONFIG_INVALID. */
export async function readVocabularySettings(
  configDir: string,
): Promise<readonly VocabularySettings[]> {
  return check(
    Vocabularies,
    await readYamlFile(configDir, 'vocabularies.yaml'),
    'vocabularies.yaml',
  ).vocabularies;
}

async function readYamlFile(configDir: string, name: string): Promise<unknown> {
  return parse(await readFile(join(configDir, name), 'utf8'));
}

/**
 * Reads the profiles and vocabularies that config/profiles.yaml and config/vocabularies.yaml name.
 * File names are relative to the folder that holds the configuration folder.
 */
export async function readKnowledge(configDir: string): Promise<Knowledge> {
  const root = dirname(resolve(configDir));
  const yaml = (name: string) => readYamlFile(configDir, name);
  const { profiles } = check(Profiles, await yaml('profiles.yaml'), 'profiles.yaml');
  const { vocabularies, aliases } = check(
    Vocabularies,
    await yaml('vocabularies.yaml'),
    'vocabularies.yaml',
  );
  const read = (path: string) => readTurtle(root, path);
  const inForce = await Promise.all(
    vocabularies.map(async ({ id, file }) => ({ id, ...(await read(file)) })),
  );
  const aliasTable = await read(aliases);
  const readAll = (paths: readonly string[]) => Promise.all(paths.map(read));
  return {
    profiles: await Promise.all(profiles.map((profile) => readProfile(profile, readAll))),
    vocabularies: inForce,
    aliases: aliasTable,
    checksum: sha256(JSON.stringify([inForce, aliasTable])),
  };
}

async function readProfile(
  { id, title, iri, version, shapes = [], levels }: Entry,
  readAll: (paths: readonly string[]) => Promise<TurtleFile[]>,
): Promise<ProfileFiles> {
  if (shapes.length === 0 && !levels)
    throw new HarvestError('CONFIG_INVALID', `Profile ${id} in profiles.yaml lists no shapes`);
  const all = await readAll(shapes);
  const added = async (level: AccessLevel) => [...all, ...(await readAll(levels?.[level] ?? []))];
  const files = {
    PUBLIC: await added('PUBLIC'),
    RESTRICTED: await added('RESTRICTED'),
    NON_PUBLIC: await added('NON_PUBLIC'),
  };
  const checksum = sha256(JSON.stringify(files));
  return { id, title, iri, version, levelled: levels !== undefined, levels: files, checksum };
}

async function readTurtle(root: string, path: string): Promise<TurtleFile> {
  try {
    return { path, text: await readFile(join(root, path), 'utf8') };
  } catch (cause) {
    throw new HarvestError('CONFIG_INVALID', `${path}, named in the settings, cannot be read`, {
      cause,
    });
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
