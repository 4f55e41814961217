import { join } from 'node:path';
import type { AccessSettings } from './access-settings.ts';
import { readYaml } from './config-files.ts';
import type { Context } from './context.ts';
import { createDeclarations } from './declarations.ts';
import { replay } from './harvest/replay.ts';
import { mappings } from './map/index.ts';
import type { Administration, Offers } from './model/administration.ts';
import type { SourceInput } from './model/managed-source.ts';
import type { RecordPreview } from './model/record-preview.ts';
import { channelOverview } from './notifications.ts';
import { presetNames } from './presets.ts';
import { createSourceAdministration } from './source-administration.ts';
import { connectors } from './sources/index.ts';
import { createJournal } from './store/journal.ts';
import { sourcesOfRecords, storedPayloads } from './store/payloads.ts';
import { createUploads } from './uploads.ts';

/** Wires all that admins do, for console and API. */
export function createAdministration(
  context: Context,
): Administration & { readonly settings: AccessSettings } {
  const { access, audit, deletions, duplicates, database, settings } = context;
  return {
    settings: settings.access,
    access,
    audit,
    deletions,
    duplicates,
    declarations: createDeclarations(context),
    sources: createSourceAdministration(context),
    journal: createJournal(database),
    restore: async (recordId) => {
      const runs = await context.restore([recordId]);
      return runs.some(({ counts }) => counts.created + counts.updated > 0);
    },
    restoreAll: async (recordIds) => {
      const runs = await context.restore(recordIds);
      return runs.reduce((sum, { counts }) => sum + counts.created + counts.updated, 0);
    },
    published: context.published,
    remap: (recordId, signal) => remap(context, recordId, signal),
    uploads: createUploads(context),
    offers: () => offersOf(context),
    channels: () => channelOverview(context),
  };
}

async function remap(
  { database, registry, preview }: Context,
  recordId: string,
  signal: AbortSignal,
): Promise<RecordPreview | null> {
  const sourceId = (await sourcesOfRecords(database, [recordId])).get(recordId);
  const source = sourceId === undefined ? undefined : registry.find(sourceId);
  if (!source) return null;
  const gather = replay(() => storedPayloads(database, source.id, [recordId]));
  for await (const found of preview(source, signal, gather)) return found;
  return null;
}

async function offersOf({ settings, knowledge }: Context): Promise<Offers> {
  const directory = join(settings.configDir, 'presets');
  const names = await presetNames(directory);
  const presets = await Promise.all(
    names.map(async (id) => {
      // Without variables: what they hold may be secret.
      const entry: unknown = await readYaml(join(directory, `${id}.yaml`), null);
      return { id, entry: entryOf(entry) };
    }),
  );
  return {
    connectors: Object.entries(connectors).map(([id, { options }]) => ({ id, options })),
    mappings: Object.keys(mappings).map((id) => ({ id })),
    profiles: knowledge.profiles.map(({ id, title }) => ({ id, title })),
    presets,
  };
}

function entryOf(value: unknown): SourceInput {
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value))
    : {};
}
