import type { GatherContext, HttpResponse } from '../../harvest/ports.ts';
import { HarvestError, problemOf } from '../../model/problem.ts';
import type { Gathered } from '../../model/record.ts';
import { addressOf } from '../address.ts';
import { failed } from '../gathered.ts';
import { visitParts } from '../parts.ts';
import { acceptTable, readTable, rowKey, type SheetOptions } from '../sheet-records.ts';

/** Options of the layout; `achilles` may be relative to the address of the source. */
export interface OmopOptions extends SheetOptions {
  readonly achilles?: string;
}

type Row = Readonly<Record<string, string>>;

/** Persons, by age at first observation, by month in which their observation starts and ends. */
const wantedAnalyses = new Set(['0', '1', '2', '101', '111', '112']);
const mostCounts = 20_000;

/**
 * Gathers an OMOP database: the row of its CDM_SOURCE table (OMOP CDM v5.4), joined with what
 * Achilles counted in it, as one record. Throws when either cannot be read: a description without
 * its counts must not take the place of one with them.
 */
export async function* gatherOmop(
  context: GatherContext,
  options: OmopOptions,
): AsyncGenerator<Gathered> {
  const { source } = context;
  const urls = [source.url, ...achillesAddress(source.url, options.achilles)];
  const parts = await visitParts(context, urls, acceptTable);
  if (parts.kind === 'unchanged') {
    yield* parts.gathered;
    return;
  }
  const [first, second] = parts.responses;
  const databases = first ? rows(first, options) : [];
  if (second && databases.length > 1) {
    throw new HarvestError(
      'GATHER_OPTION',
      `${source.url} names ${databases.length} databases, and Achilles results describe one: give each a source of its own.`,
    );
  }
  const achilles = second ? analyses(second, options) : [];
  const keys: string[] = [];
  for (const cdmSource of databases) {
    const remoteKey = rowKey(cdmSource, identity);
    if (remoteKey === null) {
      yield failed(source.url, source.url, problemOf(unnamed(source.url)));
      continue;
    }
    keys.push(remoteKey);
    const body = JSON.stringify({ cdmSource, achilles });
    const payload = { remoteKey, body, mediaType: 'application/json', url: source.url };
    yield { kind: 'payload', payload };
  }
  yield* parts.remember(keys);
}

const identity = { key: ['cdm_source_abbreviation'], name: ['cdm_source_name'] };

function unnamed(url: string): HarvestError {
  const sentence = `${url} names a database by neither cdm_source_abbreviation nor cdm_source_name.`;
  return new HarvestError('MAP_UNREADABLE', sentence);
}

function achillesAddress(base: string, reference: string | undefined): readonly string[] {
  if (reference === undefined) return [];
  const address = addressOf(reference, base);
  if (address) return [address.href];
  throw new HarvestError('GATHER_OPTION', `options.achilles ${reference} is no address.`);
}

/** Rows with lower-case columns: databases export their names in either case. */
function rows(response: HttpResponse, options: SheetOptions): readonly Row[] {
  const sheet = readTable(response, options);
  const [failure] = sheet.failures;
  if (failure) throw failure.error;
  return sheet.rows.map(({ cells }) =>
    Object.fromEntries(Object.entries(cells).map(([name, cell]) => [name.toLowerCase(), cell])),
  );
}

function analyses(response: HttpResponse, options: SheetOptions): readonly Row[] {
  const all = rows(response, options);
  if (all[0] && !('analysis_id' in all[0] && 'count_value' in all[0])) {
    const columns = Object.keys(all[0]).join(', ');
    throw new HarvestError(
      'GATHER_OPTION',
      `${response.url} has no columns analysis_id and count_value; its columns are ${columns}.`,
    );
  }
  return all.filter(({ analysis_id: id = '' }) => wantedAnalyses.has(id)).slice(0, mostCounts);
}
