import { HarvestError } from '../model/problem.ts';

/** The URL as it may be shown: without user name and password. */
export function shownUrl(url: URL): string {
  const shown = new URL(url);
  shown.username = '';
  shown.password = '';
  return shown.href;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function reasonOf(error: unknown): string {
  const code = codeOf(error);
  switch (code) {
    case 'ENOTFOUND':
      return 'the host name is unknown';
    case 'EAI_AGAIN':
      return 'the host name could not be looked up';
    case 'ECONNREFUSED':
      return 'the connection was refused';
    default: {
      const message = error instanceof Error ? error.message : String(error);
      return code && !message.includes(code) ? `${message} (${code})` : message;
    }
  }
}

const timeoutCodes: ReadonlySet<string> = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
]);

/** Classifies what undici, the network or zlib threw while a URL was being fetched. */
export function fetchFailure(
  error: unknown,
  url: URL,
  stage: 'before the answer' | 'in the body',
): HarvestError {
  if (error instanceof HarvestError) return error;
  const shown = shownUrl(url);
  const code = codeOf(error);
  if (timeoutCodes.has(code)) {
    const waiting =
      stage === 'in the body' ? 'fell silent in the middle' : 'did not answer in time';
    return new HarvestError('FETCH_TIMEOUT', `${shown} ${waiting}`, { cause: error });
  }
  if (stage === 'before the answer') {
    const message = `No answer from ${shown}: ${reasonOf(error)}`;
    return new HarvestError('FETCH_CONNECTION', message, { cause: error });
  }
  const message =
    code === 'Z_DATA_ERROR'
      ? `The body of ${shown} is damaged: it cannot be decompressed`
      : `The body of ${shown} broke off: ${reasonOf(error)}`;
  return new HarvestError('FETCH_TRUNCATED', message, { cause: error });
}

const statusWords: Readonly<Record<number, string>> = {
  401: 'it asks for credentials, or refuses those given',
  403: 'access is forbidden; credentials may be missing or wrong',
  404: 'nothing is at this address',
  410: 'the address is declared gone',
  429: 'it asks for fewer requests',
};

/** Error of a status that is no answer; `waitMs` is the pause it asks for, in milliseconds. */
export function statusFailure(status: number, url: URL, waitMs: number | null): HarvestError {
  const words = statusWords[status] ?? (status >= 500 ? 'the server failed' : 'it refused');
  const pause = waitMs ? ` and asks to wait ${Math.ceil(waitMs / 1000)} s` : '';
  return new HarvestError('FETCH_STATUS', `${shownUrl(url)} answered ${status}: ${words}${pause}`);
}
