import { createHmac } from 'node:crypto';
import type { WritableHttp } from '../harvest/ports.ts';
import type { Notice, NoticeChannel } from '../model/notice.ts';
import { HarvestError } from '../model/problem.ts';
import { type NamedSource, sayNotice } from './digest.ts';

/**
 * Posts notices as JSON, signed as Standard Webhooks 1.0 has it: `webhook-signature` holds `v1,` and
 * the HMAC-SHA-256 of `id.timestamp.body`, in Base64.
 *
 * @throws HarvestError NOTIFY_FAILED, or a FETCH_ one when nothing answers
 */
export async function callWebhook(
  channel: Extract<NoticeChannel, { kind: 'webhook' }>,
  http: WritableHttp,
  call: {
    readonly id: string;
    readonly at: Date;
    readonly baseUrl: string;
    readonly notices: readonly Notice[];
    readonly sources: ReadonlyMap<string, NamedSource>;
  },
  signal: AbortSignal,
): Promise<void> {
  const { id, at, baseUrl, notices, sources } = call;
  const body = JSON.stringify({
    type: 'glaneur.notices',
    timestamp: at.toISOString(),
    data: {
      catalogue: baseUrl,
      notices: notices.map((notice) => describe(notice, sources.get(notice.sourceId), baseUrl)),
    },
  });
  const timestamp = Math.floor(at.getTime() / 1000).toString();
  const response = await http.post(channel.url, {
    body,
    contentType: 'application/json',
    headers: {
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': sign(channel.secret, `${id}.${timestamp}.${body}`),
    },
    expect: everyStatus,
    signal,
  });
  if (response.status >= 300)
    throw new HarvestError('NOTIFY_FAILED', `The webhook answered ${response.status}.`);
}

const everyStatus: readonly number[] = Array.from({ length: 200 }, (_, index) => 400 + index);

function describe(notice: Notice, source: NamedSource | undefined, baseUrl: string) {
  const { id, kind, sourceId, at, problem, figures } = notice;
  const named = source ?? { id: sourceId, title: { en: sourceId }, timeZone: 'UTC' };
  return {
    id,
    kind,
    source: { id: sourceId, title: named.title },
    at: at.toISOString(),
    problem: problem && { code: problem.code, message: problem.message },
    figures,
    text: { fr: sayNotice(notice, named, 'fr'), en: sayNotice(notice, named, 'en') },
    url: `${baseUrl}/sources/${sourceId}`,
  };
}

/** The key is Base64 behind `whsec_`, as the standard has it, or any other text as it is. */
function sign(secret: string, content: string): string {
  const key = secret.startsWith('whsec_')
    ? Buffer.from(secret.slice('whsec_'.length), 'base64')
    : Buffer.from(secret);
  return `v1,${createHmac('sha256', key).update(content).digest('base64')}`;
}
