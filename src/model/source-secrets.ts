import type { SourceInput } from './managed-source.ts';
import type { Authentication } from './source.ts';

/** Parts of `auth` that nobody reads again. */
const secretParts = ['password', 'token', 'value'];

/** What was written of a source, without the secrets in it. */
export function withoutSecrets(input: SourceInput): SourceInput {
  const auth = authOf(input);
  if (auth === null) return input;
  const shown = Object.entries(auth).filter(([name]) => !secretParts.includes(name));
  return { ...input, auth: Object.fromEntries(shown) };
}

/**
 * What was written of a source, with the secrets it has already where the same kind of `auth` leaves
 * them out. `isKept` says whether one was filled in.
 */
export function withKeptSecrets(
  input: SourceInput,
  known: Authentication | null,
): { readonly input: SourceInput; readonly isKept: boolean } {
  const auth = authOf(input);
  if (auth === null || known === null || known.kind !== auth['kind'])
    return { input, isKept: false };
  const kept = Object.entries(known).filter(
    ([name]) => secretParts.includes(name) && !(name in auth),
  );
  if (kept.length === 0) return { input, isKept: false };
  return { input: { ...input, auth: { ...auth, ...Object.fromEntries(kept) } }, isKept: true };
}

function authOf({ auth }: SourceInput): Readonly<Record<string, unknown>> | null {
  return typeof auth === 'object' && auth !== null
    ? Object.fromEntries(Object.entries(auth))
    : null;
}
