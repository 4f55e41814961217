import type { Authentication } from '../model/source.ts';

/** Makes the headers that tell a source who asks: at its own origin only, none anywhere else. */
export function authenticate(
  auth: Authentication | undefined,
  sourceUrl: string,
): (url: URL) => Readonly<Record<string, string>> {
  if (!auth) return () => ({});
  const { origin } = new URL(sourceUrl);
  const headers = headersOf(auth);
  return (url) => (url.origin === origin ? headers : {});
}

function headersOf(auth: Authentication): Readonly<Record<string, string>> {
  switch (auth.kind) {
    case 'basic': {
      // UTF-8 as RFC 7617 §2.1 recommends.
      const credentials = Buffer.from(`${auth.user}:${auth.password}`, 'utf8').toString('base64');
      return { authorization: `Basic ${credentials}` };
    }
    case 'bearer':
      return { authorization: `Bearer ${auth.token}` };
    case 'header':
      return { [auth.name.toLowerCase()]: auth.value };
  }
}
