import { xsd } from '../../../rdf/vocabularies.ts';

const base = xsd.string.value.replace(/string$/, '');
/** Prefix of the datatypes under which literals are kept that the store would change or refuse. */
const hidden = 'urn:glaneur:datatype:';
const geometry = 'http://www.opengis.net/ont/geosparql#wktLiteral';
const kept: ReadonlySet<string> = new Set([
  ...['duration', 'yearMonthDuration', 'dayTimeDuration', 'gYear', 'gYearMonth', 'gMonth'].map(
    (name) => base + name,
  ),
  ...['gDay', 'gMonthDay'].map((name) => base + name),
  geometry,
]);

const typed = /"\^\^<([^<>]+)> \.$/gm;
/** Integers beyond 64 bits. */
const large = /"[+-]?\d{19,}"\^\^<([^<>]+)> \.$/gm;

/**
 * Gives the literals that Virtuoso changes or refuses (durations, parts of dates, geometries, large
 * integers) a datatype of ours, under which it keeps their text. Works on canonical N-Triples lines;
 * {@link showDatatype} is the way back.
 */
export function hideLiterals(ntriples: string): string {
  return ntriples
    .replace(typed, (all, datatype: string) => (kept.has(datatype) ? hide(all, datatype) : all))
    .replace(large, (all, datatype: string) =>
      datatype.startsWith(base) ? hide(all, datatype) : all,
    );
}

function hide(end: string, datatype: string): string {
  return end.replace(`<${datatype}>`, () => `<${hidden}${encodeURIComponent(datatype)}>`);
}

/** The datatype that a literal was published with. */
export function showDatatype(datatype: string): string {
  return datatype.startsWith(hidden) ? decodeURIComponent(datatype.slice(hidden.length)) : datatype;
}
