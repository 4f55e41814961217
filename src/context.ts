import { mkdir } from 'node:fs/promises';
import { type Logger, pino } from 'pino';
import type { Settings } from './config.ts';
import { createHttpClients } from './fetch/clients.ts';
import { dryRun } from './harvest/dry-run.ts';
import type { HarvestEvent } from './harvest/events.ts';
import { createRecipes } from './harvest/fingerprint.ts';
import type { Knowledge } from './harvest/knowledge.ts';
import { logEvents } from './harvest/observe.ts';
import { createPreparePool } from './harvest/pool.ts';
import type { Gather, HarvestPorts } from './harvest/ports.ts';
import { createQueue, type HarvestQueue } from './harvest/queue.ts';
import { replay } from './harvest/replay.ts';
import { harvest } from './harvest/run.ts';
import { ingestInto, restoreRecords, withdrawRecords } from './intake.ts';
import { readKnowledge } from './knowledge-files.ts';
import type { Access } from './model/access.ts';
import type { Audit } from './model/audit.ts';
import type { Duplicates, HeldDeletions } from './model/decisions.ts';
import type { DeliveryStore, DeliveryTarget } from './model/delivery.ts';
import type { Ingest } from './model/ingest.ts';
import type { CatalogueReader } from './model/published.ts';
import { endOfQuietHours } from './model/quiet-hours.ts';
import type { RecordPreview } from './model/record-preview.ts';
import type { HarvestRun } from './model/run.ts';
import type { Source } from './model/source.ts';
import { describeCatalogue } from './publish/catalog.ts';
import { ehdsRegulation } from './rdf/authorities.ts';
import { recordId } from './rdf/mint.ts';
import { openRegistry, type SourceRegistry } from './source-registry.ts';
import { readCatalogueSettings, readSources } from './source-settings.ts';
import { gather } from './sources/index.ts';
import { createAccess } from './store/access.ts';
import { createAudit } from './store/audit.ts';
import { createCatalogueReader, ensureBaseUrl, publishCatalogue } from './store/catalogue.ts';
import { type Database, openDatabase } from './store/database.ts';
import { createDeliveryStore } from './store/deliveries.ts';
import { readDescriptions } from './store/descriptions.ts';
import { createDuplicates } from './store/duplicates.ts';
import { deletedAt, heldDeletions, heldOfSources, rejectHeld } from './store/held.ts';
import { migrate } from './store/migrate.ts';
import { createPageStore } from './store/pages.ts';
import { storedPayloads } from './store/payloads.ts';
import { createRecordStore } from './store/records.ts';
import { approveHeld } from './store/retire.ts';
import { answerRequests } from './store/run-requests.ts';
import { createRunStore, type Runs } from './store/runs.ts';
import { syncSources } from './store/sources.ts';
import { readTargets } from './target-settings.ts';
import type { ValidationEngine } from './validate/shacl.ts';
import { version } from './version.ts';

/** Everything a process needs, wired once. */
export interface Context {
  readonly settings: Settings;
  readonly logger: Logger;
  readonly knowledge: Knowledge;
  /** Those in force now. */
  readonly sources: readonly Source[];
  readonly registry: SourceRegistry;
  /** See {@link ContextOptions}. */
  readonly adapt: (source: Source) => Source;
  readonly database: Database;
  readonly reader: CatalogueReader;
  readonly runs: Runs;
  readonly queue: HarvestQueue;
  readonly access: Access;
  readonly audit: Audit;
  readonly ingest: Ingest;
  readonly targets: readonly DeliveryTarget[];
  readonly deliveries: DeliveryStore;
  /**
   * What a harvest of a source would change, record by record; writes nothing. `gather` takes the
   * place of asking the source.
   */
  readonly preview: (
    source: Source,
    signal: AbortSignal,
    gather?: Gather,
  ) => AsyncIterable<RecordPreview>;
  /** A record's own published triples, also where another's dataset took it in; or null. */
  readonly published: (recordId: string) => Promise<string | null>;
  /** Publishes deleted records again from their stored payloads; returns the runs that did. */
  readonly restore: (recordIds: readonly string[]) => Promise<readonly HarvestRun[]>;
  /** Deletes all records of a source, within its breaker; null while another run is under way. */
  readonly withdraw: (source: Source) => Promise<HarvestRun | null>;
  /** Deletions that the breaker held. */
  readonly deletions: HeldDeletions;
  /** Records of several sources that describe one dataset, and decisions about them. */
  readonly duplicates: Duplicates;
  /** Stops runs and releases everything, in order. */
  readonly close: () => Promise<void>;
}

export interface ContextOptions {
  /** Takes the place of the log for harvest events. */
  readonly observe?: (event: HarvestEvent) => void;
  /** Changes a source after it was read: sandbox and tests lift the politeness of presets. */
  readonly adapt?: (source: Source) => Source;
  /** What validates; compiled shapes where none is given. */
  readonly engine?: ValidationEngine;
}

/** Opens the database, brings it up to date and wires the flow to its adapters. */
export async function createContext(
  settings: Settings,
  { observe, adapt = (source) => source, engine = 'compiled' }: ContextOptions = {},
): Promise<Context> {
  const logger = pino({ level: settings.logLevel });
  const knowledge = await readKnowledge(settings.configDir, settings.baseUrl);
  const declared = (await readSources(settings)).map(adapt);
  const targets = await readTargets(settings);
  const database = await open(settings);
  const now = () => new Date();
  const deliveries = createDeliveryStore({ database, now });
  let registry: SourceRegistry;
  try {
    await migrate(database);
    await ensureBaseUrl(database, settings.baseUrl);
    const catalogue = describeCatalogue({
      homepage: settings.baseUrl,
      legislation: [ehdsRegulation],
      ...(await readCatalogueSettings(settings)),
      baseUrl: settings.baseUrl,
      profiles: knowledge.profiles,
    });
    await publishCatalogue(database, settings.baseUrl, catalogue, now());
    await syncSources(database, declared);
    await deliveries.register(targets);
    registry = await openRegistry({
      database,
      declared,
      adapt,
      onFailure: (error) => logger.error({ error }, 'the sources could not be read again'),
    });
  } catch (error) {
    await database.close();
    throw error;
  }
  const { baseUrl } = settings;
  const runs = createRunStore({ database, now });
  const records = createRecordStore({ database, baseUrl, now, recordId });
  const pool = createPreparePool({ knowledge, baseUrl, engine }, settings.harvestThreads);
  const contact = settings.operatorContact ?? baseUrl;
  const clients = createHttpClients(`Glaneur/${version} (+${contact})`);
  clients.declare(registry.list());
  registry.onChange(() => clients.declare(registry.list()));
  const ports: HarvestPorts = {
    gather,
    records,
    runs,
    now,
    recipe: createRecipes(knowledge, version),
    pages: createPageStore({ database }),
    prepare: pool.prepare,
    observe:
      observe ??
      logEvents(logger, (id) => {
        const { quietHours, timeZone } = registry.get(id);
        return endOfQuietHours(quietHours, timeZone, now()) !== null;
      }),
    http: clients.open,
  };
  const replayStored = replay((sourceId) => storedPayloads(database, sourceId));
  const answering = { ...ports, runs: answerRequests(database, runs) };
  const queue = createQueue(
    (id, trigger, signal) =>
      harvest(
        registry.get(id),
        trigger,
        trigger === 'replay' ? { ...answering, gather: replayStored } : answering,
        signal,
      ),
    settings.harvestParallel,
  );
  const access = createAccess({ database, now });
  const stopping = new AbortController();
  const intake = { database, registry, ports };
  const ingest = ingestInto(intake, access.keys, stopping.signal);
  const reader = createCatalogueReader(database);
  const published = async (id: string) =>
    (await readDescriptions(database, baseUrl, [id])).get(id)?.ntriples ?? null;
  const close = async () => {
    stopping.abort();
    await queue.close();
    await pool.close();
    await registry.close();
    await database.close();
  };
  return {
    settings,
    logger,
    knowledge,
    get sources() {
      return registry.list();
    },
    registry,
    adapt,
    database,
    reader,
    runs,
    queue,
    access,
    audit: createAudit({ database, now }),
    ingest,
    targets,
    deliveries,
    published,
    preview: (source, signal, other = gather) =>
      dryRun(source, { ...ports, gather: other, published }, signal),
    restore: (recordIds) => restoreRecords(intake, recordIds),
    withdraw: (source) => withdrawRecords(intake, source),
    deletions: {
      list: (sourceId, page) => heldDeletions(database, sourceId, page),
      summary: () => heldOfSources(database),
      deletedAt: (sourceId, at) => deletedAt(database, sourceId, at),
      approve: (sourceId) => approveHeld({ database, baseUrl, now }, sourceId),
      reject: (sourceId) => rejectHeld(database, sourceId),
    },
    duplicates: createDuplicates({ database, baseUrl, now }),
    close,
  };
}

async function open(settings: Settings): Promise<Database> {
  await mkdir(settings.dataDir, { recursive: true });
  const { databaseUrl: url, dataDir } = settings;
  return openDatabase(url === undefined ? { dataDir } : { url, dataDir });
}
