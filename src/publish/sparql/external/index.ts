import type { CatalogueReader } from '../../../model/published.ts';
import type { SparqlEngine, SparqlLimits } from '../contract.ts';
import { createStoreClient } from './client.ts';
import type { Account } from './digest.ts';
import { createStoreEngine } from './engine.ts';
import { type FollowerOptions, startFollower } from './follower.ts';
import { openExternalStore, type StoreAddresses } from './store.ts';

/** Where the external store is, and as whom to write there. */
export interface StoreSettings extends StoreAddresses {
  readonly account?: Account | undefined;
}

/** What /status says of an external store. */
export interface StoreStatus {
  readonly reachable: boolean;
  /** Serial of the last change it holds; null while it holds nothing. */
  readonly serial: number | null;
  /** Changes it has yet to take over. */
  readonly lag: number;
  /** False while it is being filled: queries are not answered meanwhile. */
  readonly whole: boolean;
  /** Last comparison of all counts made by the process that writes. */
  readonly verified: {
    readonly at: string;
    readonly serial: number;
    readonly triples: number;
    readonly visible: number;
  } | null;
  /** Graphs whose number of triples differs from the catalogue's, at most ten. */
  readonly differing: readonly string[];
  readonly problem: string | null;
}

/** An external store behind the endpoint, kept in step. */
export interface ExternalSparql {
  readonly engine: SparqlEngine;
  /** Whether it answers queries now. */
  readonly isReady: () => boolean;
  readonly status: (serial: number) => StoreStatus;
  readonly close: () => Promise<void>;
}

/** Puts the endpoint in front of an external store and starts to follow the catalogue. */
export function openExternalSparql(
  options: {
    readonly settings: StoreSettings;
    readonly reader: CatalogueReader;
  } & SparqlLimits &
    Omit<FollowerOptions, 'store'>,
): ExternalSparql {
  const { settings } = options;
  const store = openExternalStore(settings, createStoreClient(settings.account));
  const follower = startFollower({ ...options, store });
  const engine = createStoreEngine({ ...options, store });
  const isWhole = () => {
    const { position } = follower.state;
    return position !== null && position.serial >= position.wholeFrom;
  };
  return {
    engine,
    isReady: () => follower.state.isReachable && isWhole(),
    status(serial) {
      const { position, isReachable, verification, differing, problem } = follower.state;
      return {
        reachable: isReachable,
        serial: position?.serial ?? null,
        lag: Math.max(0, serial - (position?.serial ?? 0)),
        whole: isWhole(),
        verified: verification && {
          at: verification.at.toISOString(),
          serial: verification.serial,
          triples: verification.triples,
          visible: verification.visible,
        },
        differing,
        problem,
      };
    },
    async close() {
      await engine.close();
      await follower.close();
    },
  };
}
