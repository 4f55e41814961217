import { type TSchema, Type } from '@fastify/type-provider-typebox';
import { HttpProblem } from '../problem.ts';
import { listOf, nullable, strict } from './schemas.ts';

/** Parameters of a query for one page of a list. */
export const paging = {
  cursor: Type.Optional(
    Type.String({ maxLength: 4000, description: 'The `next` of the page before' }),
  ),
  limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
};

/** Forms of what cursors are made of. */
export const instantForm = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
export const uuidForm = /^[0-9a-f-]{36}$/i;

/** One page of a list; `next` is the cursor of the page after it, null on the last one. */
export function pageOf<Schema extends TSchema>(item: Schema) {
  return strict({ items: listOf(item), next: nullable(Type.String()) });
}

/**
 * Cuts a page out of items of which one more than `limit` was asked for. A cursor names the last
 * item, so what comes and goes meanwhile neither repeats nor hides another.
 */
export function toPage<Item>(
  items: readonly Item[],
  limit: number,
  place: (last: Item) => readonly (string | number)[],
): { readonly items: readonly Item[]; readonly next: string | null } {
  const page = items.slice(0, limit);
  const last = page.at(-1);
  const isLast = items.length <= limit || last === undefined;
  return { items: page, next: isLast ? null : encode(place(last)) };
}

function encode(place: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/**
 * The place a cursor names, as texts; null without a cursor.
 *
 * @throws HttpProblem BAD_REQUEST for one that was not given out
 */
export function readCursor<const Forms extends readonly RegExp[]>(
  cursor: string | undefined,
  forms: Forms,
): { readonly [Index in keyof Forms]: string } | null {
  if (cursor === undefined) return null;
  const place = decode(cursor);
  const texts = Array.isArray(place) ? place.map(String) : [];
  if (texts.length !== forms.length || !forms.every((form, index) => form.test(texts[index] ?? '')))
    throw new HttpProblem('BAD_REQUEST', 'The cursor is not one that this list gave out.');
  // As many texts as forms, checked above.
  return texts as unknown as { readonly [Index in keyof Forms]: string };
}

function decode(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return null;
  }
}

/** The place in a list by creation that a cursor names. */
export function readCreation(cursor: string | undefined) {
  const place = readCursor(cursor, [instantForm, uuidForm]);
  return place ? { createdAt: new Date(place[0]), id: place[1] } : undefined;
}

/** The place of an item in a list by creation. */
export function lastCreated({ createdAt, id }: { readonly createdAt: Date; readonly id: string }) {
  return [createdAt.toISOString(), id];
}
