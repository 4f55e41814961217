import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Act, Audit } from '../../model/audit.ts';
import { sourceOf } from './access.ts';

/** What a route adds to what the audit log says of a call. */
export interface ActDetails {
  readonly sourceId?: string;
  readonly target?: string;
  /** Never a secret. */
  readonly detail?: Readonly<Record<string, unknown>>;
  /** Who it was, where the route itself found that out. */
  readonly actor?: Act['actor'];
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by a route; null once the act is in the log. */
    act: ActDetails | null;
  }
}

const nobody = { kind: 'nobody', id: null, name: 'nobody' } as const;

/**
 * Writes each call of a route that has a name for it (`config.act`) to the audit log before it is
 * answered, done or refused. Strangers whom the route would not let in are not worth a line, nor
 * those whom the throttle turned away.
 */
export function auditActs(app: FastifyInstance, audit: Audit): void {
  const noted = new WeakSet<FastifyRequest>();
  app.decorateRequest('act', null);
  app.addHook('onSend', async (request, reply, payload) => {
    const { act, needs } = request.routeOptions.config;
    const isStranger = request.caller === null && needs !== 'anyone';
    if (act === undefined || noted.has(request) || isStranger || reply.statusCode === 429) {
      return payload;
    }
    // Before it is written: when that fails, the answer to the failure comes by here again.
    noted.add(request);
    const { params } = request;
    const { sourceId, target, detail, actor } = request.act ?? {};
    const identity = request.caller?.identity;
    await audit.write({
      actor: actor ?? (identity ? { ...pick(identity) } : nobody),
      address: request.ip,
      action: act,
      sourceId: sourceId ?? (needs ? sourceOf(request, needs) : null),
      target: target ?? lastOf(params),
      status: reply.statusCode,
      detail: detail ?? {},
    });
    return payload;
  });
}

function pick({ kind, id, name }: Act['actor']): Act['actor'] {
  return { kind, id, name };
}

function lastOf(params: unknown): string | null {
  if (typeof params !== 'object' || params === null) return null;
  const value: unknown = Object.values(params).at(-1);
  return typeof value === 'string' ? value : null;
}
