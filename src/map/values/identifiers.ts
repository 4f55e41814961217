/**
 * An identifier with the agency that gave it, for a bare number means little alone: "PEF:3162". What
 * is a DOI or an address, or names its agency already ("FRESH-PEF3162"), stays as it is.
 */
export function identifierOf(code: string, agency: string | undefined): string {
  const trimmed = code.trim();
  const isBare = /^[\w./-]{1,60}$/.test(trimmed) && !/^10\.\d/.test(trimmed);
  if (!agency || agency.length > 60 || !isBare) return trimmed;
  const isNamed = trimmed.toLowerCase().startsWith(agency.toLowerCase());
  return isNamed ? trimmed : `${agency}:${trimmed}`;
}

/** The address of a DOI in any of its spellings; undefined for anything else. */
export function doiAddress(identifier: string): string | undefined {
  const doi =
    /^(?:doi:\s?|https?:\/\/(?:dx\.)?doi\.org\/)?(10\.\d{4,9}\/[^\s<>"{}|\\^`]{1,200})$/i.exec(
      identifier.trim(),
    )?.[1];
  return doi && `https://doi.org/${doi}`;
}
