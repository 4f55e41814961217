import type { Quad } from '@rdfjs/types';
import { type Expectations, expectationsOf } from '../assess/expectations.ts';
import { readMembership } from '../assess/membership.ts';
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
  /** Whether an IRI is a concept of a vocabulary in force, and of this scheme. */
  readonly isIn: (scheme: string, iri: string) => boolean;
  /** Whether a graph meets DCAT-AP itself, whatever it fails of a stricter profile. */
  readonly isDcatAp: (quads: readonly Quad[]) => Promise<boolean>;
}

/** The profile that data.europa.eu measures by; an instance may do without it. */
const dcatAp = 'dcat-ap-3.0.1';

const levels = ['PUBLIC', 'RESTRICTED', 'NON_PUBLIC'] as const satisfies readonly AccessLevel[];

/** Makes look-ups and validators of what is known; a profile's validator at its first use. */
export function createStages(
  knowledge: Knowledge,
  baseUrl: string,
  engine: ValidationEngine = 'compiled',
): Stages {
  const terms = createTerms(knowledge.terms, baseUrl);
  const concepts = knowledge.vocabularies.flatMap(({ graph }) => readGraph(graph));
  const vocabularies = indexVocabularies(concepts);
  const ready = new Map<string, ReadyProfile>();
  const profile = (id: string): ReadyProfile => {
    const known = ready.get(id);
    if (known) return known;
    const files = knowledge.profiles.find((candidate) => candidate.id === id);
    if (!files) throw new HarvestError('CONFIG_INVALID', `There is no profile named ${id}`);
    const made = readyProfile(files, vocabularies, engine);
    ready.set(id, made);
    return made;
  };
  const hasDcatAp = knowledge.profiles.some(({ id }) => id === dcatAp);
  return {
    baseUrl,
    terms,
    profile,
    isIn: readMembership(concepts),
    isDcatAp: async (quads) => hasDcatAp && (await profile(dcatAp).validate(quads)).conforms,
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
