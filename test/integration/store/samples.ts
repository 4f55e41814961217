import { createHash } from 'node:crypto';
import type { Likeness } from '../../../src/model/likeness.ts';
import { HarvestError, problemOf } from '../../../src/model/problem.ts';
import type { Quality } from '../../../src/model/quality.ts';
import type {
  AgentDescription,
  FailedRecord,
  PreparedRecord,
  Summary,
} from '../../../src/model/record.ts';
import type { ValidationReport } from '../../../src/model/report.ts';
import type { Source } from '../../../src/model/source.ts';

/** Base of all IRIs minted in store tests. */
export const baseUrl = 'https://catalogue.example';

/** A source with the usual policy. */
export function aSource(id: string, changes: Partial<Source> = {}): Source {
  return {
    id,
    title: { en: `Source ${id}` },
    connector: 'rdf-http',
    url: `https://${id}.example/`,
    options: {},
    mapping: 'dcat-ap',
    schedule: null,
    timeZone: 'Europe/Paris',
    quietHours: [],
    profile: 'healthdcat-ap-8',
    language: 'fr',
    level: 'national',
    defaults: {},
    policy: {
      onViolation: 'quarantine',
      deletion: { graceDays: 7, maxShare: 0.2, floor: 5 },
    },
    limits: {
      requestsPerSecond: 4,
      concurrency: 4,
      maxBytes: 1_000_000,
      timeoutMs: 10_000,
      allowPrivateHosts: [],
      robots: 'ignore',
    },
    ...changes,
  };
}

/** A stable UUID for a source and a key, as the identify stage gives one. */
export function recordId(sourceId: string, remoteKey: string): string {
  const hash = createHash('sha256').update(`${sourceId}\n${remoteKey}`).digest('hex');
  return [hash.slice(0, 8), hash.slice(8, 12), `5${hash.slice(13, 16)}`, `8${hash.slice(17, 20)}`]
    .concat(hash.slice(20, 32))
    .join('-');
}

/** A report with so many violations. */
export function aReport(violations = 0): ValidationReport {
  const result = {
    severity: 'Violation',
    focusNode: 'https://catalogue.example/focus',
    path: 'dct:title',
    component: 'http://www.w3.org/ns/shacl#MinCountConstraintComponent',
    value: null,
    sourceShape: null,
    message: { en: 'A title is missing' },
  } as const;
  const results = Array.from({ length: violations }, () => result);
  return { profile: 'healthdcat-ap-8', level: 'PUBLIC', conforms: violations === 0, results };
}

/** What {@link aRecord} may be told. */
export interface RecordTraits {
  readonly title?: string;
  readonly iri?: string;
  readonly violations?: number;
  readonly agents?: readonly AgentDescription[];
  readonly summary?: Partial<Summary>;
  readonly body?: string;
  readonly likeness?: Partial<Likeness>;
  readonly quality?: Partial<Quality>;
}

/** A record that passed all stages; the same traits give the same content. */
export function aRecord(
  sourceId: string,
  remoteKey: string,
  traits: RecordTraits = {},
): PreparedRecord {
  const id = recordId(sourceId, remoteKey);
  const document = `${baseUrl}/datasets/${id}`;
  const iri = traits.iri ?? document;
  const title = traits.title ?? `Dataset ${remoteKey}`;
  const agents = traits.agents ?? [];
  const ntriples = `<${iri}> <http://purl.org/dc/terms/title> ${JSON.stringify(title)} .\n`;
  const recordIri = `${document}#record`;
  const catalogRecord = {
    iri: recordIri,
    ntriples: `<${recordIri}> <http://xmlns.com/foaf/0.1/primaryTopic> <${iri}> .\n`,
  };
  const hash = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex');
  const body = traits.body ?? `{"title":${JSON.stringify(title)}}`;
  return {
    kind: 'prepared',
    payload: {
      remoteKey,
      body,
      mediaType: 'application/json',
      url: `https://${sourceId}.example/${remoteKey}`,
    },
    fingerprint: hash([body, traits]),
    id,
    iri,
    ntriples,
    catalogRecord,
    agents,
    contentHash: hash([ntriples, catalogRecord, agents]),
    likeness: {
      iri,
      isOwn: false,
      identifiers: [],
      names: [],
      holders: [],
      isAggregate: null,
      words: [],
      ...traits.likeness,
    },
    summary: {
      title: { en: title },
      description: { en: `About ${title}` },
      alternative: [],
      holder: null,
      holderIri: null,
      accessRights: 'PUBLIC',
      healthCategories: [],
      codingSystems: [],
      keywords: [],
      individuals: null,
      landingPage: null,
      ...traits.summary,
    },
    notes: [],
    report: aReport(traits.violations),
    quality: {
      mandatory: 1,
      recommended: 0.5,
      languages: ['en'],
      missing: [],
      mqa: { dataset: 0, distributions: [] },
      statedOn: null,
      ...traits.quality,
    },
  };
}

/** A record that a stage could not handle. */
export function aFailure(sourceId: string, remoteKey: string): FailedRecord {
  const { payload, fingerprint, id } = aRecord(sourceId, remoteKey, { title: 'unreadable' });
  const problem = problemOf(new HarvestError('PARSE_SYNTAX', 'Line 3 is no JSON.'));
  return { kind: 'failed', payload, fingerprint, id, problem };
}

/** The description of an agent with a name. */
export function anAgent(iri: string, name: string): AgentDescription {
  const ntriples = `<${iri}> <http://xmlns.com/foaf/0.1/name> ${JSON.stringify(name)} .\n`;
  return { iri, ntriples };
}
