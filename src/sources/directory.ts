import type { GatherContext } from '../harvest/ports.ts';
import { HarvestError, problemOf } from '../model/problem.ts';
import type { Gathered } from '../model/record.ts';
import { failed, incomplete, problemOfPart } from './gathered.ts';
import { listedFiles } from './listing.ts';
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
  const { source, http, signal } = context;
  const accept = 'text/html, application/json, text/plain;q=0.9, */*;q=0.1';
  const index = await http.get(source.url, { accept, signal });
  const isSheet = sheets ? sheetNames(sheets.pattern) : () => false;
  const files = listedFiles(index).filter(
    (file) => isSheet(nameOf(file)) || rdfFile.test(nameOf(file)),
  );
  const read = (file: string) =>
    readFile(context, file, sheets && isSheet(nameOf(file)) ? sheets : null);
  const walked = files.slice(0, maxFiles);
  for await (const found of orderedParallel(walked, source.limits.concurrency, read)) yield* found;
  if (files.length > walked.length) {
    const sentence = `${source.url} names ${files.length} files; options.maxPages allows ${maxFiles}.`;
    yield incomplete(source.url, problemOf(new HarvestError('GATHER_OPTION', sentence)));
  }
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

/** Last segment of a path, decoded where it can be. */
function nameOf(file: string): string {
  const name = new URL(file).pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function sheetNames(pattern: string | undefined): (name: string) => boolean {
  return pattern === undefined ? (name) => /\.(?:csv|xlsx)$/i.test(name) : matching(pattern);
}
