import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Type } from 'typebox';
import { check, type Settings } from './config.ts';
import { readYaml } from './config-files.ts';
import type { NoticeChannel } from './model/notice.ts';
import { HarvestError } from './model/problem.ts';
import { SourceEntry } from './source-schema.ts';

const common = {
  id: SourceEntry.properties.id,
  language: Type.Enum(['fr', 'en'], { default: 'fr' }),
  sources: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
};
const address = Type.String({ minLength: 3, maxLength: 320, pattern: '^[^\\r\\n]+@[^\\r\\n]+$' });

/** Channels of config/notifications.yaml, by kind. */
export const ChannelEntries = {
  email: Type.Object(
    {
      ...common,
      kind: Type.Literal('email'),
      smtp: Type.String({ pattern: '^smtps?://' }),
      from: address,
      to: Type.Array(address, { minItems: 1, maxItems: 50 }),
    },
    { additionalProperties: false },
  ),
  webhook: Type.Object(
    {
      ...common,
      kind: Type.Literal('webhook'),
      url: Type.String({ pattern: '^https?://' }),
      secret: Type.String({ minLength: 16 }),
      allowPrivateHosts: Type.Array(Type.String(), { default: [] }),
    },
    { additionalProperties: false },
  ),
};

const NotificationsFile = Type.Object(
  {
    everyMinutes: Type.Number({ minimum: 1, maximum: 1440, default: 60 }),
    channels: Type.Array(Type.Record(Type.String(), Type.Unknown())),
  },
  { additionalProperties: false },
);

/** Whom to tell, and how often at most. */
export interface Notifications {
  readonly everyMinutes: number;
  readonly channels: readonly NoticeChannel[];
}

/**
 * Reads config/notifications.yaml; without that file nobody is told. A channel whose server or address
 * is an unset variable is left out.
 *
 * @throws HarvestError CONFIG_INVALID for anything else that is wrong
 */
export async function readNotifications({
  configDir,
  environment,
}: Settings): Promise<Notifications> {
  const path = join(configDir, 'notifications.yaml');
  if (!existsSync(path)) return { everyMinutes: 60, channels: [] };
  const file = check(NotificationsFile, await readYaml(path, environment), path);
  const channels = file.channels
    .filter(({ smtp, url }) => smtp !== '' && url !== '')
    .map((channel, index) => checkChannel(channel, `${path}, channels.${index}`));
  const ids = channels.map(({ id }) => id);
  const double = ids.find((id, index) => ids.indexOf(id) !== index);
  if (double !== undefined)
    throw new HarvestError('CONFIG_INVALID', `Two channels in ${path} are called ${double}`);
  return { everyMinutes: file.everyMinutes, channels };
}

function checkChannel(channel: Readonly<Record<string, unknown>>, where: string): NoticeChannel {
  switch (channel['kind']) {
    case 'email':
      return check(ChannelEntries.email, { ...channel, to: listOf(channel['to']) }, where);
    case 'webhook':
      return check(ChannelEntries.webhook, channel, where);
    default:
      throw new HarvestError('CONFIG_INVALID', `${where}: kind must be email or webhook`);
  }
}

/** One variable may hold several addresses, with commas between them. */
function listOf(to: unknown): unknown {
  return typeof to === 'string' ? to.split(',').map((address) => address.trim()) : to;
}
