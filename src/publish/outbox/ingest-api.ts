import type { HttpResponse, WritableHttp } from '../../harvest/ports.ts';
import { aProblem, HarvestError, type ProblemCode } from '../../model/problem.ts';
import { retryAfterMs } from '../../model/retry-after.ts';
import { readReason } from './answer-text.ts';
import type { Carrier, Delivery, DeliveryAnswer } from './port.ts';

type Put = Extract<Delivery, { kind: 'put' }>;

/** Everything from 400 on is an answer here: what it means depends on the verb. */
const everyStatus: readonly number[] = Array.from({ length: 200 }, (_, index) => 400 + index);

const longestRemoteId = 2000;
/** A longer pause than a day is a mistake. */
const longestPauseMs = 86_400_000;

/**
 * Delivers with the verbs of the Health Data Hub ingest API below `url`: `POST /ingest/datasets`,
 * `PUT /ingest/datasets/origin`, `DELETE /ingest/datasets/{id}`. The client adds the key.
 */
export function createIngestApi(url: string, http: WritableHttp): Carrier {
  const datasets = `${url.replace(/\/+$/, '')}/ingest/datasets`;

  function send(verb: 'POST' | 'PUT', { originalId, document: body }: Put, signal: AbortSignal) {
    const request = {
      body,
      contentType: 'text/turtle; charset=utf-8',
      accept: 'application/json',
      expect: everyStatus,
      signal,
    };
    return verb === 'POST'
      ? http.post(datasets, request)
      : http.put(`${datasets}/origin?originalId=${encodeURIComponent(originalId)}`, request);
  }

  /** Whether the target has the record is told by its answers alone: ours may be an old belief. */
  async function put(delivery: Put, signal: AbortSignal): Promise<DeliveryAnswer> {
    if (!delivery.isNew) {
      const updated = await send('PUT', delivery, signal);
      if (updated.status !== 404) return answerOf(updated);
      return answerOf(await send('POST', delivery, signal));
    }
    const created = await send('POST', delivery, signal);
    // A target that knows the record already says 409, or 400 where it has no other word for it.
    if (created.status !== 409 && created.status !== 400) return answerOf(created);
    const updated = await send('PUT', delivery, signal);
    // Whose record it is, or what is wrong with it, stands in the first answer; the key was good for that.
    return [400, 403, 404, 409].includes(updated.status) ? answerOf(created) : answerOf(updated);
  }

  async function remove(reference: string, signal: AbortSignal): Promise<DeliveryAnswer> {
    const address = `${datasets}/${encodeURIComponent(reference)}`;
    const answer = await http.delete(address, { expect: everyStatus, signal });
    const isGone = answer.status === 404 || answer.status === 410;
    return isGone ? { kind: 'accepted', remoteId: null } : answerOf(answer);
  }

  return {
    deliver: async (delivery, signal) => {
      try {
        if (delivery.kind === 'put') return await put(delivery, signal);
        return await remove(delivery.remoteId ?? delivery.originalId, signal);
      } catch (error) {
        if (signal.aborted || !(error instanceof HarvestError)) throw error;
        return answerOfFailure(error);
      }
    },
    close: () => http.close(),
  };
}

function answerOf(response: HttpResponse): DeliveryAnswer {
  const { status, headers } = response;
  if (status < 300) return { kind: 'accepted', remoteId: remoteIdOf(response) };
  const problem = (code: ProblemCode) => aProblem(code, `It answered ${status}${told(response)}`);
  if (status === 401 || status === 403) {
    return { kind: 'forbidden', problem: problem('DELIVER_FORBIDDEN') };
  }
  const mayPass = status === 408 || status === 425 || status === 429 || status >= 500;
  if (!mayPass) return { kind: 'refused', problem: problem('DELIVER_REFUSED') };
  return {
    kind: 'unavailable',
    problem: problem('DELIVER_UNAVAILABLE'),
    waitMs: Math.min(retryAfterMs(headers['retry-after'], Date.now()) ?? 0, longestPauseMs),
    // A gateway, or a server that says it is busy, would say the same of any other record.
    isAboutThis: status >= 500 && ![502, 503, 504].includes(status),
  };
}

function answerOfFailure(error: HarvestError): DeliveryAnswer {
  const { code, message } = error;
  if (code === 'FETCH_ADDRESS_REFUSED' || code === 'FETCH_REDIRECT_LOOP') {
    return { kind: 'forbidden', problem: aProblem('DELIVER_FORBIDDEN', message) };
  }
  return {
    kind: 'unavailable',
    problem: aProblem('DELIVER_UNAVAILABLE', message),
    waitMs: 0,
    isAboutThis: code !== 'FETCH_CONNECTION',
  };
}

function told(response: HttpResponse): string {
  const reason = readReason(response.body);
  return reason === '' ? '' : `: ${reason}`;
}

function remoteIdOf({ body }: HttpResponse): string | null {
  try {
    const answer: unknown = JSON.parse(Buffer.from(body).toString('utf8'));
    const id = typeof answer === 'object' && answer !== null && 'id' in answer ? answer.id : null;
    if (typeof id === 'number') return String(id);
    return typeof id === 'string' && id !== '' && id.length <= longestRemoteId ? id : null;
  } catch {
    return null;
  }
}
