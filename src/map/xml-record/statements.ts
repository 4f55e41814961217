import type { NamedNode } from '@rdfjs/types';
import { authority } from '../../rdf/authorities.ts';
import {
  dcat,
  dct,
  dpv,
  healthdcatap,
  literal,
  namedNode,
  rdf,
  rdfs,
  xsd,
} from '../../rdf/vocabularies.ts';
import { readDate, readPeriod } from '../dates.ts';
import { publishableText } from '../texts.ts';
import { frequencyIri } from '../values/frequencies.ts';
import { languageIri } from '../values/languages.ts';
import { parseCount } from '../values/numbers.ts';
import { placeIri } from '../values/places.ts';
import { isPlaceholder } from '../values/text.ts';
import { codeOfAddress, healthThemeIri } from '../values/topics.ts';
import type { Said, XmlRecord } from './record.ts';

/** A date under a property that has one at most: the first that can be read. */
export function addDate(record: XmlRecord, property: NamedNode, given: string | undefined): void {
  const { writer } = record;
  if (!given || isPlaceholder(given) || writer.has(writer.subject, property)) return;
  const date = readDate(given, property, writer);
  if (date) writer.add(writer.subject, property, literal(date.value, xsd[date.type]));
}

/** dct:temporal; an end such as "en cours" leaves the period open. */
export function addPeriod(
  record: XmlRecord,
  start: string | undefined,
  end: string | undefined,
): void {
  const { writer } = record;
  const period = readPeriod(start, end, dct.temporal, writer);
  if (!period.start && !period.end) return;
  const node = writer.node();
  writer.add(writer.subject, dct.temporal, node);
  writer.add(node, rdf.type, dct.PeriodOfTime);
  for (const [property, date] of [
    [dcat.startDate, period.start],
    [dcat.endDate, period.end],
  ] as const) {
    if (date) writer.add(node, property, literal(date.value, xsd[date.type]));
  }
}

/** dct:spatial, by concepts of the EU lists and GeoNames. */
export function addPlaces(record: XmlRecord, places: readonly string[]): void {
  const { writer } = record;
  for (const text of places) {
    if (isPlaceholder(text)) continue;
    const place = placeIri(text, writer.terms);
    if (!place) {
      writer.note(
        'unknown-value',
        dct.spatial,
        `A place is in none of the lists: ${text.slice(0, 80)}`,
      );
      continue;
    }
    if (!place.startsWith(authority.country)) writer.add(namedNode(place), rdf.type, dct.Location);
    writer.add(writer.subject, dct.spatial, namedNode(place));
  }
}

/** dct:language of the data. */
export function addLanguages(record: XmlRecord, languages: readonly string[]): void {
  const { writer } = record;
  for (const text of languages) {
    if (isPlaceholder(text)) continue;
    const language = languageIri(text, writer.terms);
    if (language) writer.add(writer.subject, dct.language, namedNode(language));
    else writer.note('unknown-value', dct.language, 'This is no language of the EU list', text);
  }
}

/** dct:accrualPeriodicity: the first that the EU list knows. */
export function addFrequency(record: XmlRecord, given: readonly string[]): void {
  const { writer } = record;
  const said = given.filter((text) => !isPlaceholder(text));
  const known = said
    .map((text) => frequencyIri(text, writer.terms))
    .find((iri) => iri !== undefined);
  if (known) writer.add(writer.subject, dct.accrualPeriodicity, namedNode(known));
  else if (said[0]) {
    const why = 'This is no frequency of the EU list';
    writer.note('unknown-value', dct.accrualPeriodicity, why, said[0]);
  }
}

/** A keyword for every topic, a theme where one of the EU list covers it, a code where it is linked. */
export function addTopic(record: XmlRecord, { text, language }: Said, address?: string): void {
  const { writer } = record;
  const keyword = publishableText(text, dcat.keyword, writer);
  if (keyword !== undefined) writer.add(writer.subject, dcat.keyword, literal(keyword, language));
  const theme = keyword && healthThemeIri(keyword);
  if (theme) writer.add(writer.subject, healthdcatap.healthTheme, namedNode(theme));
  const found = address && codeOfAddress(address);
  if (found) {
    const system = namedNode(`${authority.codingSystem}/${found.system}`);
    writer.add(writer.subject, healthdcatap.hasCodingSystem, system);
    const code = literal(`${found.system}:${found.code}`);
    writer.add(writer.subject, healthdcatap.hasCodeValues, code);
  } else if (address && /^\d{11,}$/.test(address.trim())) {
    const why = 'This ICD-11 code was destroyed before it came here';
    writer.note('unknown-value', healthdcatap.hasCodeValues, why, address);
  }
}

/** The number of people; true when it was certain. The source's words stay in a note beside it. */
export function addSize({ writer }: XmlRecord, text: string): boolean {
  const property = healthdcatap.numberOfUniqueIndividuals;
  const count = parseCount(text);
  if (!count) {
    const why = 'No single number of people can be read with certainty';
    writer.note('unknown-value', property, why, text);
    return false;
  }
  writer.add(writer.subject, property, literal(String(count.value), xsd.nonNegativeInteger));
  if (text.trim() !== String(count.value)) {
    const how = count.approximate
      ? 'A rounded number of people was read from text'
      : 'A number of people was read from text';
    writer.note('repaired', property, how, text);
  }
  return !count.approximate;
}

const described = {
  provenance: [dct.provenance, dct.ProvenanceStatement, rdfs.label],
  legalBasis: [dpv.hasLegalBasis, dpv.LegalBasis, dct.description],
} as const;

/** dct:provenance or dpv:hasLegalBasis: a node with a text in each language. */
export function addDescribed(
  record: XmlRecord,
  what: keyof typeof described,
  said: readonly Said[],
): void {
  const { writer } = record;
  const [property, type, label] = described[what];
  const texts = said.flatMap(({ text, language }) => {
    const clean = publishableText(text, property, writer);
    return clean === undefined ? [] : [literal(clean, language)];
  });
  if (texts.length === 0) return;
  const node = writer.node();
  writer.add(writer.subject, property, node);
  writer.add(node, rdf.type, type);
  for (const text of texts) writer.add(node, label, text);
}
