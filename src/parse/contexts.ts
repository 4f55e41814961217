import { activityStreams } from './contexts/activity-streams.ts';
import { dcatAp300, dcatAp301 } from './contexts/dcat-ap.ts';
import { hydraCore } from './contexts/hydra.ts';
import { schemaOrg } from './contexts/schema-org.ts';
import type { Terms } from './contexts/terms.ts';
import { treeAndLdes } from './contexts/tree.ts';

/** Contexts by the address under which documents name them. */
export type Contexts = ReadonlyMap<string, object>;

/** Addresses without their scheme, since documents write http and https. */
const bundled: readonly (readonly [addresses: string, context: Terms])[] = [
  [
    `schema.org schema.org/ www.schema.org www.schema.org/ schema.org/docs/jsonldcontext.json
    schema.org/docs/jsonldcontext.jsonld`,
    schemaOrg,
  ],
  ['semiceu.github.io/DCAT-AP/releases/3.0.0/context/dcat-ap.jsonld', dcatAp300],
  ['semiceu.github.io/DCAT-AP/releases/3.0.1/context/dcat-ap.jsonld', dcatAp301],
  [
    `www.w3.org/ns/hydra/context.jsonld www.w3.org/ns/hydra/core www.w3.org/ns/hydra/core#
    www.w3.org/ns/hydra/core.jsonld www.hydra-cg.com/spec/latest/core/core.jsonld`,
    hydraCore,
  ],
  [
    `www.w3.org/ns/activitystreams www.w3.org/ns/activitystreams#
    www.w3.org/ns/activitystreams.jsonld`,
    activityStreams,
  ],
  [
    `w3id.org/tree w3id.org/tree# w3id.org/tree/context.jsonld w3id.org/ldes w3id.org/ldes#
    w3id.org/ldes/context.jsonld`,
    treeAndLdes,
  ],
];

/**
 * Contexts that documents may name although nothing is fetched: schema.org, DCAT-AP 3.0.0 and 3.0.1,
 * Hydra Core, Activity Streams, TREE and LDES, each under http and https. They are this service's own
 * writing and hold the terms that descriptions of data use.
 */
export const wellKnownContexts: Contexts = new Map(
  bundled.flatMap(([addresses, context]) =>
    addresses
      .trim()
      .split(/\s+/)
      .flatMap((address) =>
        ['http', 'https'].map(
          (scheme) => [`${scheme}://${address}`, { '@context': context }] as const,
        ),
      ),
  ),
);
