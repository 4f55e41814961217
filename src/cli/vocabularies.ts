import { createHash } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { createHttp } from '../fetch/http.ts';
import { readVocabularySettings, type VocabularySettings } from '../knowledge-files.ts';
import { HarvestError, problemOf } from '../model/problem.ts';
import { parseRdf } from '../parse/rdf.ts';
import { decodeText } from '../parse/text.ts';
import {
  type Concept,
  type ConceptList,
  compareConceptLists,
  type ListChanges,
  readConceptList,
  refreshConceptList,
} from '../rdf/concept-list.ts';
import { writeConceptList } from '../rdf/concept-list-turtle.ts';
import { version } from '../version.ts';
import type { CommandInput } from './command.ts';

/** A list that loses more than this share of its concepts is not written without --force. */
const mostLost = 0.1;
const usageError = 64;

/** `glaneur vocabularies`: lists the controlled vocabularies, or refreshes them from where they are published. */
export async function manageVocabularies(input: CommandInput): Promise<number> {
  const [action, ...ids] = input.operands;
  const entries = await readVocabularySettings(input.settings.configDir);
  if (action === 'list') return list(input, entries);
  const unknown = ids.filter((id) => !entries.some((entry) => entry.id === id));
  if (action !== 'update' || unknown.length > 0) {
    const why = unknown.length > 0 ? `There is no vocabulary ${unknown.join(', ')}. ` : '';
    input.stderr.write(`${why}Say vocabularies list or vocabularies update [ID...].\n`);
    return usageError;
  }
  const chosen = entries.filter(({ id, url }) => (ids.length > 0 ? ids.includes(id) : url));
  if (chosen.length === 0) input.stdout.write('No vocabulary has a url in vocabularies.yaml.\n');
  let isWell = true;
  for (const entry of chosen) isWell = (await update(input, entry)) && isWell;
  return isWell ? 0 : 1;
}

async function list(input: CommandInput, entries: readonly VocabularySettings[]): Promise<number> {
  const locks = await readLocks(input);
  const rows = await Promise.all(
    entries.map(async (entry) => {
      const { concepts } = await readOurs(input, entry);
      const { id, scheme, url = null } = entry;
      return { id, scheme, concepts: concepts.length, url, sha256: locks[id]?.sha256 ?? null };
    }),
  );
  if (input.options.json) input.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
  else
    for (const { id, scheme, concepts, url } of rows)
      input.stdout.write(
        `${id}  ${concepts} concepts  ${scheme ?? ''}\n  ${url ?? 'kept by hand'}\n`,
      );
  return 0;
}

async function update(input: CommandInput, entry: VocabularySettings): Promise<boolean> {
  const { id, url } = entry;
  const { stdout, stderr, options } = input;
  try {
    if (!url || !entry.scheme)
      throw new HarvestError('CONFIG_INVALID', 'It has no url and scheme in vocabularies.yaml');
    const { published, sha256 } = await fetchList(input, url, entry);
    const ours = await readOurs(input, entry);
    const next = refreshConceptList(ours, published);
    const changes = compareConceptLists(ours, next);
    stdout.write(describe(id, changes));
    const lost = changes.removed.length / Math.max(1, ours.concepts.length);
    if (lost > mostLost && !options.force) {
      const share = `${changes.removed.length} of ${ours.concepts.length} concepts`;
      throw new HarvestError(
        'GATHER_COUNT_MISMATCH',
        `It would lose ${share}; --force takes it all the same`,
      );
    }
    if (options['dry-run']) return true;
    if (Object.values(changes).some((each) => each.length > 0))
      await replaceFile(pathOf(input, entry.file), writeConceptList(next, url));
    await writeLock(input, id, { url, sha256 });
    return true;
  } catch (error) {
    const { code, message } = problemOf(error);
    stderr.write(`${id}: ${code}: ${message}. Nothing was written.\n`);
    return false;
  }
}

async function fetchList(
  { signal }: CommandInput,
  url: string,
  { scheme, allowPrivateHosts }: VocabularySettings,
): Promise<{ published: ConceptList; sha256: string }> {
  const http = createHttp({
    limits: {
      requestsPerSecond: 2,
      concurrency: 1,
      maxBytes: 64 * 1024 * 1024,
      timeoutMs: 60_000,
      allowPrivateHosts: allowPrivateHosts ?? [],
      robots: 'ignore',
    },
    userAgent: `Glaneur/${version}`,
  });
  try {
    const accept = 'text/turtle, application/rdf+xml;q=0.9, application/n-triples;q=0.8';
    const { body, mediaType, charset, url: baseIri } = await http.get(url, { signal, accept });
    const text = decodeText(body, charset === undefined ? { mediaType } : { mediaType, charset });
    const { quads, failures } = await parseRdf(text, { mediaType, baseIri });
    const [failure] = failures;
    if (failure) throw failure.error;
    const published = readConceptList(quads, scheme ?? null);
    if (published.concepts.length === 0)
      throw new HarvestError('GATHER_EMPTY', `${url} holds no concept of ${scheme}`);
    return { published, sha256: createHash('sha256').update(body).digest('hex') };
  } finally {
    await http.close();
  }
}

async function readOurs(input: CommandInput, entry: VocabularySettings): Promise<ConceptList> {
  const path = pathOf(input, entry.file);
  const baseIri = `${input.settings.baseUrl}/vocabularies/${entry.id}`;
  const { quads } = await parseRdf(await readFile(path, 'utf8'), {
    mediaType: 'text/turtle',
    baseIri,
  });
  const isOwn = entry.scheme === undefined;
  return readConceptList(quads, isOwn ? baseIri : (entry.scheme ?? null));
}

function pathOf({ settings }: CommandInput, file: string): string {
  return join(dirname(resolve(settings.configDir)), file);
}

type Locks = Readonly<Record<string, { readonly url: string; readonly sha256: string }>>;

const lockPath = ({ settings }: CommandInput) => join(settings.configDir, 'vocabularies.lock.json');

async function readLocks(input: CommandInput): Promise<Locks> {
  try {
    // The file is written by this command alone.
    return JSON.parse(await readFile(lockPath(input), 'utf8')) as Locks;
  } catch {
    return {};
  }
}

async function writeLock(input: CommandInput, id: string, lock: Locks[string]): Promise<void> {
  const locks = { ...(await readLocks(input)), [id]: lock };
  const sorted = Object.fromEntries(Object.entries(locks).sort(([a], [b]) => (a < b ? -1 : 1)));
  await replaceFile(lockPath(input), `${JSON.stringify(sorted, null, 2)}\n`);
}

/** Another process sees the old file or the new one, never half of it. */
async function replaceFile(path: string, text: string): Promise<void> {
  const beside = `${path}.${process.pid}.new`;
  await writeFile(beside, text);
  await rename(beside, path);
}

function describe(id: string, { added, removed, relabelled, deprecated }: ListChanges): string {
  const name = ({ code, labels }: Concept) =>
    `${code} ${labels['en'] ?? labels['fr'] ?? ''}`.trim();
  const lines = [
    ...added.map((concept) => `  + ${name(concept)}`),
    ...removed.map((concept) => `  - ${name(concept)}`),
    ...relabelled.map(({ before, after }) => `  ~ ${name(before)} → ${name(after)}`),
    ...deprecated.map((concept) => `  ! ${name(concept)} is deprecated`),
  ];
  return `${id}: ${lines.length === 0 ? 'no change' : `${lines.length} change(s)`}\n${lines.map((line) => `${line}\n`).join('')}`;
}
