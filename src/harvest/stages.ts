import type { Quad } from '@rdfjs/types';
import { type Expectations, expectationsOf } from '../assess/expectations.ts';
import { createTerms, type Terms } from '../map/index.ts';
import { HarvestError } from '../model/problem.ts';
import type { AccessLevel } from '../model/source.ts';
import { readGraph } from '../rdf/shared-graph.ts';
import { indexVocabularies } from '../validate/background.ts';
import type { Background } from '../validate/compile/index.ts';
import {
  createInspector,
  createValidator,
  type Inspector,
  type ValidationEngine,
  type Validator,
  type ValidatorSettings,
} from '../validate/shacl.ts';
import type { Knowledge, ProfileFiles, TurtleGraph } from './knowledge.ts';

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

/** Makes look-ups and validators of what is known; a profile's validator at its first use. */
export function createStages(
  knowledge: Knowledge,
  baseUrl: string,
  engine: ValidationEngine = 'compiled',
): Stages {
  const terms = createTerms(knowledge.terms, baseUrl);
  const vocabularies = indexVocabularies(
    knowledge.vocabularies.flatMap(({ graph }) => readGraph(graph)),
  );
  const ready = new Map<string, ReadyProfile>();
  return {
    baseUrl,
    terms,
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
  vocabularies: Background,
  engine: ValidationEngine,
): ReadyProfile {
  const graphs = new Map<string, Quad[]>();
  const read = ({ path, graph }: TurtleGraph): Quad[] => {
    const quads = graphs.get(path) ?? readGraph(graph);
    graphs.set(path, quads);
    return quads;
  };
  const { levels: byLevel, levelled } = files;
  const most = byLevel.NON_PUBLIC.flatMap(read);
  const shapes = {
    PUBLIC: levelled ? byLevel.PUBLIC.flatMap(read) : most,
    RESTRICTED: levelled ? byLevel.RESTRICTED.flatMap(read) : most,
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
