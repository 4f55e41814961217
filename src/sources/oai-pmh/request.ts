import type { GatherContext, HttpResponse } from '../../harvest/ports.ts';
import { HarvestError } from '../../model/problem.ts';
import { attributeOf, elementAt, textContent, type XmlElement } from '../../parse/xml.ts';
import { readXml, refuseOther } from '../xml-page.ts';

/** What a repository says to one request. */
export type OaiAnswer =
  | {
      readonly kind: 'answer';
      readonly url: string;
      /** The repository's clock, as it is written; '' when absent. */
      readonly responseDate: string;
      /** The element named after the verb. */
      readonly content: XmlElement;
    }
  | {
      readonly kind: 'refused';
      readonly url: string;
      /** For instance noRecordsMatch. */
      readonly code: string;
      /** The repository's words. */
      readonly message: string;
    };

type Parameters = Readonly<Record<string, string | undefined>>;

/** Some repositories send the protocol's errors with these statuses. */
const errorStatuses = [400, 404, 410, 422];

/** Address of a request (OAI-PMH 2.0 §3.1.1). Credentials of the base address are left out. */
export function oaiUrl(base: string, parameters: Parameters): string {
  const url = new URL(base);
  url.username = '';
  url.password = '';
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) url.searchParams.set(name, value);
  }
  return url.href;
}

/** Asks a repository; throws FETCH_*, PARSE_*, or MAP_UNREADABLE when the answer is not OAI-PMH. */
export async function ask(
  { source, http, signal }: GatherContext,
  verb: string,
  parameters: Parameters = {},
): Promise<OaiAnswer> {
  const asked = oaiUrl(source.url, { verb, ...parameters });
  const accept = 'text/xml, application/xml;q=0.9, */*;q=0.1';
  return readAnswer(await http.get(asked, { accept, signal, expect: errorStatuses }), [verb]);
}

/** Reads the answer to one of these verbs; throws PARSE_*, FETCH_STATUS or MAP_UNREADABLE. */
export function readAnswer(response: HttpResponse, verbs: readonly string[]): OaiAnswer {
  const { url } = response;
  const root = readXml(response);
  if (root.name !== 'OAI-PMH') return refuseOther(response, root, 'answer of OAI-PMH');
  const error = elementAt(root, 'error');
  if (error) {
    const message = textContent(error).slice(0, 300);
    return { kind: 'refused', url, code: attributeOf(error, 'code') ?? '', message };
  }
  const content = verbs.map((verb) => elementAt(root, verb)).find((each) => each !== null);
  if (!content) return refuseOther(response, root, `answer to ${verbs.join(' or ')}`);
  return {
    kind: 'answer',
    url,
    responseDate: textContent(elementAt(root, 'responseDate')),
    content,
  };
}

/** The repository's refusal as an error: the options of the source are wrong, but for tokens. */
export function refusal({ url, code, message }: Extract<OaiAnswer, { kind: 'refused' }>) {
  const sentence = `${url}: the repository says ${code || 'error'}: ${message || 'no reason given'}`;
  const isPassing = code === 'badResumptionToken' || code === '';
  return new HarvestError(isPassing ? 'FETCH_STATUS' : 'GATHER_OPTION', sentence);
}
