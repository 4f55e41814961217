import type { HttpResponse } from '../../harvest/ports.ts';
import { HarvestError, problemOf } from '../../model/problem.ts';
import type { Gathered } from '../../model/record.ts';
import { failed } from '../gathered.ts';
import { objectOf } from '../json-page.ts';
import { addRows } from '../rest-json/nada.ts';
import { readNadaPage, studyPayload, type Version, versionIn } from '../rest-json/nada-api.ts';
import { joinTwins, languageOf, type Row, type Study } from '../rest-json/nada-twins.ts';
import { brokenFile, type JoinFiles, problemOfFile, type SavedList } from './answer-file.ts';
import { refusalOf } from './list-api.ts';
import { answersIn } from './nada-answer.ts';

/** What one answer says about a study. */
interface Description {
  readonly url: string;
  /** One language version, or a study with DDI element names as keys, which holds all languages. */
  readonly version: Version | { readonly state: 'ddi'; readonly study: unknown };
}

interface Reading {
  readonly rows: Map<string, Row>;
  /** By key in lower case. */
  readonly described: Map<string, Description>;
  readonly lists: SavedList[];
}

/** Joins the French and English records of a NADA, and what its lists name, as the API is walked. */
export const joinNada: JoinFiles = (files, isWhole, context) => {
  const reading: Reading = { rows: new Map(), described: new Map(), lists: [] };
  const broken: Gathered[] = [];
  for (const file of files) {
    try {
      for (const answer of answersIn(file)) read(answer, file, reading);
    } catch (error) {
      broken.push(...brokenFile(file.url, problemOfFile(error, context.signal)));
    }
  }
  const areAllRead = isWhole && broken.length === 0;
  // Without its other half a record would overwrite a whole one.
  const studies = joinTwins([...reading.rows.values()]).filter(
    (study) => areAllRead || !study.mayMissRows,
  );
  const { source } = context;
  const gathered = studies.map((study) => recordOf(study, reading, source.language, source.url));
  return { gathered: [...gathered, ...broken], lists: reading.lists };
};

function read(answer: unknown, { url }: HttpResponse, { rows, described, lists }: Reading): void {
  const found = objectOf(answer);
  if (found?.['result'] !== undefined) {
    const page = readNadaPage(answer);
    addRows(rows, page.rows);
    lists.push({ rows: page.rows.length, total: page.total, leadsOn: false });
    return;
  }
  const { key, sharedKey, version } = descriptionIn(found, url);
  addRows(rows, [{ key, ...(sharedKey && { sharedKey }) }]);
  described.set(key.toLowerCase(), { url, version });
}

function descriptionIn(found: Readonly<Record<string, unknown>> | null, url: string) {
  const ddi = objectOf(found?.['stdyDscr']);
  if (ddi) {
    return {
      key: ddiKey(ddi, url),
      sharedKey: null,
      version: { state: 'ddi', study: found } as const,
    };
  }
  const dataset = objectOf(found?.['dataset']) ?? (found?.['metadata'] ? found : null);
  const key = dataset?.['idno'];
  if (typeof key !== 'string' || key === '') throw refusalOf(found, url);
  const shared = dataset?.['link_study'];
  const sharedKey = typeof shared === 'string' && shared !== '' ? shared : null;
  return { key, sharedKey, version: versionIn({ dataset }, url) };
}

/** The identifier that is no mere number: that one says itself whose it is. */
function ddiKey(study: Readonly<Record<string, unknown>>, url: string): string {
  const statement = objectOf(objectOf(study['citation'])?.['titlStmt']);
  const values = [statement?.['IDNo'] ?? []].flat().map((each) => objectOf(each)?.['value']);
  const key = values.find((each) => typeof each === 'string' && /\p{L}/u.test(each)) ?? values[0];
  if (typeof key === 'string' && key !== '') return key;
  throw new HarvestError('MAP_UNREADABLE', `${url} holds a study without an IDNo.`);
}

function recordOf(
  { remoteKey, rows }: Study,
  { described }: Reading,
  language: string,
  listUrl: string,
): Gathered {
  const found = rows.flatMap(({ key }) => {
    const description = described.get(key.toLowerCase());
    return description ? [{ key, ...description }] : [];
  });
  const [first] = found;
  const whole = found.find(({ version }) => version.state === 'ddi');
  if (whole && 'study' in whole.version) {
    const body = JSON.stringify(whole.version.study);
    const payload = { remoteKey, body, mediaType: 'application/json', url: whole.url };
    return { kind: 'payload', payload };
  }
  if (!first || found.length < rows.length) {
    const missing = rows.filter(({ key }) => !described.has(key.toLowerCase()));
    const names = missing.map(({ key }) => key).join(', ');
    const sentence = `${listUrl} lists ${names}, which no file describes.`;
    return failed(remoteKey, listUrl, problemOf(new HarvestError('MAP_UNREADABLE', sentence)));
  }
  const records: Record<string, unknown> = {};
  for (const { key, version } of found) {
    if (version.state === 'published') records[languageOf(key) ?? language] = version.dataset;
  }
  if (Object.keys(records).length === 0) return { kind: 'gone', remoteKey, reason: 'unpublished' };
  const { url } = found.find(({ version }) => version.state === 'published') ?? first;
  return studyPayload(remoteKey, records, url);
}
