import type { Literal, Term } from '@rdfjs/types';
import { nodeKey } from '../../rdf/graph.ts';
import { dct, foaf, literal, namedNode, rdfs, skos, xsd } from '../../rdf/vocabularies.ts';
import { readDate } from '../dates.ts';
import { publishableText } from '../texts.ts';
import { repairWebAddress } from '../values/iris.ts';
import { parseByteSize, parseCount, parseWhole } from '../values/numbers.ts';
import { type Place, type Reader, unknownValue, valuesOf } from './record.ts';

/** Properties that name a node, best first. */
const naming = [skos.prefLabel, rdfs.label, dct.title, foaf.name, dct.description];

/** The literals that name a node; a literal names itself. */
export function namesOf(value: Term, place: Place): readonly Literal[] {
  if (value.termType === 'Literal') return [value];
  for (const property of naming) {
    const names = valuesOf(place.record, value, property).filter(
      (name) => name.termType === 'Literal',
    );
    if (names.length > 0) return names;
  }
  return [];
}

/** Free text; literals without a tag get the source's language, a described node gives its names. */
export const text: Reader = (value, place) => {
  const names = namesOf(value, place);
  if (names.length === 0) return unknownValue(place, value, 'A text was expected here');
  return names.flatMap((name) => {
    const clean = publishableText(name.value, place.property, place.record.writer);
    return clean === undefined ? [] : [literal(clean, name.language || place.record.language)];
  });
};

/** A name, a code or a version: text that belongs to no language unless the source says so. */
export const word: Reader = (value, place) =>
  namesOf(value, place).flatMap((name) => {
    const clean = publishableText(name.value, place.property, place.record.writer);
    if (clean === undefined) return [];
    return [name.language ? literal(clean, name.language) : literal(clean)];
  });

function noteRewriting(value: Term, lexical: string, place: Place): void {
  if (value.value.trim() === lexical) return;
  const message = 'A value was rewritten in the form of its datatype';
  place.record.writer.note('repaired', place.property, message, value.value);
}

/** Any date of DCAT-AP: xsd:date, xsd:dateTime, xsd:gYear or xsd:gYearMonth, by what is given. */
export const date: Reader = (value, place) => {
  if (value.termType !== 'Literal') return unknownValue(place, value, 'A date was expected here');
  const parsed = readDate(value.value, place.property, place.record.writer);
  return parsed ? [literal(parsed.value, xsd[parsed.type])] : [];
};

/**
 * xsd:nonNegativeInteger from any spelling of a whole number. A negative one is kept as it is:
 * validation must see it.
 */
export const count: Reader = (value, place) => {
  const whole = parseWhole(value.value);
  if (whole !== undefined) {
    noteRewriting(value, String(whole), place);
    return [literal(String(whole), whole < 0 ? xsd.integer : xsd.nonNegativeInteger)];
  }
  const read = parseCount(value.value);
  if (!read) return unknownValue(place, value, 'No single number can be read here with certainty');
  place.record.writer.note('repaired', place.property, 'A number was read from text', value.value);
  return [literal(String(read.value), xsd.nonNegativeInteger)];
};

/** dcat:byteSize: bytes, also from "2,5 Mo". */
export const byteSize: Reader = (value, place) => {
  const size = parseByteSize(value.value.replace(/\.0+$/, ''));
  if (size === undefined) return unknownValue(place, value, 'This is no size in bytes');
  noteRewriting(value, String(size), place);
  return [literal(String(size), xsd.nonNegativeInteger)];
};

/** xsd:decimal, with a point or a comma. */
export const decimal: Reader = (value, place) => {
  const digits = value.value.trim().replace(',', '.');
  if (digits.length > 40 || !/^[+-]?\d+(?:\.\d+)?$/.test(digits)) {
    return unknownValue(place, value, 'This is no decimal number');
  }
  noteRewriting(value, digits, place);
  return [literal(digits, xsd.decimal)];
};

/** xsd:duration. */
export const duration: Reader = (value, place) => {
  const lexical = value.value.trim();
  return /^-?P(?=.)(?:\d{1,6}Y)?(?:\d{1,6}M)?(?:\d{1,6}D)?(?:T(?=.)(?:\d{1,6}H)?(?:\d{1,6}M)?(?:\d{1,6}(?:\.\d{1,6})?S)?)?$/.test(
    lexical,
  )
    ? [literal(lexical, xsd.duration)]
    : unknownValue(place, value, 'This is no duration such as P1M');
};

const truths = new Map([
  ['true', 'true'],
  ['1', 'true'],
  ['oui', 'true'],
  ['yes', 'true'],
  ['false', 'false'],
  ['0', 'false'],
  ['non', 'false'],
  ['no', 'false'],
]);

/** xsd:boolean, also from oui, non, 1, 0. */
export const boolean: Reader = (value, place) => {
  const truth = truths.get(value.value.trim().toLowerCase());
  if (!truth) return unknownValue(place, value, 'This is neither true nor false');
  noteRewriting(value, truth, place);
  return [literal(truth, xsd.boolean)];
};

/** The http(s) address a value stands for: itself, or the page a blank node speaks of. */
export function addressOf(value: Term, place: Place): string | undefined {
  const target =
    value.termType === 'BlankNode'
      ? [foaf.homepage, foaf.page].flatMap((p) => valuesOf(place.record, value, p))[0]
      : value;
  const found = target && repairWebAddress(target.value);
  if (found?.repaired) {
    place.record.writer.note('repaired', place.property, 'An address was mended', target?.value);
  }
  return found?.iri;
}

/** A link to any resource: the dataset itself or a node read before, else a web address. */
export const link: Reader = (value, place) => {
  const known = value.termType === 'Literal' ? undefined : place.record.read.get(nodeKey(value));
  if (known) return [known];
  const address = addressOf(value, place);
  return address === undefined
    ? unknownValue(place, value, 'This is no web address')
    : [namedNode(address)];
};

/** Any IRI, kept as it is: roles, motivations and other terms of open lists. */
export const term: Reader = (value, place) =>
  value.termType === 'NamedNode' ? [value] : unknownValue(place, value, 'An IRI was expected here');
