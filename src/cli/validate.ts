import { createStages, type ReadyProfile } from '../harvest/stages.ts';
import { readKnowledge } from '../knowledge-files.ts';
import { HarvestError, problemOf } from '../model/problem.ts';
import { compact, rdf } from '../rdf/vocabularies.ts';
import { inspectDocument, type PartReport } from '../validate/document.ts';
import type { CommandInput } from './command.ts';
import { readDocument } from './read-document.ts';
import { conforms, type Report } from './report/checked.ts';
import { toJson } from './report/json.ts';
import { toSarif } from './report/sarif.ts';
import { toText } from './report/text.ts';
import { toTurtle } from './report/turtle.ts';

const formats = ['text', 'json', 'sarif', 'turtle'] as const;
const engines = ['compiled', 'reference'] as const;
const languages = ['en', 'fr'] as const;

function oneOf<const Values extends readonly string[]>(
  name: string,
  values: Values,
  given: string | undefined,
): Values[number] | null {
  const found = values.find((value) => value === given);
  if (given !== undefined && found === undefined)
    throw new RangeError(`--${name} is one of ${values.join(', ')}, not ${given}.`);
  return found ?? null;
}

function readOptions({ operands, options }: CommandInput) {
  if (operands.length === 0) throw new RangeError('Name the files or URLs to validate.');
  return {
    format: oneOf('format', formats, options.json ? 'json' : options.format) ?? 'text',
    engine: oneOf('engine', engines, options.engine) ?? 'compiled',
    language: oneOf('language', languages, options.language),
  };
}

/**
 * `glaneur validate`: checks documents against a profile, as they stand. 0: nothing violates it;
 * 1: something does; 2: a document cannot be read; 64: wrong usage.
 */
export async function validateDocuments(input: CommandInput): Promise<number> {
  const { operands, options, settings, stdout, stderr } = input;
  let wanted: ReturnType<typeof readOptions>;
  try {
    wanted = readOptions(input);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    stderr.write(`${error.message}\n`);
    return 64;
  }
  const knowledge = await readKnowledge(settings.configDir, settings.baseUrl);
  const id = options.profile ?? 'healthdcat-ap-8';
  const files = knowledge.profiles.find((profile) => profile.id === id);
  if (!files) {
    const known = knowledge.profiles.map((profile) => profile.id).join(', ');
    stderr.write(`There is no profile ${id}. Known: ${known}.\n`);
    return 64;
  }
  const profile = createStages(knowledge, settings.baseUrl, wanted.engine).profile(id);
  const documents: Report['documents'][number][] = [];
  for (const location of operands)
    documents.push(await checkDocument(location, profile, input.signal));
  const report: Report = { profile: files, documents };
  stdout.write(await write(report, wanted, `${settings.baseUrl}/profiles/${id}`, stdout));
  return exitCode(report);
}

async function checkDocument(location: string, profile: ReadyProfile, signal: AbortSignal) {
  try {
    const quads = await readDocument(location, signal);
    const types = new Set(
      quads.filter(({ predicate }) => predicate.equals(rdf.type)).map(({ object }) => object.value),
    );
    // Without anything the shapes speak of they find nothing, which is not the same as conformity.
    if (![...types].some((type) => profile.classes.has(type))) {
      const found = [...types].slice(0, 5).map(compact).join(', ') || 'nothing with a type';
      throw new HarvestError(
        'MAP_NO_DATASET',
        `${location} describes nothing that the profile has rules for, but ${found}`,
      );
    }
    const parts: readonly PartReport[] = await inspectDocument(quads, profile.inspect);
    return { location, parts };
  } catch (error) {
    const { code, message, remedy } = problemOf(error);
    return { location, problem: { code, message, remedy } };
  }
}

function write(
  report: Report,
  { format, language }: ReturnType<typeof readOptions>,
  shapesIri: string,
  stream: NodeJS.WritableStream,
): string | Promise<string> {
  switch (format) {
    case 'json':
      return toJson(report);
    case 'sarif':
      return toSarif(report, shapesIri);
    case 'turtle':
      return toTurtle(report);
    case 'text':
      return toText(report, { language, stream });
  }
}

function exitCode({ documents }: Report): number {
  if (documents.some((document) => 'problem' in document)) return 2;
  return documents.every((document) => 'parts' in document && document.parts.every(conforms))
    ? 0
    : 1;
}
