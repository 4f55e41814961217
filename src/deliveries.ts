import type { Context } from './context.ts';
import { createTargetClient } from './fetch/clients.ts';
import type { DeliveryTarget } from './model/delivery.ts';
import { HarvestError } from './model/problem.ts';
import { createIngestApi } from './publish/outbox/ingest-api.ts';
import { type DeliveryEvent, type Line, startOutbox } from './publish/outbox/outbox.ts';
import { findTarget } from './publish/profiles/index.ts';
import type { TargetOverview } from './publish/status.ts';
import { sourcesFor } from './target-settings.ts';
import { version } from './version.ts';

/** Starts to deliver to the targets of config/targets.yaml; returns what ends it. */
export function startDeliveries(context: Context): Promise<() => Promise<void>> {
  const { deliveries: store, reader, settings, database, targets } = context;
  return startOutbox(
    {
      store,
      reader,
      baseUrl: settings.baseUrl,
      onChange: (listener) => database.onCatalogueChange(listener),
      observe: (event) => log(context, event),
      now: () => new Date(),
    },
    targets.map((target) => lineTo(context, target)),
  );
}

/** What /status says of the targets. */
export function targetOverview({
  targets,
  deliveries,
}: Context): Promise<readonly TargetOverview[]> {
  return Promise.all(
    targets.map(async ({ id, title }) => ({ ...(await deliveries.report(id)), title })),
  );
}

function lineTo({ settings, registry }: Context, target: DeliveryTarget): Line {
  const profile = findTarget(target.profile);
  if (!profile) throw new HarvestError('CONFIG_INVALID', `There is no profile ${target.profile}`);
  const auth = { kind: 'header', name: 'X-API-Key', value: target.apiKey } as const;
  const agent = `Glaneur/${version} (+${settings.operatorContact ?? settings.baseUrl})`;
  return {
    settings: target,
    profile,
    carrier: createIngestApi(target.url, createTargetClient(target, auth, agent)),
    // Sources come and go while deliveries go on.
    get sourceIds() {
      return sourcesFor(target, registry.list());
    },
  };
}

function log({ logger }: Context, event: DeliveryEvent): void {
  const { kind, ...fields } = event;
  if (kind === 'delivered') logger.info(fields, 'datasets delivered');
  else if (kind === 'refused') logger.warn(fields, 'delivery given up');
  else if (kind === 'failed') logger.error(fields, 'deliveries broke off');
  else logger.warn(fields, `deliveries ${kind}`);
}
