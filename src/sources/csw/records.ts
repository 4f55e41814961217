import { HarvestError, problemOf } from '../../model/problem.ts';
import type { Gathered } from '../../model/record.ts';
import { parseRdf } from '../../parse/rdf.ts';
import { attributeOf, elementAt, textContent, toXml, type XmlElement } from '../../parse/xml.ts';
import { incomplete } from '../gathered.ts';
import { gatherPage } from '../page-records.ts';
import type { RdfPage } from '../rdf-page.ts';
import type { ChangedPage } from '../visit.ts';

type Rest = Readonly<Record<string, unknown>>;

/** The records of one page in their order, and what to remember of it. */
export async function* recordsOf(
  elements: readonly XmlElement[],
  outputSchema: 'gmd' | 'dcat',
  visited: ChangedPage,
  rest: Rest,
): AsyncGenerator<Gathered> {
  if (outputSchema === 'gmd') yield* isoRecords(elements, visited, rest);
  else yield* rdfRecords(elements, visited, rest);
}

function* isoRecords(
  elements: readonly XmlElement[],
  { response, remember }: ChangedPage,
  rest: Rest,
): Generator<Gathered> {
  const { url } = response;
  const keys: string[] = [];
  let isSound = true;
  for (const element of elements) {
    if (!describesData(element)) continue;
    const remoteKey = textContent(elementAt(element, 'fileIdentifier'));
    if (remoteKey === '') {
      isSound = false;
      const sentence = `${url} holds a record without a fileIdentifier.`;
      yield incomplete(url, problemOf(new HarvestError('MAP_UNREADABLE', sentence)));
      continue;
    }
    keys.push(remoteKey);
    const body = toXml(element);
    yield { kind: 'payload', payload: { remoteKey, body, mediaType: 'application/xml', url } };
  }
  if (isSound) yield remember(keys, rest);
}

const dataScopes = new Set(['dataset', 'series', 'nonGeographicDataset', '']);

/** Catalogues also describe services, maps and applications, which are no datasets. */
function describesData(element: XmlElement): boolean {
  const code = elementAt(element, 'hierarchyLevel', 'MD_ScopeCode');
  return dataScopes.has(attributeOf(code, 'codeListValue') ?? textContent(code));
}

async function* rdfRecords(
  elements: readonly XmlElement[],
  visited: ChangedPage,
  rest: Rest,
): AsyncGenerator<Gathered> {
  const { url, status, headers } = visited.response;
  const pages: RdfPage[] = [];
  for (const element of elements) {
    const parsed = await parseRdf(toXml(element), {
      mediaType: 'application/rdf+xml',
      baseIri: url,
    });
    pages.push({ url, status, headers, ...parsed });
  }
  const rdf: RdfPage = {
    url,
    status,
    headers,
    quads: pages.flatMap(({ quads }) => quads),
    failures: pages.flatMap(({ failures }) => failures),
  };
  yield* gatherPage({ ...visited, rdf }, rest);
}
