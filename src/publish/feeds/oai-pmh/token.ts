import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { metadataPrefixes, type Selection } from './terms.ts';

const moment = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$' });
const state = Type.Object(
  {
    prefix: Type.Enum([...metadataPrefixes]),
    from: Type.Optional(moment),
    before: Type.Optional(moment),
    set: Type.Optional(Type.String({ maxLength: 200 })),
    after: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
    cursor: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
  },
  { additionalProperties: false },
);

/**
 * A token that says itself where a list goes on. It names the serial of the last record delivered:
 * whatever changes meanwhile takes a higher one and comes later, so nothing is missed, and no token
 * ever expires.
 */
export function tokenOf({ from, before, ...rest }: Selection): string {
  const text: Static<typeof state> = {
    ...rest,
    ...(from && { from: from.toISOString() }),
    ...(before && { before: before.toISOString() }),
  };
  return Buffer.from(JSON.stringify(text)).toString('base64url');
}

/** Where a token says to go on, or null when it is none of ours. */
export function resumeFrom(token: string): Selection | null {
  if (token.length > 1000) return null;
  try {
    const found: unknown = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    if (!Value.Check(state, found)) return null;
    const { from, before, ...rest } = found;
    const dates = {
      ...(from && { from: new Date(from) }),
      ...(before && { before: new Date(before) }),
    };
    const isReal = Object.values(dates).every((date) => !Number.isNaN(date.getTime()));
    return isReal ? { ...rest, ...dates } : null;
  } catch {
    return null;
  }
}
