import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Quad } from '@rdfjs/types';
import { Parser } from 'n3';
import { type Static, Type } from 'typebox';
import { parse as parseYaml } from 'yaml';
import { check } from './config.ts';
import type { Knowledge, ProfileFiles, TurtleGraph } from './harvest/knowledge.ts';
import { tabulateTerms, vocabularyAddress } from './map/index.ts';
import { HarvestError } from './model/problem.ts';
import type { AccessLevel } from './model/source.ts';
import { shareGraph } from './rdf/shared-graph.ts';

/** A Turtle file as it was read from disk. */
export interface TurtleFile {
  readonly path: string;
  readonly text: string;
}

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
  return parseYaml(await readFile(join(configDir, name), 'utf8'));
}

/**
 * Reads and parses the profiles and vocabularies that config/profiles.yaml and
 * config/vocabularies.yaml name. File names are relative to the folder that holds the configuration
 * folder, IRIs in them to where the catalogue at `baseUrl` publishes them.
 *
 * @throws HarvestError CONFIG_INVALID for a file that is not there, is no Turtle or cannot be used
 */
export async function readKnowledge(configDir: string, baseUrl: string): Promise<Knowledge> {
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
  const parsed = inForce.map((file) => ({
    ...file,
    quads: parseTurtle(file, vocabularyAddress(baseUrl, file.id)),
  }));
  return {
    profiles: await Promise.all(
      profiles.map((profile) => readProfile(profile, `${baseUrl}/profiles/${profile.id}`, read)),
    ),
    vocabularies: parsed.map(({ id, path, quads }) => ({ id, path, graph: shareGraph(quads) })),
    terms: tabulateTerms(
      parsed.flatMap(({ quads }) => quads),
      parseTurtle(aliasTable, vocabularyAddress(baseUrl, 'aliases')),
    ),
    checksum: sha256(JSON.stringify([inForce, aliasTable])),
  };
}

async function readProfile(
  { id, title, iri, version, shapes = [], levels }: Entry,
  base: string,
  read: (path: string) => Promise<TurtleFile>,
): Promise<ProfileFiles> {
  if (shapes.length === 0 && !levels)
    throw new HarvestError('CONFIG_INVALID', `Profile ${id} in profiles.yaml lists no shapes`);
  const added = (level: AccessLevel) =>
    Promise.all([...shapes, ...(levels?.[level] ?? [])].map(read));
  const files = {
    PUBLIC: await added('PUBLIC'),
    RESTRICTED: await added('RESTRICTED'),
    NON_PUBLIC: await added('NON_PUBLIC'),
  };
  // Shape IRIs are relative to where the profile is published: all files are read against one base.
  const graphs = new Map<string, TurtleGraph>();
  const parse = (file: TurtleFile): TurtleGraph => {
    const { path } = file;
    const parsed = graphs.get(path) ?? { path, graph: shareGraph(parseTurtle(file, base)) };
    graphs.set(path, parsed);
    return parsed;
  };
  return {
    ...{ id, title, iri, version },
    levelled: levels !== undefined,
    levels: {
      PUBLIC: files.PUBLIC.map(parse),
      RESTRICTED: files.RESTRICTED.map(parse),
      NON_PUBLIC: files.NON_PUBLIC.map(parse),
    },
    checksum: sha256(JSON.stringify(files)),
  };
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

/** The triples of a Turtle file; throws CONFIG_INVALID. */
export function parseTurtle({ path, text }: TurtleFile, baseIRI: string): Quad[] {
  const blankNodePrefix = `${path.replace(/\W+/g, '-')}-`;
  try {
    return new Parser({ baseIRI, blankNodePrefix }).parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new HarvestError('CONFIG_INVALID', `${path} is no Turtle: ${reason}`, { cause });
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
