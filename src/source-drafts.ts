import { join } from 'node:path';
import type { Settings } from './config.ts';
import type { Knowledge } from './harvest/knowledge.ts';
import type { Identity } from './model/access.ts';
import type { SourceInput, SourceRefusal } from './model/managed-source.ts';
import type { Source } from './model/source.ts';
import { withKeptSecrets, withoutSecrets } from './model/source-secrets.ts';
import { presetNames } from './presets.ts';
import { readSource } from './source-settings.ts';
import type { WrittenSource } from './store/sources.ts';

/** What reading a draft needs from outside. */
export interface DraftContext {
  readonly settings: Settings;
  readonly knowledge: Knowledge;
}

/** A source somebody wrote, ready to be stored; or why it cannot be. */
export type Draft = SourceRefusal | { readonly kind: 'ready'; readonly written: WrittenSource };

/**
 * Reads a source that somebody wrote by the rules of config/sources.yaml. `current` is the source it
 * replaces, if it replaces one.
 */
export async function readDraft(
  { settings, knowledge }: DraftContext,
  given: SourceInput,
  current: Source | null,
  by: Identity,
): Promise<Draft> {
  const { preset } = given;
  const presets = await presetNames(join(settings.configDir, 'presets'));
  if (preset !== undefined && !presets.some((name) => name === preset)) {
    return invalid(
      `there is no preset ${JSON.stringify(preset)}; there are: ${presets.join(', ')}`,
    );
  }
  const { input, isKept } = withKeptSecrets(given, current?.auth ?? null);
  const { source, errors } = await readSource(settings, input);
  if (!source) return invalid(...errors);
  if (!knowledge.profiles.some(({ id }) => id === source.profile)) {
    return invalid(`there is no profile ${source.profile}`);
  }
  if (current && source.id !== current.id) return invalid('the id of a source is for ever');
  if (isKept && current && originOf(source) !== originOf(current)) {
    return invalid('the address moved to another site: give the secret of auth again');
  }
  const reserved = by.role === 'admin' ? null : reservedChange(source, current);
  if (reserved !== null) return { kind: 'reserved', reason: reserved };
  return { kind: 'ready', written: { source, entry: withoutSecrets(given) } };
}

/** What of a change is for admins alone: it would let the service reach further than they allowed. */
function reservedChange(source: Source, current: Source | null): string | null {
  const allowed = current?.limits.allowPrivateHosts ?? [];
  const added = source.limits.allowPrivateHosts.filter((host) => !allowed.includes(host));
  if (added.length === 0) return null;
  return `Only an admin allows private hosts: ${added.join(', ')}`;
}

function originOf({ url }: Source): string {
  return new URL(url).origin;
}

function invalid(...errors: readonly string[]): SourceRefusal {
  return { kind: 'invalid', errors };
}
