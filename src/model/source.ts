/** Text by language tag; at least one language is present. */
export type Localised = { readonly [language: string]: string };

export type AccessLevel = 'PUBLIC' | 'RESTRICTED' | 'NON_PUBLIC';

/** An agent as settings describe it: publisher, custodian or health data access body. */
export interface AgentDefault {
  readonly name: Localised;
  /** Global IRI, best a ROR one. */
  readonly iri?: string;
  /** Code in the HDEU publisher-type list, for instance `academia-scientific-organisation`. */
  readonly type?: string;
  readonly description?: Localised;
  readonly homepage?: string;
  readonly contactPage?: string;
  readonly email?: string;
}

/**
 * What a source leaves unsaid because it is the same for all its datasets. A default fills only a
 * property the record lacks, and is named in the record's CatalogRecord.
 */
export interface SourceDefaults {
  readonly publisher?: AgentDefault;
  readonly custodian?: AgentDefault;
  readonly hdab?: AgentDefault;
  readonly contactPoint?: {
    readonly name?: Localised;
    readonly email?: string;
    readonly url?: string;
  };
  readonly accessRights?: AccessLevel;
  /** Codes of the HDEU healthcategories list (EHDS Art. 51(1)). */
  readonly healthCategory?: readonly string[];
  /** Codes of the EU dataset-type list. */
  readonly datasetType?: readonly string[];
  /** Codes of the HDEU coding-system list. */
  readonly codingSystem?: readonly string[];
  /** Codes of the EU language list, for instance FRA. */
  readonly language?: readonly string[];
  /** IRIs of places. */
  readonly spatial?: readonly string[];
  readonly keyword?: readonly Localised[];
  readonly provenance?: Localised;
  readonly purpose?: Localised;
  readonly legalBasis?: Localised;
  /** ELI IRIs. */
  readonly applicableLegislation?: readonly string[];
  readonly hasStructuredData?: boolean;
  /**
   * Where access is explained when a record names no distribution: the dataset's landing page
   * (`landingPage`) or a fixed address. It becomes a distribution with that access URL.
   */
  readonly distribution?: {
    readonly accessUrl: 'landingPage' | string;
    readonly title?: Localised;
  };
}

export interface DeletionPolicy {
  /** Days a record may be missing from complete runs before it is deleted. */
  readonly graceDays: number;
  /** Largest share of a source's records that may be deleted at once, 0 to 1. */
  readonly maxShare: number;
  /** Number of deletions at once that is always allowed, whatever the share. */
  readonly floor: number;
}

export interface SourceLimits {
  readonly requestsPerSecond: number;
  readonly concurrency: number;
  /** Largest body accepted, in decompressed bytes. */
  readonly maxBytes: number;
  /** Longest silence of the server, in milliseconds, and longest wait for response headers. */
  readonly timeoutMs: number;
  /** Hosts (`host` or `host:port`) inside private networks that may be asked all the same. */
  readonly allowPrivateHosts: readonly string[];
  readonly robots: RobotsPolicy;
}

/**
 * What robots.txt means for a source (RFC 9309): `obey` it, keep to its Crawl-delay and nothing else
 * (`delay-only`: an interface made for machines is no page), or `ignore` it.
 */
export type RobotsPolicy = 'obey' | 'delay-only' | 'ignore';

/** How the source knows us. Sent to its own origin only, never stored, logged or shown. */
export type Authentication =
  | { readonly kind: 'basic'; readonly user: string; readonly password: string }
  | { readonly kind: 'bearer'; readonly token: string }
  | { readonly kind: 'header'; readonly name: string; readonly value: string };

/** A registered origin: connector, settings, schedule, defaults and policies. */
export interface Source {
  /** Slug, stable for ever: part of the identity of its datasets. */
  readonly id: string;
  readonly title: Localised;
  readonly connector: string;
  readonly url: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly mapping: string;
  /** Cron expression; null: only on request. */
  readonly schedule: string | null;
  readonly timeZone: string;
  /** When scheduled runs wait, as in `Mon-Fri 08:00-20:00`, in the time zone of the source. */
  readonly quietHours: readonly string[];
  readonly profile: string;
  /** Language of literals that carry no tag. */
  readonly language: string;
  readonly level: 'local' | 'regional' | 'national';
  /** Code of ISO 3166-2 or NUTS, for instance FR-75 or FR101. */
  readonly region?: string;
  readonly auth?: Authentication;
  readonly defaults: SourceDefaults;
  readonly policy: {
    readonly onViolation: 'quarantine' | 'publish';
    readonly deletion: DeletionPolicy;
  };
  readonly limits: SourceLimits;
}
