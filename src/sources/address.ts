/** The address that a reference means at a base, or null when it is none. */
export function addressOf(reference: string, base?: string): URL | null {
  return URL.canParse(reference, base) ? new URL(reference, base) : null;
}
