import type { FastifyBaseLogger } from 'fastify';
import type { AccessSettings } from '../access-settings.ts';
import type { Administration } from '../model/administration.ts';
import type { CoverageReader } from '../model/coverage.ts';
import type { Ingest } from '../model/ingest.ts';
import type { CatalogueReader } from '../model/published.ts';
import type { QualityReader } from '../model/quality-figures.ts';
import type { Dumps } from '../publish/dumps/contract.ts';
import type { Watch } from '../publish/follow-changes.ts';
import type { ReferenceDocuments } from '../publish/reference-documents.ts';
import type { SparqlEngine } from '../publish/sparql/contract.ts';
import type { StoreStatus } from '../publish/sparql/external/index.ts';
import type { SourceOverview, TargetOverview } from '../publish/status.ts';

/** Everything the web layer needs from outside. */
export interface WebContext {
  /** Public base of every IRI we mint, without a slash at the end. */
  readonly baseUrl: string;
  readonly reader: CatalogueReader;
  /** Calls back after commits; without it each request asks whether there were any. */
  readonly watch?: Watch | undefined;
  /** Most bytes of finished documents in memory; 0 keeps none, and 64 MiB is the default. */
  readonly documentCacheBytes?: number | undefined;
  readonly dumps: Dumps;
  readonly sparql: SparqlEngine;
  /** State of the external store behind `sparql`, at the serial of the catalogue. */
  readonly sparqlStore?: ((serial: number) => StoreStatus) | undefined;
  readonly sources: () => Promise<readonly SourceOverview[]>;
  readonly targets: () => Promise<readonly TargetOverview[]>;
  readonly quality: QualityReader;
  readonly coverage: CoverageReader;
  readonly ingest: Ingest;
  /** What admins do, and how they get in; without it there is neither console nor API of theirs. */
  readonly administration?: (Administration & { readonly settings: AccessSettings }) | undefined;
  readonly documents: ReferenceDocuments;
  readonly isReady: () => boolean;
  readonly logger: FastifyBaseLogger;
  /** Addresses of reverse proxies, parted by commas, whose word on the client's address is taken. */
  readonly trustedProxies?: string | undefined;
}
