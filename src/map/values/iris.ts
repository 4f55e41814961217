/** An address as it should have been written. */
export interface RepairedIri {
  readonly iri: string;
  /** Whether anything had to be mended. */
  readonly repaired: boolean;
}

const longest = 2_000;
// RFC 3987 §2.2: these never stand in an IRI as they are.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it encodes.
const forbidden = /[\u0000-\u0020\u007f<>"{}|\\^`]/g;
const badPercent = /%(?![0-9A-Fa-f]{2})/g;
const bareHost =
  /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,8}[\p{L}]{2,24}(?::\d{1,5})?(?:[/?#]|$)/u;
const doi = /^(?:doi\s*:?\s*|https?:\/\/(?:dx\.)?doi\.org\/(?:doi\s*:?\s*)?)(10\.\d{4,9}\/\S+)$/i;

const encode = (character: string) =>
  `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;

/** Tells whether an IRI is an http(s) address that WHATWG URL accepts. */
export function isWebAddress(iri: string): boolean {
  if (!/^https?:\/\//i.test(iri) || iri.length > longest) return false;
  try {
    return new URL(iri).hostname !== '';
  } catch {
    return false;
  }
}

/**
 * Reads a web address as people type them: trims it, encodes spaces and other forbidden characters,
 * adds a missing scheme ("www.example.org"), turns "doi: 10.1/x" into an address. Undefined when it
 * is no http(s) address even so; other schemes, `javascript:` among them, are refused.
 */
export function repairWebAddress(text: string): RepairedIri | undefined {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.length > longest) return undefined;
  const identifier = doi.exec(trimmed)?.[1];
  const schemed = identifier
    ? `https://doi.org/${identifier}`
    : bareHost.test(trimmed)
      ? `https://${trimmed}`
      : trimmed;
  const iri = schemed.replace(forbidden, encode).replace(badPercent, '%25');
  return isWebAddress(iri) ? { iri, repaired: iri !== text } : undefined;
}
