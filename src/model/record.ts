import type { Likeness } from './likeness.ts';
import type { NoteText } from './note-texts.ts';
import type { Problem } from './problem.ts';
import type { Quality } from './quality.ts';
import type { ValidationReport } from './report.ts';
import type { Localised } from './source.ts';

/**
 * One description as the source sent it. A document with many datasets is split by its connector;
 * RDF is then N-Triples of one dataset's part, so that a payload can be replayed alone.
 */
export interface Payload {
  /** The source's own key of the record, stable between runs. */
  readonly remoteKey: string;
  readonly body: string;
  /** `application/n-triples`, `application/json` or another type that the parse stage knows. */
  readonly mediaType: string;
  /** Where it was fetched: base of relative IRIs, and shown to admins. */
  readonly url: string;
}

/** What a connector yields while it walks a source. */
export type Gathered =
  | { readonly kind: 'payload'; readonly payload: Payload }
  /** The source says that this record no longer exists: an explicit deletion signal. */
  | { readonly kind: 'gone'; readonly remoteKey: string; readonly reason: string }
  /** One record exists but could not be read; the walk is still complete. */
  | {
      readonly kind: 'failed';
      readonly remoteKey: string;
      readonly url: string;
      readonly problem: Problem;
    }
  /** A part of the source could not be read, so absence proves nothing: the run is partial. */
  | { readonly kind: 'incomplete'; readonly url: string; readonly problem: Problem }
  /** Number of records the source says it holds (before any exclusion by the connector). */
  | { readonly kind: 'announced'; readonly total: number; readonly walked: number }
  /** These records stand in a part of the source that has not changed since they were stored. */
  | { readonly kind: 'present'; readonly remoteKeys: readonly string[] }
  /** What to remember of a page once the records yielded before it are stored. */
  | { readonly kind: 'page'; readonly page: Page }
  /** The walk asks for changes only, so what it does not meet is still there. */
  | { readonly kind: 'changes-only' };

/** What a connector remembers of one part of a source until the next run. */
export interface Page {
  /** Address of the part, or another key of the connector's own. */
  readonly key: string;
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** SHA-256 of the body. */
  readonly bodyHash: string;
  /** Keys of the records in it. */
  readonly remoteKeys: readonly string[];
  /** What the connector needs to walk on without the body: next link, announced total … */
  readonly rest: Readonly<Record<string, unknown>>;
}

/** Something Glaneur changed, filled in, kept back or could not use in a record. */
export interface Note {
  readonly kind: 'repaired' | 'default' | 'unknown-value' | 'withheld' | 'dropped';
  /** Compact name of the property concerned, for instance `dct:publisher`. */
  readonly property: string;
  /** A sentence in English, of those that have French. */
  readonly message: NoteText;
  readonly original?: string;
}

/** What a dataset covers, as search narrows by it. */
export interface Scope {
  /** By which it can be asked for: its IRI, its identifiers here and elsewhere. */
  readonly identifiers: readonly string[];
  /** Codes of health themes. */
  readonly themes: readonly string[];
  /** Codes of countries, and of regions of France (NUTS level 1). */
  readonly places: readonly string[];
  /** Typical ages in years; an end that is not told is null. */
  readonly ages: { readonly least: number | null; readonly most: number | null } | null;
  /** First and last year covered; an end that is not told is null. */
  readonly years: { readonly first: number | null; readonly last: number | null } | null;
  readonly isBiobank: boolean;
  readonly isRareDisease: boolean;
}

/** What lists, search and pages show of a dataset. */
export interface Summary {
  readonly title: Localised;
  readonly description: Localised;
  /** Acronym or other title. */
  readonly alternative: readonly string[];
  readonly holder: Localised | null;
  readonly holderIri: string | null;
  readonly accessRights: string | null;
  /** Codes, for instance RQSH. */
  readonly healthCategories: readonly string[];
  readonly codingSystems: readonly string[];
  readonly keywords: readonly string[];
  readonly individuals: number | null;
  readonly landingPage: string | null;
  /** Absent from what was stored before search knew it, until it is renewed. */
  readonly scope?: Scope;
}

/** The description of an agent as one record gives it. */
export interface AgentDescription {
  readonly iri: string;
  readonly ntriples: string;
}

/** A record that passed parse, map, identify, validate and assess, ready to be stored. */
export interface PreparedRecord {
  readonly kind: 'prepared';
  readonly payload: Payload;
  readonly fingerprint: string;
  /** UUIDv5 of source and remote key: the last segment of the dataset's document address. */
  readonly id: string;
  /** The dataset's IRI: the holder's own when dereferenceable, else the document address. */
  readonly iri: string;
  /** Canonical N-Triples (sorted, no blank node) of the dataset and what is minted under it. */
  readonly ntriples: string;
  /** The dcat:CatalogRecord and catalogue links without the dates, which the store knows. */
  readonly catalogRecord: { readonly iri: string; readonly ntriples: string };
  readonly agents: readonly AgentDescription[];
  /** SHA-256 over ntriples, catalogue record and agents: equal means unchanged. */
  readonly contentHash: string;
  readonly likeness: Likeness;
  readonly summary: Summary;
  readonly notes: readonly Note[];
  readonly report: ValidationReport;
  readonly quality: Quality;
}

/** A record that some stage could not handle. */
export interface FailedRecord {
  readonly kind: 'failed';
  readonly payload: Payload;
  readonly fingerprint: string;
  readonly id: string;
  readonly problem: Problem;
}

export type Prepared = PreparedRecord | FailedRecord;
