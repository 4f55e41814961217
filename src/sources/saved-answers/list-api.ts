import type { HttpResponse } from '../../harvest/ports.ts';
import { HarvestError, problemOf } from '../../model/problem.ts';
import type { Gathered } from '../../model/record.ts';
import { parseJson } from '../../parse/json.ts';
import { decodeText } from '../../parse/text.ts';
import { failed } from '../gathered.ts';
import { objectOf, readJson } from '../json-page.ts';
import { nameOf } from '../listing.ts';
import type { ListApi, RowReading } from '../rest-json/list-api.ts';
import { keyOf, recordOfRow } from '../rest-json/row-records.ts';
import { refuseWebPage } from '../web-page.ts';
import type { Found, ReadFile, SavedList } from './answer-file.ts';

interface Row {
  readonly row: unknown;
  readonly reading: RowReading;
}

/**
 * Reads saved answers of an API that lists its records: a page of the list, an array of rows, JSON
 * lines (`.jsonl`), or the answer about one record.
 */
export function readListApi(api: ListApi): ReadFile {
  return async ({ response }) => {
    const { rows, lists } = contentOf(api, response);
    return { gathered: rows.flatMap((row) => gatheredOf(row, response.url)), lists };
  };
}

interface Content {
  readonly rows: readonly Row[];
  readonly lists: Found['lists'];
}

function contentOf(api: ListApi, response: HttpResponse): Content {
  const { url } = response;
  const readRows = (rows: readonly unknown[]): readonly Row[] =>
    rows.map((row) => ({ row, reading: api.readRow(row, {}) }));
  if (/\.(?:jsonl|ndjson)$/i.test(nameOf(url)))
    return { rows: readRows(linesOf(response)), lists: [] };
  const answer = readJson(response);
  const list = listIn(api, answer);
  if (list) return { rows: readRows(list.rows), lists: [list.evidence] };
  if (Array.isArray(answer)) return { rows: readRows(answer), lists: [] };
  const reading = (api.readRecord ?? api.readRow)(answer, {});
  if (reading.kind === 'keyless') throw refusalOf(answer, url);
  return { rows: [{ row: answer, reading }], lists: [] };
}

function listIn(
  api: ListApi,
  answer: unknown,
): { readonly rows: readonly unknown[]; readonly evidence: SavedList } | null {
  try {
    const { rows, total, next } = api.readList(answer);
    const leadsOn = typeof next === 'string' && next.trim() !== '';
    return { rows, evidence: { rows: rows.length, total, leadsOn } };
  } catch (error) {
    if (error instanceof HarvestError && error.code === 'MAP_UNREADABLE') return null;
    throw error;
  }
}

function gatheredOf({ row, reading }: Row, url: string): readonly Gathered[] {
  const key = keyOf(reading, row);
  if (reading.kind !== 'listed') return recordOfRow(reading, key, { page: url, record: url });
  const sentence = `${url} lists ${key} without describing it; save its own answer instead.`;
  return [failed(key, url, problemOf(new HarvestError('MAP_UNREADABLE', sentence)))];
}

function linesOf(response: HttpResponse): readonly unknown[] {
  refuseWebPage(response);
  const lines = decodeText(response.body).split('\n');
  return lines.flatMap((line) => (line.trim() === '' ? [] : [parseJson(line)]));
}

/** What an answer without any record is: the server's refusal in its own words, or something else. */
export function refusalOf(answer: unknown, url: string): HarvestError {
  const { status, code, error, error_code, message, messageTemplate } = objectOf(answer) ?? {};
  const words = [message, messageTemplate, objectOf(error)?.['message'], error, error_code];
  const said = words.find((each) => typeof each === 'string');
  const isError = [status, code].some((each) => Number(each) >= 400) || error_code !== undefined;
  if (isError || /^(?:error|fail|access-denied)/i.test(String(status ?? ''))) {
    const sentence = `${url} is a saved refusal: ${String(said ?? status ?? code).slice(0, 300)}`;
    return new HarvestError('FETCH_STATUS', sentence);
  }
  const sentence = `${url} is neither a list nor a record of the software in options.answers.`;
  return new HarvestError('MAP_UNREADABLE', sentence);
}
