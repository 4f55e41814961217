// PostgreSQL stores neither NUL nor half a surrogate pair. The test may also hit an escaped
// backslash, which then costs one needless cleaning.
const unstorable = /\\u(?:0000|d[89a-f])/;

/** JSON text that PostgreSQL accepts: characters it cannot store become U+FFFD. */
export function toJson(value: unknown): string {
  const text = JSON.stringify(value);
  return unstorable.test(text) ? JSON.stringify(value, cleanKeysAndText) : text;
}

/** Text that PostgreSQL accepts: characters it cannot store become U+FFFD. */
export function toText(text: string): string {
  return text.replace(/[\p{Surrogate}\0]/gu, '\ufffd');
}

function cleanKeysAndText(_key: string, value: unknown): unknown {
  if (typeof value === 'string') return toText(value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [toText(key), item]));
}
