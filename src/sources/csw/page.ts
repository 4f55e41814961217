import type { GatherContext, HttpResponse } from '../../harvest/ports.ts';
import { HarvestError } from '../../model/problem.ts';
import type { Gathered } from '../../model/record.ts';
import {
  attributeOf,
  childElements,
  elementAt,
  textContent,
  type XmlElement,
} from '../../parse/xml.ts';
import { type ChangedPage, visit } from '../visit.ts';
import { readXml, refuseOther } from '../xml-page.ts';
import { recordsOf } from './records.ts';

/** What to ask a catalogue service for. */
export interface CswRequest {
  readonly outputSchema: 'gmd' | 'dcat';
  /** CQL text. */
  readonly constraint: string | undefined;
  /** Number of the first record, from 1. */
  readonly position: number;
  readonly pageSize: number;
}

/** One page of records. */
export interface CswPage {
  readonly gathered: AsyncIterable<Gathered> | Iterable<Gathered>;
  /** Number of the next page's first record; null on the last. */
  readonly next: number | null;
  /** numberOfRecordsMatched. */
  readonly matched: number | null;
  /** Records in it, of whatever kind. */
  readonly returned: number;
}

const schemas = {
  gmd: { outputSchema: 'http://www.isotc211.org/2005/gmd', typeNames: 'gmd:MD_Metadata' },
  dcat: { outputSchema: 'http://www.w3.org/ns/dcat#', typeNames: 'csw:Record' },
} as const;

/** Address of a page: GetRecords as key-value pairs (OGC 07-006r1 §10.8). */
export function getRecordsUrl(base: string, request: CswRequest): string {
  const url = new URL(base);
  const parameters = {
    service: 'CSW',
    version: '2.0.2',
    request: 'GetRecords',
    resultType: 'results',
    elementSetName: 'full',
    ...schemas[request.outputSchema],
    ...(request.constraint && {
      constraintLanguage: 'CQL_TEXT',
      constraint_language_version: '1.1.0',
      constraint: request.constraint,
    }),
    startPosition: String(request.position),
    maxRecords: String(request.pageSize),
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

/** Fetches one page; throws FETCH_*, PARSE_*, MAP_UNREADABLE, or what an ExceptionReport says. */
export async function readPage(context: GatherContext, request: CswRequest): Promise<CswPage> {
  const url = getRecordsUrl(context.source.url, request);
  const visited = await visit(context, url, 'application/xml, text/xml, */*;q=0.1', [400, 404]);
  if (visited.kind === 'unchanged') {
    const { next, matched, returned } = visited.page.rest;
    return {
      gathered: visited.gathered,
      next: numberOf(next),
      matched: numberOf(matched),
      returned: numberOf(returned) ?? 0,
    };
  }
  return pageIn(visited, readXml(visited.response), request);
}

/**
 * Reads the answer that a visit gave; throws as {@link readPage} does. Without a request its first
 * record tells the schema.
 */
export function pageIn(
  visited: ChangedPage,
  root: XmlElement,
  request?: Pick<CswRequest, 'position' | 'outputSchema'>,
): CswPage {
  const results = resultsOf(visited.response, root);
  const elements = childElements(results);
  const outputSchema = request?.outputSchema ?? (elements[0]?.name === 'RDF' ? 'dcat' : 'gmd');
  const stated = wholeOf(results, 'numberOfRecordsReturned');
  // Some services put all the datasets of a page into one rdf:RDF.
  const returned = outputSchema === 'dcat' ? (stated ?? elements.length) : elements.length;
  const matched = wholeOf(results, 'numberOfRecordsMatched');
  const position = wholeOf(results, 'nextRecord') ?? (request?.position ?? 1) + returned;
  const isLast = position === 0 || returned === 0 || (matched !== null && position > matched);
  const page = { next: isLast ? null : position, matched, returned };
  return { ...page, gathered: recordsOf(elements, outputSchema, visited, page) };
}

function resultsOf(response: HttpResponse, root: XmlElement): XmlElement {
  if (root.name === 'ExceptionReport') throw exceptionOf(root, response.url);
  const results = elementAt(root, 'SearchResults');
  if (root.name !== 'GetRecordsResponse' || !results) {
    return refuseOther(response, root, 'GetRecordsResponse of CSW');
  }
  return results;
}

/** Exceptions about parameters mean wrong options; others may pass (OGC 06-121r3 §8). */
function exceptionOf(report: XmlElement, url: string): HarvestError {
  const exception = elementAt(report, 'Exception');
  const code = attributeOf(exception, 'exceptionCode') ?? 'no code';
  const text = textContent(exception).slice(0, 300);
  const isOption = /parameter|option|operation|version/i.test(code);
  return new HarvestError(
    isOption ? 'GATHER_OPTION' : 'FETCH_STATUS',
    `${url}: the catalogue service reports ${code}: ${text || 'no reason given'}`,
  );
}

function wholeOf(element: XmlElement, name: string): number | null {
  const text = attributeOf(element, name) ?? '';
  return /^\d{1,12}$/.test(text) ? Number(text) : null;
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
