import { randomUUID } from 'node:crypto';
import type { Context } from './context.ts';
import { createTargetClient } from './fetch/clients.ts';
import { plannedRuns } from './harvest/scheduler.ts';
import type { ChannelOverview, Notice, NoticeChannel } from './model/notice.ts';
import type { Source } from './model/source.ts';
import { readNotifications } from './notification-settings.ts';
import { type NamedSource, writeDigest } from './notify/digest.ts';
import { sendEmail } from './notify/email.ts';
import { type NotifierPorts, startNotifier } from './notify/notifier.ts';
import { callWebhook } from './notify/webhook.ts';
import { createNoticeStore } from './store/notices.ts';
import { listSources } from './store/sources.ts';
import { version } from './version.ts';

const minute = 60_000;

/** Starts to tell the channels of config/notifications.yaml; returns what ends it. */
export async function startNotifications(context: Context): Promise<() => Promise<void>> {
  const { channels, everyMinutes } = await readNotifications(context.settings);
  return startNotifier(notifierPorts(context), channels, everyMinutes * minute);
}

/** The channels of config/notifications.yaml, and how far each is. */
export async function channelOverview({
  database,
  settings,
}: Pick<Context, 'database' | 'settings'>): Promise<readonly ChannelOverview[]> {
  const { channels } = await readNotifications(settings);
  const states = await createNoticeStore({ database, now: () => new Date() }).states();
  return channels.map(({ id, kind }) => {
    const state = states.find(({ channelId }) => channelId === id);
    const { waiting = 0, toldAt = null, problem = null } = state ?? {};
    return { id, kind, waiting, toldAt, problem };
  });
}

/** Notifications wired to the store, mail and HTTP. */
export function notifierPorts(context: Context): NotifierPorts {
  const { database, logger } = context;
  const now = () => new Date();
  return {
    store: createNoticeStore({ database, now }),
    sources: () => watched(context),
    send: (channel, notices, sources, signal) => send(context, channel, notices, sources, signal),
    observe: ({ kind, ...fields }) => {
      if (kind === 'told') logger.info(fields, 'admins notified');
      else logger.warn(fields, 'admins could not be notified');
    },
    now,
  };
}

/** The sources that are configured, with the time between their next two runs. */
async function watched({ database, sources }: Context) {
  const paused = new Set(
    (await listSources(database)).flatMap((row) => (row.paused ? [row.source.id] : [])),
  );
  return sources.map((source) => ({
    source,
    intervalMs: paused.has(source.id) ? null : intervalOf(source),
  }));
}

function intervalOf(source: Source): number | null {
  const [first, second] = plannedRuns(source, 2);
  return first === undefined || second === undefined ? null : second.getTime() - first.getTime();
}

/** Sends notices to one channel as one message. */
export async function send(
  { settings }: Pick<Context, 'settings'>,
  channel: NoticeChannel,
  notices: readonly Notice[],
  sources: ReadonlyMap<string, NamedSource>,
  signal: AbortSignal,
): Promise<void> {
  const { baseUrl } = settings;
  if (channel.kind === 'email') {
    const digest = writeDigest(notices, sources, { language: channel.language, baseUrl });
    // Told twice after a crash, it is the same message.
    const name = `${channel.id}.${notices[0]?.id ?? randomUUID()}-${notices.at(-1)?.id}`;
    return sendEmail(channel, digest, `<glaneur.${name}@${new URL(baseUrl).hostname}>`);
  }
  const limits = {
    ...{ requestsPerSecond: 10, concurrency: 1, maxBytes: 65_536, timeoutMs: 20_000 },
    allowPrivateHosts: channel.allowPrivateHosts,
    robots: 'ignore',
  } as const;
  const agent = `Glaneur/${version} (+${settings.operatorContact ?? baseUrl})`;
  const http = createTargetClient({ url: channel.url, limits }, undefined, agent);
  try {
    const id = `${channel.id}.${notices[0]?.id}-${notices.at(-1)?.id}`;
    await callWebhook(channel, http, { id, at: new Date(), baseUrl, notices, sources }, signal);
  } finally {
    await http.close();
  }
}
