/**
 * Milliseconds that a Retry-After field asks to wait, from seconds or an HTTP date; null when it is
 * absent or unreadable (RFC 9110 §10.2.3).
 */
export function retryAfterMs(value: string | undefined, now: number): number | null {
  if (value === undefined) return null;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
