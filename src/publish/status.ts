import type { TargetCondition, TargetReport } from '../model/delivery.ts';
import type { CatalogueReader, PublicLanguage, Untranslated } from '../model/published.ts';
import type { HarvestRun, OutcomeCounts, Verdict } from '../model/run.ts';
import type { Localised } from '../model/source.ts';
import type { Dumps } from './dumps/contract.ts';
import type { StoreStatus } from './sparql/external/index.ts';

/** What the public may know of a source and its runs. */
export interface SourceOverview {
  readonly id: string;
  readonly title: Localised;
  readonly schedule: string | null;
  readonly isPaused: boolean;
  /** Newest first. */
  readonly runs: readonly HarvestRun[];
  /** End of the last run whose verdict was complete. */
  readonly lastComplete: Date | null;
}

/** The document at /status. */
export interface Status {
  readonly serial: number;
  readonly changedAt: string | null;
  readonly datasets: number;
  readonly agents: number;
  /** Triples of the catalogue at the serial of the checksum. */
  readonly triples: number;
  /** SHA-256 of /dumps/catalog.nq, and the serial it belongs to. */
  readonly checksum: {
    readonly algorithm: 'SHA-256';
    readonly value: string;
    readonly serial: number;
  };
  /** What /dumps shows: built after a pause in the commits, so perhaps a little behind. */
  readonly dumps: { readonly serial: number };
  /** Datasets without a title and a description in the language. */
  readonly untranslated: Readonly<Record<PublicLanguage, number>>;
  /** The external SPARQL store, when there is one. */
  readonly sparqlStore?: StoreStatus;
  readonly sources: readonly SourceStatus[];
  readonly targets: readonly TargetStatus[];
}

/** What the public may know of a catalogue that datasets are delivered to: no address, no answer of it. */
export interface TargetOverview
  extends Pick<TargetReport, 'id' | 'position' | 'condition' | 'lag'> {
  readonly title: Localised;
  readonly deadLetters: number;
}

interface TargetStatus {
  readonly id: string;
  readonly title: Localised;
  /** Serial up to which it has every change. */
  readonly serial: number;
  readonly condition: TargetCondition;
  readonly lag: TargetReport['lag'];
  readonly deadLetters: number;
}

interface SourceStatus {
  readonly id: string;
  readonly title: Localised;
  readonly paused: boolean;
  readonly lastComplete: string | null;
  readonly untranslated: Readonly<Record<PublicLanguage, number>>;
  readonly lastRun: {
    readonly startedAt: string;
    readonly finishedAt: string | null;
    readonly verdict: Verdict | null;
    readonly gathered: number;
    readonly counts: OutcomeCounts;
    readonly violations: number;
  } | null;
}

/** Gathers what /status says. */
export async function readStatus(ports: {
  readonly reader: CatalogueReader;
  readonly dumps: Dumps;
  readonly sources: () => Promise<readonly SourceOverview[]>;
  readonly targets: () => Promise<readonly TargetOverview[]>;
  readonly sparqlStore?: ((serial: number) => StoreStatus) | undefined;
  readonly signal?: AbortSignal;
}): Promise<Status> {
  const [{ serial, sha256, triples }, sources, targets] = await Promise.all([
    ports.dumps.checksum(ports.signal),
    ports.sources(),
    ports.targets(),
  ]);
  const [state, untranslated] = await Promise.all([
    ports.reader.state(),
    ports.reader.untranslated(),
  ]);
  return {
    serial: state.serial,
    changedAt: state.changedAt?.toISOString() ?? null,
    datasets: state.datasets,
    agents: state.agents,
    triples,
    checksum: { algorithm: 'SHA-256', value: sha256, serial },
    dumps: { serial },
    ...(ports.sparqlStore ? { sparqlStore: ports.sparqlStore(state.serial) } : {}),
    untranslated: sumUntranslated(untranslated),
    sources: sources.map((source) =>
      describeSource(source, sumUntranslated(untranslated, source.id)),
    ),
    targets: targets.map(describeTarget),
  };
}

function describeTarget(target: TargetOverview): TargetStatus {
  const { id, title, position: serial, condition, lag, deadLetters } = target;
  return { id, title, serial, condition, lag, deadLetters };
}

/** Adds up the datasets not told in a language, of one source or of all. */
export function sumUntranslated(
  counts: readonly Untranslated[],
  sourceId?: string,
): Readonly<Record<PublicLanguage, number>> {
  const counted = counts.filter((each) => sourceId === undefined || each.sourceId === sourceId);
  const sum = (language: PublicLanguage) =>
    counted.reduce((total, each) => total + each[language], 0);
  return { fr: sum('fr'), en: sum('en') };
}

function describeSource(
  { id, title, isPaused, lastComplete, runs }: SourceOverview,
  untranslated: SourceStatus['untranslated'],
): SourceStatus {
  const [run] = runs;
  return {
    id,
    title,
    paused: isPaused,
    lastComplete: lastComplete?.toISOString() ?? null,
    untranslated,
    lastRun: run
      ? {
          startedAt: run.startedAt.toISOString(),
          finishedAt: run.finishedAt?.toISOString() ?? null,
          verdict: run.verdict,
          gathered: run.gathered,
          counts: run.counts,
          violations: run.violations,
        }
      : null,
  };
}
