import { type Context, createContext } from '../context.ts';
import type { Notice, NoticeChannel } from '../model/notice.ts';
import { HarvestError } from '../model/problem.ts';
import { readNotifications } from '../notification-settings.ts';
import { channelOverview, send } from '../notifications.ts';
import { createNoticeStore } from '../store/notices.ts';
import type { CommandInput } from './command.ts';

const usageError = 64;

/** `glaneur notifications`: how far each channel is; with `test`, sends it a trial message. */
export async function manageNotifications(input: CommandInput): Promise<number> {
  const [action, id] = input.operands;
  if (action !== undefined && (action !== 'test' || id === undefined)) {
    input.stderr.write('Say notifications, or notifications test ID.\n');
    return usageError;
  }
  const context = await createContext(input.settings);
  try {
    return id === undefined ? await list(input, context) : await test(input, context, id);
  } finally {
    await context.close();
  }
}

async function list({ options, stdout }: CommandInput, context: Context): Promise<number> {
  const store = createNoticeStore({ database: context.database, now: () => new Date() });
  const { channels } = await readNotifications(context.settings);
  await store.register(channels.map(({ id }) => id));
  const rows = await channelOverview(context);
  if (options.json) {
    stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
    return 0;
  }
  for (const { id, kind, waiting, toldAt, problem } of rows) {
    const told = toldAt === null ? 'never told' : `last told ${toldAt.toISOString()}`;
    stdout.write(`${id}  ${kind}  ${waiting} waiting, ${told}\n`);
    if (problem) stdout.write(`  ${problem.code}: ${problem.message}\n`);
  }
  if (rows.length === 0)
    stdout.write('No channel has a server or address yet; see config/notifications.yaml.\n');
  return 0;
}

/** Tells a channel something that did not happen, marked as a trial; nothing is stored. */
async function test(
  { stdout, signal }: CommandInput,
  context: Context,
  id: string,
): Promise<number> {
  const { channels } = await readNotifications(context.settings);
  const channel = findChannel(channels, id);
  const notice: Notice = {
    ...{ id: 0, key: 'trial', kind: 'harvest-recovered', sourceId: 'trial', at: new Date() },
    ...{ problem: null, figures: {} },
  };
  const title = { fr: 'Message d’essai', en: 'Trial message' };
  const sources = new Map([['trial', { id: 'trial', title, timeZone: 'Europe/Paris' }]]);
  await send(context, channel, [notice], sources, signal);
  stdout.write(`A trial message was sent to ${id}\n`);
  return 0;
}

function findChannel(channels: readonly NoticeChannel[], id: string): NoticeChannel {
  const channel = channels.find((candidate) => candidate.id === id);
  if (channel) return channel;
  const known = channels.map((candidate) => candidate.id).join(', ') || 'none';
  const reason = `There is no channel ${id}; the channels are: ${known}`;
  throw new HarvestError('CONFIG_INVALID', reason);
}
