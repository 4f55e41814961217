import type { GatherContext } from '../harvest/ports.ts';
import { HarvestError, problemOf } from '../model/problem.ts';
import type { Gathered } from '../model/record.ts';
import { failed, incomplete, problemOfPart } from './gathered.ts';
import { listedFiles, nameOf } from './listing.ts';
import { matching } from './name-pattern.ts';
import { orderedParallel } from './ordered-parallel.ts';
import { gatherPage } from './page-records.ts';
import { visitRdf } from './rdf-page.ts';
import { type SheetOptions, visitSheet } from './sheet-records.ts';

interface DirectoryOptions {
  readonly maxFiles: number;
  readonly sheets: (SheetOptions & { readonly pattern?: string }) | undefined;
}

const rdfFile = /\.(?:ttl|n3|nt|nq|trig|rdf|owl|xml|jsonld|json)$/i;

/**
 * Gathers the RDF files, and the sheets when options.sheets is set, that an index names. Throws when
 * the index cannot be read. A broken file is a failure under its own address, and makes the walk
 * incomplete, for nobody knows which datasets it described.
 */
export async function* gatherDirectory(
  context: GatherContext,
  { maxFiles, sheets }: DirectoryOptions,
): AsyncGenerator<Gathered> {
  const isSheet = sheets ? sheetNames(sheets.pattern) : () => false;
  const isWanted = (name: string) => isSheet(name) || rdfFile.test(name);
  const { files, tooMany } = await readDirectory(context, isWanted, maxFiles);
  const read = (file: string) =>
    readFile(context, file, sheets && isSheet(nameOf(file)) ? sheets : null);
  const { concurrency } = context.source.limits;
  for await (const found of orderedParallel(files, concurrency, read)) yield* found;
  yield* tooMany;
}

/** The files that an index names, as far as they are walked. */
export interface Directory {
  /** Addresses. */
  readonly files: readonly string[];
  /** What to yield when it names more than are walked. */
  readonly tooMany: readonly Gathered[];
}

/** Reads the index at the source's address; throws FETCH_* and PARSE_*. */
export async function readDirectory(
  { source, http, signal }: GatherContext,
  isWanted: (name: string) => boolean,
  maxFiles: number,
): Promise<Directory> {
  const accept = 'text/html, application/json, text/plain;q=0.9, */*;q=0.1';
  const index = await http.get(source.url, { accept, signal });
  const all = listedFiles(index).filter((file) => isWanted(nameOf(file)));
  const files = all.slice(0, maxFiles);
  if (files.length === all.length) return { files, tooMany: [] };
  const sentence = `${source.url} names ${all.length} files; options.maxPages allows ${maxFiles}.`;
  const problem = problemOf(new HarvestError('GATHER_OPTION', sentence));
  return { files, tooMany: [incomplete(source.url, problem)] };
}

async function readFile(
  context: GatherContext,
  url: string,
  sheet: SheetOptions | null,
): Promise<readonly Gathered[]> {
  try {
    if (sheet) return await visitSheet(context, url, sheet);
    const found = [...gatherPage(await visitRdf(context, url))];
    const lost = found.find((record) => record.kind === 'incomplete');
    return lost ? [...found, failed(url, url, lost.problem)] : found;
  } catch (error) {
    const problem = problemOfPart(error, context.signal);
    return [failed(url, url, problem), incomplete(url, problem)];
  }
}

function sheetNames(pattern: string | undefined): (name: string) => boolean {
  return pattern === undefined ? (name) => /\.(?:csv|xlsx)$/i.test(name) : matching(pattern);
}
