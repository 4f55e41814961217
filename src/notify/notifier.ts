import type { Notice, NoticeChannel, NoticeStore } from '../model/notice.ts';
import { type Problem, problemOf } from '../model/problem.ts';
import type { NamedSource } from './digest.ts';
import { noticesOf, type Watched } from './notices.ts';

/** Most notices of one message; what is more comes with the next. */
const mostPerDigest = 200;

/** What the notifier needs from outside. */
export interface NotifierPorts {
  readonly store: NoticeStore;
  /** The sources as they are now, with the time between their runs. */
  readonly sources: () => Promise<readonly (Watched & { readonly source: NamedSource })[]>;
  readonly send: (
    channel: NoticeChannel,
    notices: readonly Notice[],
    sources: ReadonlyMap<string, NamedSource>,
    signal: AbortSignal,
  ) => Promise<void>;
  readonly observe: (event: NotifyEvent) => void;
  readonly now: () => Date;
}

/** What is worth knowing of notifications. */
export type NotifyEvent =
  | { readonly kind: 'told'; readonly channel: string; readonly notices: number }
  | { readonly kind: 'failed'; readonly channel: string | null; readonly problem: Problem };

/**
 * Tells each channel at intervals what is new, in one message. One process of many does it; what is
 * noticed is stored before it is told, and a channel that cannot be told is tried again at the next
 * interval with everything that came up meanwhile.
 */
export async function startNotifier(
  ports: NotifierPorts,
  channels: readonly NoticeChannel[],
  intervalMs: number,
): Promise<() => Promise<void>> {
  if (channels.length === 0) return async () => undefined;
  await ports.store.register(channels.map(({ id }) => id));
  const stopping = new AbortController();
  let round: Promise<void> | undefined;
  const begin = () => {
    round ??= notify(ports, channels, stopping.signal)
      .catch((error: unknown) => {
        if (!stopping.signal.aborted)
          ports.observe({ kind: 'failed', channel: null, problem: problemOf(error) });
      })
      .finally(() => {
        round = undefined;
      });
  };
  begin();
  const timer = setInterval(begin, intervalMs);
  return async () => {
    clearInterval(timer);
    stopping.abort();
    await round;
  };
}

/** Notices what is new and tells every channel, once. */
export async function notify(
  ports: NotifierPorts,
  channels: readonly NoticeChannel[],
  signal: AbortSignal,
): Promise<void> {
  const { store } = ports;
  const release = await store.lock();
  if (release === null) return;
  try {
    const watched = await ports.sources();
    await store.add(noticesOf(await store.facts(), watched, ports.now()));
    const sources = new Map(watched.map(({ source }) => [source.id, source]));
    for (const channel of channels) await tell(ports, channel, sources, signal);
  } finally {
    await release();
  }
}

async function tell(
  { store, send, observe }: NotifierPorts,
  channel: NoticeChannel,
  sources: ReadonlyMap<string, NamedSource>,
  signal: AbortSignal,
): Promise<void> {
  const notices = await store.untold(channel.id, channel.sources ?? null, mostPerDigest);
  const last = notices.at(-1);
  if (last === undefined) return;
  try {
    await send(channel, notices, sources, signal);
  } catch (error) {
    if (signal.aborted) return;
    const problem = problemOf(error);
    await store.failed(channel.id, problem);
    observe({ kind: 'failed', channel: channel.id, problem });
    return;
  }
  await store.told(channel.id, last.id);
  observe({ kind: 'told', channel: channel.id, notices: notices.length });
}
