import type { NamedNode } from '@rdfjs/types';
import { dcat, dct, literal, namedNode, rdfs, xsd } from '../../rdf/vocabularies.ts';
import { readPeriod } from '../dates.ts';
import { listOf } from '../json.ts';
import { frequencyIri } from '../values/frequencies.ts';
import { languageIri } from '../values/languages.ts';
import { placeIri } from '../values/places.ts';
import type { Statements } from './statements.ts';
import { saidOf, wordsOf } from './texts.ts';

/** Says keywords (see wordsOf). */
export function sayKeywords(said: Statements, value: unknown, language?: string): void {
  for (const word of wordsOf(value)) said.sayTexts(said.dataset, dcat.keyword, word, language);
}

/** Says a period by the ends that can be read; both are kept back where they contradict. */
export function sayPeriod(
  said: Statements,
  property: NamedNode,
  startValue: unknown,
  endValue: unknown,
): void {
  const { start, end } = readPeriod(saidOf(startValue), saidOf(endValue), property, said);
  if (!start && !end) return;
  const period = said.node(dct.PeriodOfTime);
  said.say(said.dataset, property, period);
  if (start) said.say(period, dcat.startDate, literal(start.value, xsd[start.type]));
  if (end) said.say(period, dcat.endDate, literal(end.value, xsd[end.type]));
}

/** Says how often the data is updated. */
export function sayFrequency(said: Statements, value: unknown): void {
  said.sayConcept(said.dataset, dct.accrualPeriodicity, value, frequencyIri);
}

/** Says the languages of the data: codes, names or addresses. */
export function sayLanguages(said: Statements, value: unknown): void {
  for (const each of listOf(value)) {
    said.sayConcept(said.dataset, dct.language, each, languageIri);
  }
}

/** Says a place: the concept or address it means, else a place of that name. */
export function sayPlace(said: Statements, value: unknown): void {
  const name = saidOf(value);
  if (name === undefined) return;
  const iri = /^https?:\/\/\S+$/.test(name) ? name : placeIri(name, said.context.terms);
  if (iri !== undefined) {
    said.say(said.dataset, dct.spatial, namedNode(iri));
    return;
  }
  const place = said.node(dct.Location);
  said.say(said.dataset, dct.spatial, place);
  said.say(place, rdfs.label, literal(name));
}

/** Root of the site that a record's address belongs to, or undefined for an address without an API. */
export function siteOf(url: string, api: string): string | undefined {
  const end = url.indexOf(api);
  return end < 0 || !/^https?:/.test(url) ? undefined : url.slice(0, end);
}
