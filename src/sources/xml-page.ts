import type { HttpResponse } from '../harvest/ports.ts';
import { HarvestError } from '../model/problem.ts';
import { decodeText } from '../parse/text.ts';
import { parseXml, type XmlElement } from '../parse/xml.ts';
import { refuseWebPage } from './web-page.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it removes.
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/**
 * Reads the XML of an answer. Characters that XML forbids say nothing, and one of them would cost
 * all records of a page: they become spaces. Throws PARSE_*.
 */
export function readXml(response: HttpResponse): XmlElement {
  refuseWebPage(response);
  const { body, mediaType, charset, url } = response;
  const text = decodeText(body, { mediaType, ...(charset && { charset }) });
  return parseXml(text.replace(forbidden, ' '), url);
}

/** Throws MAP_UNREADABLE or FETCH_STATUS for an answer that is not the document expected. */
export function refuseOther(response: HttpResponse, found: XmlElement, wanted: string): never {
  const { url, status } = response;
  if (status >= 400) throw new HarvestError('FETCH_STATUS', `${url} answered ${status}.`);
  const sentence = `${url} answered with ${found.name.slice(0, 80)}, which is no ${wanted}.`;
  throw new HarvestError('MAP_UNREADABLE', sentence);
}
