import { parseTurtle, readKnowledge, type TurtleFile } from '../knowledge-files.ts';
import { HarvestError } from '../model/problem.ts';
import type { AccessLevel } from '../model/source.ts';
import { addProfile, type NewProfile, readShapeFiles } from '../profile-files.ts';
import { dcat, quad, rdf } from '../rdf/vocabularies.ts';
import { indexVocabularies } from '../validate/background.ts';
import { accessLevels } from '../validate/profile.ts';
import { createInspector } from '../validate/shacl.ts';
import { type ShapesSurvey, surveyShapes } from '../validate/survey.ts';
import type { CommandInput } from './command.ts';

const usage =
  'Say profiles list, or profiles add DIR-OR-FILES --id ID [--title T] [--iri IRI] [--levels none] [--replace].\n';

/** `glaneur profiles`: lists the profiles in force, or adds one from the SHACL files of its publisher. */
export async function manageProfiles(input: CommandInput): Promise<number> {
  const [action, ...locations] = input.operands;
  const { id, levels } = input.options;
  if (action === 'list' && locations.length === 0) return listProfiles(input);
  const isSlug = id !== undefined && /^[a-z0-9][a-z0-9.-]*$/.test(id);
  if (action === 'add' && isSlug && locations.length > 0 && (levels ?? 'none') === 'none')
    return add(input, id, locations);
  input.stderr.write(usage);
  return 64;
}

async function listProfiles({ settings, options, stdout }: CommandInput): Promise<number> {
  const { profiles } = await readKnowledge(settings.configDir, settings.baseUrl);
  const rows = profiles.map(({ id, title, iri, version, levelled, levels }) => ({
    id,
    title,
    iri,
    version,
    levels: levelled ? accessLevels : [],
    files: [...new Set(Object.values(levels).flatMap((files) => files.map(({ path }) => path)))],
  }));
  const lines = rows.map(
    ({ id, title, files, levels }) =>
      `${id.padEnd(24)} ${String(files.length).padStart(3)} files${levels.length > 0 ? ', by access level' : ''}  ${title['en'] ?? Object.values(title)[0] ?? ''}\n`,
  );
  stdout.write(options.json ? `${JSON.stringify(rows, null, 2)}\n` : lines.join(''));
  return 0;
}

async function add(input: CommandInput, id: string, locations: readonly string[]) {
  const { settings, options, stdout, stderr } = input;
  try {
    const profile = await readProfile(input, id, locations);
    const surveys = await checkProfile(profile);
    const folder = await addProfile(settings.configDir, profile, {
      replace: options.replace ?? false,
    });
    stdout.write(
      options.json
        ? `${JSON.stringify({ id, folder, levels: Object.fromEntries(surveys) }, null, 2)}\n`
        : describe(id, folder, surveys),
    );
    return 0;
  } catch (error) {
    if (!(error instanceof HarvestError)) throw error;
    stderr.write(`${error.code}: ${error.message}\nNothing was changed.\n`);
    return 2;
  }
}

async function readProfile(
  { options, settings }: CommandInput,
  id: string,
  locations: readonly string[],
): Promise<NewProfile> {
  const files = await readShapeFiles(locations);
  const levelOf = ({ path }: TurtleFile): AccessLevel | null => {
    const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
    const found = /^(non[-_]?public|restricted|public)[-_.]/.exec(name)?.[1];
    if (found === undefined || options.levels === 'none') return null;
    return found === 'public' ? 'PUBLIC' : found === 'restricted' ? 'RESTRICTED' : 'NON_PUBLIC';
  };
  const of = (level: AccessLevel) => files.filter((file) => levelOf(file) === level);
  const levels = {
    PUBLIC: of('PUBLIC'),
    RESTRICTED: of('RESTRICTED'),
    NON_PUBLIC: of('NON_PUBLIC'),
  };
  const isLevelled = accessLevels.every((level) => levels[level].length > 0);
  const title = options.title ?? id;
  return {
    id,
    title: { fr: title, en: title },
    iri: options.iri ?? `${settings.baseUrl}/profiles/${id}`,
    version: /\d[\w.]*$/.exec(id)?.[0] ?? '1',
    shapes: isLevelled ? files.filter((file) => levelOf(file) === null) : files,
    levels: isLevelled ? levels : null,
  };
}

type Surveys = readonly (readonly [level: string, survey: ShapesSurvey])[];

/** Parses, compiles and applies the shapes of each level before anything is written. */
async function checkProfile({ id, iri, shapes, levels }: NewProfile): Promise<Surveys> {
  const common = shapes.flatMap((file) => parseTurtle(file, iri));
  const graphs = accessLevels.map(
    (level) =>
      [level, [...common, ...(levels?.[level] ?? []).flatMap((f) => parseTurtle(f, iri))]] as const,
  );
  const checked = levels === null ? graphs.slice(0, 1) : graphs;
  const surveys: (readonly [string, ShapesSurvey])[] = [];
  for (const [level, graph] of checked) {
    const survey = surveyShapes(graph);
    if (survey.nodeShapes === 0)
      throw new HarvestError('CONFIG_INVALID', 'The files hold no shape with a target');
    const inspect = createInspector({
      profileId: id,
      shapes: { PUBLIC: graph, RESTRICTED: graph, NON_PUBLIC: graph },
      vocabularies: indexVocabularies([]),
    });
    await inspect([quad(dcat.Dataset, rdf.type, dcat.Dataset)], 'NON_PUBLIC');
    surveys.push([levels === null ? 'all levels' : level, survey]);
  }
  return surveys;
}

function describe(id: string, folder: string, surveys: Surveys): string {
  const lines = surveys.flatMap(([level, survey]) => [
    `  ${level}: ${survey.nodeShapes} shapes with a target, ${survey.propertyShapes} property shapes`,
    ...survey.handedOver.map((shape) => `    needs SPARQL, left to the reference engine: ${shape}`),
    ...survey.defects.map(({ text, count }) => `    survived: ${count} × ${text}`),
  ]);
  const imports = new Set(surveys.flatMap(([, survey]) => survey.imports));
  return [
    `Profile ${id} is in force, from ${folder}`,
    ...lines,
    ...(imports.size > 0
      ? [`  owl:imports are not followed; what they name must be among the files or in vocab/:`]
      : []),
    ...[...imports].map((iri) => `    ${iri}`),
    '',
  ].join('\n');
}
