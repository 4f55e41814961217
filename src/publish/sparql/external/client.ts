import { type Account, createAuthentication } from './digest.ts';

/** Why the store gave no usable answer. */
export type StoreFailureKind = 'unreachable' | 'late' | 'too-large' | 'refused';

/** A request that the store did not answer as hoped; the message holds no credentials. */
export class StoreFailure extends Error {
  override readonly name = 'StoreFailure';
  readonly kind: StoreFailureKind;
  /** Status of the answer, when there was one. */
  readonly status: number | undefined;

  constructor(
    kind: StoreFailureKind,
    message: string,
    more: { readonly status?: number; readonly cause?: unknown } = {},
  ) {
    super(message, { cause: more.cause });
    this.kind = kind;
    this.status = more.status;
  }
}

export interface StoreRequest {
  readonly url: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
  readonly maxBytes: number;
  readonly signal?: AbortSignal;
}

export interface StoreAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Speaks HTTP with the store that an administrator configured. */
export interface StoreClient {
  /**
   * Sends one request and reads the answer, at most `maxBytes` of it. Resolves for a status below
   * 300 and for 404. Throws a {@link StoreFailure} otherwise, and the reason of `signal` when that
   * aborts.
   */
  send(request: StoreRequest): Promise<StoreAnswer>;
}

/** Creates a client that signs its requests when the store asks for it. */
export function createStoreClient(account: Account | undefined): StoreClient {
  const authentication = account && createAuthentication(account);

  async function once(request: StoreRequest, signal: AbortSignal): Promise<Response> {
    const { url, method, headers, body } = request;
    const signature = authentication?.header(method, url);
    return fetch(url, {
      method,
      headers: { ...headers, ...(signature ? { authorization: signature } : {}) },
      // The store is at the address configured; what it points to elsewhere is not.
      redirect: 'error',
      signal,
      ...(body === undefined ? {} : { body }),
    });
  }

  async function signed(request: StoreRequest, signal: AbortSignal): Promise<Response> {
    const response = await once(request, signal);
    const asked = response.headers.get('www-authenticate');
    if (response.status !== 401 || !asked || !authentication?.challenge(asked)) return response;
    await response.body?.cancel();
    return once(request, signal);
  }

  return {
    async send(request) {
      const { signal: gone, timeoutMs, maxBytes } = request;
      gone?.throwIfAborted();
      const late = AbortSignal.timeout(timeoutMs);
      try {
        const response = await signed(request, AbortSignal.any(gone ? [gone, late] : [late]));
        const { status, headers } = response;
        const text = await readText(response, maxBytes);
        if (status < 300 || status === 404) return { status, headers, text };
        throw new StoreFailure('refused', refusal(status, text), { status });
      } catch (error) {
        if (error instanceof StoreFailure) throw error;
        gone?.throwIfAborted();
        if (late.aborted)
          throw new StoreFailure('late', `The store gave no answer in ${timeoutMs / 1000} seconds`);
        throw new StoreFailure('unreachable', `The store cannot be reached (${reason(error)})`, {
          cause: error,
        });
      }
    },
  };
}

async function readText(response: Response, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = '';
  // Breaking off ends the transfer: the store is not read faster or further than is of use.
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes)
      throw new StoreFailure('too-large', `The answer is larger than ${maxBytes} bytes`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

const longestReason = 300;

function refusal(status: number, text: string): string {
  const [line = ''] = text.trim().split('\n', 1);
  return `The store answered ${status}: ${line.slice(0, longestReason)}`;
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error ? cause.message || cause.name : error.message;
}
