/** Steps into nested objects; undefined where the way ends. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let here = value;
  for (const step of path) {
    if (typeof here !== 'object' || here === null || Array.isArray(here)) return undefined;
    here = Object.hasOwn(here, step) ? (here as Record<string, unknown>)[step] : undefined;
  }
  return here;
}

const mostItems = 1_000;

/** A list, whether the source wrote an array, one object in its place, or nothing. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null || value === '') return [];
  return Array.isArray(value) ? value.slice(0, mostItems) : [value];
}

/** A text: strings and finite numbers as they are, `{ value }` by its value; undefined when empty. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value === 'object' && value !== null) return textOf(at(value, 'value'));
  if (typeof value !== 'string') return undefined;
  return value.trim() === '' ? undefined : value;
}

const longestEmbedded = 200_000;

/** JSON that a source wrote as text inside JSON; the value itself when it is none. */
export function embedded(value: unknown): unknown {
  if (typeof value !== 'string' || value.length > longestEmbedded) return value;
  if (!/^\s*[{[]/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown; // JSON.parse says any; every reader narrows.
  } catch {
    return value;
  }
}

/**
 * Items of a list printed by Python without escaping apostrophes: `['a','b de l'étude']`. Items may
 * be JSON objects; other texts are their only item.
 */
export function pythonList(value: unknown): readonly unknown[] {
  const read = embedded(value);
  if (typeof read !== 'string') return listOf(read).map(embedded);
  const trimmed = read.trim();
  if (!trimmed.startsWith("['") || !trimmed.endsWith("']")) return trimmed === '' ? [] : [trimmed];
  return trimmed
    .slice(2, -2)
    .split(/' ?, ?'/)
    .slice(0, mostItems)
    .map(embedded);
}
