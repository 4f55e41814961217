import { realStudies, type Study } from './data/studies.ts';
import { addedStudy } from './data/study-variations.ts';
import { type LoneEndpoint, startLoneEndpoint } from './lone-endpoint.ts';
import { dataciteOf, dcatOf, ddiOf, dublinCoreOf } from './oai-pmh-formats.ts';
import type { Answer, Respond } from './server.ts';
import type { Edits } from './switches.ts';
import { element, textElement } from './xml.ts';

const pageSize = 12;
const studies = realStudies.slice(0, 31);
/** Deleted before anybody asked. */
const deletedKey = studies[6]?.key;

/** How the repository breaks its own protocol. */
export type OaiMisbehaviour =
  /** Tokens have expired when they come back. */
  | 'expired-token'
  /** Every page is the first one, with a new token each. */
  | 'repeating-page'
  /** Every token is the same. */
  | 'same-token'
  /** completeListSize says one more than there are. */
  | 'wrong-size';

/** An OAI-PMH 2.0 repository with 31 studies on three pages, one of them deleted. */
export interface OaiPmhSandbox extends LoneEndpoint {
  /** Address to configure as the source's `url`. */
  readonly url: string;
  /** Breaks the protocol for the next `times` requests with a token, or for ever. */
  misbehave(how: OaiMisbehaviour, times?: number): void;
}

const formats: Readonly<
  Record<string, { readonly write: (study: Study) => string; readonly first: number }>
> = {
  oai_ddi25: { write: ddiOf, first: Number.POSITIVE_INFINITY },
  oai_dc: { write: dublinCoreOf, first: 5 },
  oai_datacite: { write: dataciteOf, first: 5 },
  dcat: { write: dcatOf, first: 5 },
};

const firstDay = Date.UTC(2026, 8, 1, 2, 0, 0);
const hour = 3_600_000;
const written = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`;

interface Item {
  readonly study: Study;
  readonly datestamp: string;
  readonly isDeleted: boolean;
  readonly set: string;
}

function itemsOf(edits: Edits): readonly Item[] {
  const all = [...studies, ...edits.added.map(addedStudy)];
  return all.map((study, number) => {
    const changes = edits.changed.get(study.key);
    const isNew = changes !== undefined || edits.removed.has(study.key) || number >= studies.length;
    const title = { fr: `${study.title.fr} (révision)`, en: `${study.title.en} (revision)` };
    return {
      study: changes === undefined ? study : { ...study, title },
      datestamp: written(isNew ? firstDay + hour / 2 : firstDay - (40 - number) * 24 * hour),
      isDeleted: edits.removed.has(study.key) || study.key === deletedKey,
      set: study.category === 'RQSH' ? 'cohortes' : 'registres',
    };
  });
}

interface List {
  readonly prefix: string;
  readonly set: string | null;
  readonly from: string;
  readonly offset: number;
}

function xml(verb: string, content: string, now: string): Answer {
  const body =
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    element(
      'OAI-PMH',
      { xmlns: 'http://www.openarchives.org/OAI/2.0/' },
      textElement('responseDate', now) +
        textElement('request', 'https://oai.example.org/oai', { verb }) +
        content,
    );
  return { contentType: 'text/xml; charset=utf-8', body };
}

function recordOf({ study, datestamp, isDeleted, set }: Item, prefix: string): string {
  const header = element(
    'header',
    { status: isDeleted ? 'deleted' : undefined },
    textElement('identifier', `oai:oai.example.org:${study.key}`) +
      textElement('datestamp', datestamp) +
      textElement('setSpec', set),
  );
  const metadata = isDeleted ? '' : element('metadata', {}, formats[prefix]?.write(study) ?? '');
  return element('record', {}, header + metadata);
}

function listOf(query: URLSearchParams): List | null {
  const token = query.get('resumptionToken');
  if (token !== null) {
    const [prefix = '', set = '', from = '', offset = ''] = Buffer.from(token, 'base64url')
      .toString()
      .split(' ');
    return prefix in formats ? { prefix, set: set || null, from, offset: Number(offset) } : null;
  }
  return {
    prefix: query.get('metadataPrefix') ?? '',
    set: query.get('set'),
    from: query.get('from') ?? '',
    offset: 0,
  };
}

const identity =
  textElement('repositoryName', 'Sandbox') +
  textElement('baseURL', 'https://oai.example.org/oai') +
  textElement('protocolVersion', '2.0') +
  textElement('adminEmail', 'contact@example.org') +
  textElement('earliestDatestamp', '2026-01-01T00:00:00Z') +
  textElement('deletedRecord', 'persistent') +
  textElement('granularity', 'YYYY-MM-DDThh:mm:ssZ');

interface Breach {
  readonly how: OaiMisbehaviour;
  left: number;
}

function createOaiPmh(breachOf: () => OaiMisbehaviour | null): Respond {
  return (url, edits) => {
    const query = url.searchParams;
    const verb = query.get('verb') ?? '';
    const revision = edits.added.length + edits.changed.size + edits.removed.size;
    const now = written(firstDay + revision * hour);
    const refuse = (code: string, message: string) =>
      xml(verb, textElement('error', message, { code }), now);
    if (verb === 'Identify') return xml(verb, element('Identify', {}, identity), now);
    if (verb !== 'ListRecords') return refuse('badVerb', 'This verb is not supported');
    const breach = query.has('resumptionToken') ? breachOf() : null;
    const list = breach === 'expired-token' ? null : listOf(query);
    if (list === null) return refuse('badResumptionToken', 'The resumption token has expired');
    const format = formats[list.prefix];
    if (!format) return refuse('cannotDisseminateFormat', `No format ${list.prefix}`);
    const items = itemsOf(edits).filter(isAmong(format.first)).filter(isIn(list));
    if (items.length === 0) return refuse('noRecordsMatch', 'Nothing matches');
    return xml(verb, element('ListRecords', {}, pageOf(list, items, breach)), now);
  };
}

/** Formats for a few studies alone have those that are added as well. */
const isAmong =
  (first: number) =>
  (_item: Item, number: number): boolean =>
    number < first || number >= studies.length;

const isIn =
  (list: List) =>
  ({ set, datestamp }: Item): boolean =>
    (list.set ?? set) === set && datestamp >= list.from;

function pageOf(list: List, items: readonly Item[], breach: OaiMisbehaviour | null): string {
  const offset = breach === 'repeating-page' ? 0 : list.offset;
  const page = items.slice(offset, offset + pageSize).map((item) => recordOf(item, list.prefix));
  return page.join('') + tokenOf(list, items.length, breach);
}

function tokenOf(list: List, size: number, breach: OaiMisbehaviour | null): string {
  const isWhole = list.offset === 0 && size <= pageSize;
  if (isWhole) return '';
  const attributes = {
    completeListSize: String(breach === 'wrong-size' ? size + 1 : size),
    cursor: String(list.offset),
  };
  const next = breach === 'same-token' ? list.offset : list.offset + pageSize;
  if (next >= size && breach !== 'repeating-page') return element('resumptionToken', attributes);
  const token = [list.prefix, list.set ?? '', list.from, next].join(' ');
  return textElement('resumptionToken', Buffer.from(token).toString('base64url'), attributes);
}

/** Starts the repository; an added study is a plain one, a removed one gets a deleted header. */
export async function startOaiPmh(): Promise<OaiPmhSandbox> {
  let breach: Breach | null = null;
  const breachOf = () => {
    if (breach === null || breach.left <= 0) return null;
    breach.left -= 1;
    return breach.how;
  };
  const endpoint = await startLoneEndpoint(
    studies.map(({ key }) => key),
    () => createOaiPmh(breachOf),
  );
  return {
    ...endpoint,
    url: `${endpoint.origin}/oai`,
    misbehave: (how, times = Number.POSITIVE_INFINITY) => {
      breach = { how, left: times };
    },
    mend: () => {
      endpoint.mend();
      breach = null;
    },
  };
}
