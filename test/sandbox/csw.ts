import { geoDcatOf, isoOf, isoService } from './csw-formats.ts';
import { realStudies, type Study } from './data/studies.ts';
import { addedStudy } from './data/study-variations.ts';
import { type LoneEndpoint, startLoneEndpoint } from './lone-endpoint.ts';
import type { Answer, Respond } from './server.ts';
import type { Edits } from './switches.ts';
import { element, textElement } from './xml.ts';

const studies = realStudies.slice(0, 10);

/** How the catalogue service breaks its own protocol. */
export type CswMisbehaviour =
  /** Every page is the first one, with a nextRecord that rises. */
  | 'repeating-page'
  /** nextRecord stays where it is. */
  | 'leads-back'
  /** An ExceptionReport instead of records. */
  | 'exception';

/** A catalogue service (CSW 2.0.2) with 10 datasets, and a map service in ISO 19139. */
export interface CswSandbox extends LoneEndpoint {
  /** Address to configure as the source's `url`. */
  readonly url: string;
  /** Breaks the protocol on every page but the first, until it is mended. */
  misbehave(how: CswMisbehaviour): void;
}

function presentStudies(edits: Edits): readonly Study[] {
  return [...studies, ...edits.added.map(addedStudy)].flatMap((study) => {
    if (edits.removed.has(study.key)) return [];
    if (!edits.changed.has(study.key)) return study;
    const title = { fr: `${study.title.fr} (révision)`, en: `${study.title.en} (revision)` };
    return { ...study, title };
  });
}

function xml(root: string): Answer {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n${root}`;
  return { contentType: 'application/xml; charset=utf-8', body };
}

const exception = (code: string, message: string): Answer =>
  xml(
    element(
      'ows:ExceptionReport',
      { 'xmlns:ows': 'http://www.opengis.net/ows', version: '1.0.0' },
      element('ows:Exception', { exceptionCode: code }, textElement('ows:ExceptionText', message)),
    ),
  );

const iso = 'http://www.isotc211.org/2005/gmd';
const rdf = 'http://www.w3.org/ns/dcat#';

function createCsw(breachAt: (position: number) => CswMisbehaviour | null): Respond {
  return (url, edits) => {
    const query = url.searchParams;
    const schema = query.get('outputSchema') ?? '';
    const position = Number(query.get('startPosition') ?? 1);
    const size = Number(query.get('maxRecords') ?? 10);
    if (query.get('request') !== 'GetRecords') {
      return exception('OperationNotSupported', 'Only GetRecords is served');
    }
    if (schema !== iso && schema !== rdf) {
      return exception('InvalidParameterValue', `No outputSchema ${schema}`);
    }
    const breach = breachAt(position);
    if (breach === 'exception') return exception('NoApplicableCode', 'The index is being rebuilt');
    const present = presentStudies(edits);
    const records = schema === iso ? [...present.map(isoOf), isoService] : present.map(geoDcatOf);
    return pageOf(records, position, size, breach);
  };
}

function pageOf(
  records: readonly string[],
  position: number,
  size: number,
  breach: CswMisbehaviour | null,
): Answer {
  const start = breach === 'repeating-page' ? 0 : position - 1;
  const page = records.slice(start, start + size);
  const onward = position + size > records.length ? 0 : position + size;
  const attributes = {
    numberOfRecordsMatched: String(records.length),
    numberOfRecordsReturned: String(page.length),
    elementSet: 'full',
    nextRecord: String(breach === 'leads-back' ? position : onward),
  };
  return xml(
    element(
      'csw:GetRecordsResponse',
      { 'xmlns:csw': 'http://www.opengis.net/cat/csw/2.0.2' },
      element('csw:SearchStatus', { timestamp: '2026-09-01T02:00:00Z' }) +
        element('csw:SearchResults', attributes, page.join('')),
    ),
  );
}

/** Starts the service; an added dataset is a plain one. */
export async function startCsw(): Promise<CswSandbox> {
  let breach: CswMisbehaviour | null = null;
  const keys = studies.map(({ key }) => key);
  const endpoint = await startLoneEndpoint(keys, () =>
    createCsw((position) => (position > 1 ? breach : null)),
  );
  return {
    ...endpoint,
    url: `${endpoint.origin}/csw`,
    misbehave: (how) => {
      breach = how;
    },
    mend: () => {
      endpoint.mend();
      breach = null;
    },
  };
}
