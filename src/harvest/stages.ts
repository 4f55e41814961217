import type { Quad } from '@rdfjs/types';
import { Parser } from 'n3';
import { type Expectations, expectationsOf } from '../assess/expectations.ts';
import { createTerms, type Terms, vocabularyAddress } from '../map/index.ts';
import { HarvestError } from '../model/problem.ts';
import type { AccessLevel } from '../model/source.ts';
import {
  createInspector,
  createValidator,
  type Inspector,
  type ValidationEngine,
  type Validator,
  type ValidatorSettings,
} from '../validate/shacl.ts';
import type { Knowledge, ProfileFiles, TurtleFile } from './knowledge.ts';

/** A profile ready to be applied. */
export interface ReadyProfile {
  readonly iri: string;
  /** Whether the access levels differ in what they demand. */
  readonly levelled: boolean;
  readonly validate: Validator;
  readonly inspect: Inspector;
  /** IRIs of the classes that its shapes speak of. */
  readonly classes: ReadonlySet<string>;
  readonly expectations: (level: string) => Expectations;
}

/** What the stages of one record need to know. */
export interface Stages {
  readonly baseUrl: string;
  /** Vocabularies and aliases as look-ups. */
  readonly terms: Terms;
  /** Throws CONFIG_INVALID for an id that config/profiles.yaml does not list. */
  readonly profile: (id: string) => ReadyProfile;
}

const levels = ['PUBLIC', 'RESTRICTED', 'NON_PUBLIC'] as const satisfies readonly AccessLevel[];

/**
 * Parses profiles and vocabularies; each profile's validator is built at its first use and kept.
 *
 * @throws HarvestError CONFIG_INVALID for a vocabulary or an alias table that cannot be used
 */
export function createStages(
  knowledge: Knowledge,
  baseUrl: string,
  engine: ValidationEngine = 'compiled',
): Stages {
  const vocabularies = knowledge.vocabularies.flatMap((file) =>
    parseTurtle(file, vocabularyAddress(baseUrl, file.id)),
  );
  const aliases = parseTurtle(knowledge.aliases, vocabularyAddress(baseUrl, 'aliases'));
  const terms = createTerms(vocabularies, aliases, baseUrl);
  const ready = new Map<string, ReadyProfile>();
  return {
    baseUrl,
    terms,
    profile: (id) => {
      const known = ready.get(id);
      if (known) return known;
      const files = knowledge.profiles.find((profile) => profile.id === id);
      if (!files) throw new HarvestError('CONFIG_INVALID', `There is no profile named ${id}`);
      const base = `${baseUrl}/profiles/${id}`;
      const profile = readyProfile(files, { base, vocabularies, engine });
      ready.set(id, profile);
      return profile;
    },
  };
}

function readyProfile(
  files: ProfileFiles,
  {
    base,
    vocabularies,
    engine,
  }: { base: string; vocabularies: readonly Quad[]; engine: ValidationEngine },
): ReadyProfile {
  const parsed = new Map<string, Quad[]>();
  const parse = (file: TurtleFile): Quad[] => {
    const quads = parsed.get(file.path) ?? parseTurtle(file, base);
    parsed.set(file.path, quads);
    return quads;
  };
  const { levels: byLevel, levelled } = files;
  const most = byLevel.NON_PUBLIC.flatMap(parse);
  const shapes = {
    PUBLIC: levelled ? byLevel.PUBLIC.flatMap(parse) : most,
    RESTRICTED: levelled ? byLevel.RESTRICTED.flatMap(parse) : most,
    NON_PUBLIC: most,
  };
  const expectations = new Map<string, Expectations>(
    levels.map((level) => [level, expectationsOf(shapes[level])]),
  );
  const settings: ValidatorSettings = { profileId: files.id, shapes, vocabularies, engine };
  const inspect = createInspector(settings);
  const none: Expectations = { mandatory: [], recommended: [] };
  return {
    iri: files.iri,
    levelled,
    validate: createValidator(settings, inspect),
    inspect,
    classes: new Set(
      Object.values(shapes)
        .flat()
        .filter(({ predicate }) => predicate.value === 'http://www.w3.org/ns/shacl#targetClass')
        .map(({ object }) => object.value),
    ),
    expectations: (level) => expectations.get(level) ?? none,
  };
}

// Shape IRIs are relative to where the profile is published: all files are read against one base.
function parseTurtle({ path, text }: TurtleFile, base: string): Quad[] {
  const blankNodePrefix = `${path.replace(/\W+/g, '-')}-`;
  try {
    return new Parser({ baseIRI: base, blankNodePrefix }).parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new HarvestError('CONFIG_INVALID', `${path} is no valid Turtle: ${reason}`, { cause });
  }
}
