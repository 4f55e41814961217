import { once } from 'node:events';
import { Agent, request } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { onTestFinished } from 'vitest';

/** What a test asks. */
export type Asked =
  | string
  | {
      readonly url: string;
      readonly method?: 'GET' | 'HEAD';
      readonly headers?: Readonly<Record<string, string | undefined>>;
    };

/** What it looks at in the answer. */
export interface Answered {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly rawPayload: Buffer;
  readonly body: string;
  json(): unknown;
}

/** Asks an application over kept connections, as its `inject` asks without any. */
export async function overConnection(
  app: FastifyInstance,
): Promise<(asked: Asked) => Promise<Answered>> {
  const { hostname, port } = new URL(await app.listen({ host: '127.0.0.1', port: 0 }));
  const agent = new Agent({ keepAlive: true, maxSockets: 2 });
  onTestFinished(() => agent.destroy());
  return async (asked) => {
    const {
      url,
      method = 'GET',
      headers = {},
    } = typeof asked === 'string' ? { url: asked } : asked;
    const given = Object.entries(headers).filter(([, value]) => value !== undefined);
    const sent = request({
      agent,
      hostname,
      port,
      path: url,
      method,
      headers: Object.fromEntries(given),
    });
    sent.end();
    const [response] = await once(sent, 'response');
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk);
    const rawPayload = Buffer.concat(chunks);
    const body = rawPayload.toString();
    const { statusCode } = response;
    return {
      statusCode,
      headers: response.headers,
      rawPayload,
      body,
      json: () => JSON.parse(body),
    };
  };
}
