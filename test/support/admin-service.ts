import type { InjectOptions } from 'fastify';
import type { NewKey } from '../../src/model/access.ts';
import { type PushService, startPushService } from './push-service.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** The service with keys of every role. */
export interface AdminService extends PushService {
  /** Calls the API with a key; the path is below /api/v1. */
  call(
    key: string | null,
    method: Method,
    path: string,
    body?: object,
    headers?: Record<string, string>,
  ): ReturnType<typeof inject>;
  readonly keys: {
    readonly viewer: string;
    /** In charge of the source `north`. */
    readonly curator: string;
    readonly admin: string;
  };
  makeKey(key: Partial<NewKey>): Promise<string>;
}

function inject({ app }: PushService, options: InjectOptions) {
  return app.inject(options);
}

/** Starts the service of the push tests with keys for the API. */
export async function startAdminService(
  environment: Readonly<Record<string, string>> = {},
): Promise<AdminService> {
  const service = await startPushService(undefined, environment);
  const makeKey = async (key: Partial<NewKey>) => {
    const whole = {
      role: 'viewer',
      sourceId: null,
      name: 'test',
      expiresAt: null,
      ...key,
    } as const;
    return (await service.context.access.keys.create(whole)).secret;
  };
  return {
    ...service,
    makeKey,
    keys: {
      viewer: await makeKey({ role: 'viewer' }),
      curator: await makeKey({ role: 'curator', sourceId: 'north' }),
      admin: await makeKey({ role: 'admin' }),
    },
    call: (key, method, path, body, headers = {}) =>
      inject(service, {
        method,
        url: `/api/v1${path}`,
        headers: { ...(key === null ? {} : { authorization: `Bearer ${key}` }), ...headers },
        ...(body === undefined ? {} : { payload: body }),
      }),
  };
}
