import { createHash, randomBytes } from 'node:crypto';

/** Credentials of an account at the store. */
export interface Account {
  readonly user: string;
  readonly password: string;
}

/** Answers challenges of a server; remembers the last, so that later requests need no second turn. */
export interface Authentication {
  /** Value of the Authorization header, or undefined before the first challenge. */
  header(method: string, url: string): string | undefined;
  /** Takes the WWW-Authenticate header of a 401; false when it asks for what is not spoken here. */
  challenge(header: string): boolean;
}

type Scheme = (method: string, url: string) => string;

/** Basic (RFC 7617) and Digest (RFC 7616, MD5 and SHA-256, qop auth): whichever the server asks for. */
export function createAuthentication(account: Account): Authentication {
  let scheme: Scheme | undefined;
  return {
    header: (method, url) => scheme?.(method, url),
    challenge(header) {
      scheme = /^\s*digest\b/i.test(header)
        ? digest(account, header)
        : /^\s*basic\b/i.test(header)
          ? basic(account)
          : undefined;
      return scheme !== undefined;
    },
  };
}

function basic({ user, password }: Account): Scheme {
  const value = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  return () => value;
}

const algorithms: ReadonlyMap<string, string> = new Map([
  ['md5', 'md5'],
  ['sha-256', 'sha256'],
]);

function digest({ user, password }: Account, header: string): Scheme | undefined {
  const { realm = '', nonce = '', opaque, qop, algorithm = 'MD5' } = parametersOf(header);
  const hashName = algorithms.get(algorithm.toLowerCase());
  if (!hashName) return undefined;
  const hash = (text: string) => createHash(hashName).update(text).digest('hex');
  const usesAuth = qop?.split(',').some((value) => value.trim() === 'auth') ?? false;
  const secret = hash(`${user}:${realm}:${password}`);
  let count = 0;
  return (method, url) => {
    const { pathname, search } = new URL(url);
    const uri = pathname + search;
    count += 1;
    const nc = count.toString(16).padStart(8, '0');
    const cnonce = randomBytes(8).toString('hex');
    const tail = usesAuth ? `${nc}:${cnonce}:auth:` : '';
    const response = hash(`${secret}:${nonce}:${tail}${hash(`${method}:${uri}`)}`);
    const quoted = { username: user, realm, nonce, uri, response, ...(opaque ? { opaque } : {}) };
    return [
      `Digest ${Object.entries(quoted)
        .map(([name, value]) => `${name}="${value.replace(/["\\]/g, '\\$&')}"`)
        .join(', ')}`,
      `algorithm=${algorithm}`,
      ...(usesAuth ? ['qop=auth', `nc=${nc}`, `cnonce="${cnonce}"`] : []),
    ].join(', ');
  };
}

function parametersOf(header: string): Readonly<Record<string, string | undefined>> {
  const pairs = header.matchAll(/([a-z]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/gi);
  return Object.fromEntries(
    [...pairs].map(([, name = '', quoted, plain]) => [
      name.toLowerCase(),
      quoted?.replace(/\\(.)/g, '$1') ?? plain,
    ]),
  );
}
