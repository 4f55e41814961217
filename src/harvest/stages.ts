import type { Quad } from '@rdfjs/types';
import { Parser } from 'n3';
import { type Expectations, expectationsOf } from '../assess/expectations.ts';
import { HarvestError } from '../model/problem.ts';
import type { AccessLevel } from '../model/source.ts';
import { createValidator, type ValidationEngine, type Validator } from '../validate/shacl.ts';
import type { Knowledge, ProfileFiles, TurtleFile } from './knowledge.ts';

/** A profile ready to be applied. */
export interface ReadyProfile {
  readonly iri: string;
  /** Whether the access levels differ in what they demand. */
  readonly levelled: boolean;
  readonly validate: Validator;
  readonly expectations: (level: string) => Expectations;
}

/** What the stages of one record need to know. */
export interface Stages {
  readonly baseUrl: string;
  /** Throws CONFIG_INVALID for an id that config/profiles.yaml does not list. */
  readonly profile: (id: string) => ReadyProfile;
}

const levels = ['PUBLIC', 'RESTRICTED', 'NON_PUBLIC'] as const satisfies readonly AccessLevel[];

/**
 * Parses profiles and vocabularies; each profile's validator is built at its first use and kept. With
 * the engine `reference`, shacl-engine applies all shapes.
 */
export function createStages(
  knowledge: Knowledge,
  baseUrl: string,
  engine: ValidationEngine = 'compiled',
): Stages {
  const vocabularies = knowledge.vocabularies.flatMap(parseTurtle);
  const ready = new Map<string, ReadyProfile>();
  return {
    baseUrl,
    profile: (id) => {
      const known = ready.get(id);
      if (known) return known;
      const files = knowledge.profiles.find((profile) => profile.id === id);
      if (!files) throw new HarvestError('CONFIG_INVALID', `There is no profile named ${id}`);
      const profile = readyProfile(files, vocabularies, engine);
      ready.set(id, profile);
      return profile;
    },
  };
}

function readyProfile(
  files: ProfileFiles,
  vocabularies: readonly Quad[],
  engine: ValidationEngine,
): ReadyProfile {
  const parsed = new Map<string, Quad[]>();
  const parse = (file: TurtleFile): Quad[] => {
    const quads = parsed.get(file.path) ?? parseTurtle(file);
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
  const none: Expectations = { mandatory: [], recommended: [] };
  return {
    iri: files.iri,
    levelled,
    validate: createValidator({ profileId: files.id, shapes, vocabularies, engine }),
    expectations: (level) => expectations.get(level) ?? none,
  };
}

// Shape IRIs are relative: all files of a level must be read against one base to join their shapes.
const baseIRI = 'urn:glaneur:shapes';

function parseTurtle({ path, text }: TurtleFile): Quad[] {
  const blankNodePrefix = `${path.replace(/\W+/g, '-')}-`;
  return new Parser({ baseIRI, blankNodePrefix }).parse(text);
}
