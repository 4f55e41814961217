// Control characters and spaces, ASCII that RFC 3987 excludes, lone surrogates, non-characters and
// the specials block (U+FFFD marks a damaged text).
const never =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it finds.
  /[\u0000-\u0020<>"{}|\\^`\u007f-\u009f\ufdd0-\ufdef\ufff0-\uffff]|\p{Cs}/u;
const scheme = /^[a-zA-Z][a-zA-Z0-9+.-]*:/;
const authority = /^[^/?#]*:\/\/([^/?#]*)/;
const host = /^(?:[^@]*@)?(?:\[[0-9a-fA-Fv.:]+\]|[^[\]:@]*)(?::[0-9]*)?$/;
const badEscape = /%(?![0-9a-fA-F]{2})/;

/** Tells whether a text is an absolute IRI of RFC 3987 §2.2; rules of single schemes are not checked. */
export function isLegalIri(iri: string): boolean {
  if (!scheme.test(iri) || never.test(iri) || badEscape.test(iri)) return false;
  const [prefix = '', place] = authority.exec(iri) ?? [];
  // Square brackets stand around an IP address and nowhere else.
  if (/[[\]]/.test(iri.slice(prefix.length))) return false;
  return place === undefined || host.test(place);
}

const languageTag = /^[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*$/;

/** Tells whether a text has the form of a language tag (BCP 47, as Turtle's LANGTAG takes it). */
export function isLanguageTag(tag: string): boolean {
  return languageTag.test(tag);
}
