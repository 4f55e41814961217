import type { NamedNode } from '@rdfjs/types';
import { dct, healthdcatap } from '../../rdf/vocabularies.ts';
import { at, embedded, listOf } from '../json.ts';
import { sayPlace } from '../statements/facts.ts';
import type { Statements } from '../statements/statements.ts';
import { saidOf } from '../statements/texts.ts';

/** Whom a study is about: its populations in words, their ages and countries. */
export function sayPopulations(said: Statements, populations: readonly unknown[]): void {
  const models = populations.map((each) => ({ each, model: embedded(at(each, 'content')) }));
  const criteria = models.map(
    ({ each, model }) => at(each, 'selectionCriteria') ?? at(model, 'selectionCriteria'),
  );
  for (const population of populations) {
    const texts = at(population, 'description') ?? at(population, 'name');
    said.sayTexts(said.dataset, healthdcatap.populationCoverage, texts);
  }
  sayAge(said, healthdcatap.minTypicalAge, ages(criteria, 'ageMin'), Math.min);
  sayAge(said, healthdcatap.maxTypicalAge, ages(criteria, 'ageMax'), Math.max);
  const countries = criteria.flatMap((each) => listOf(at(each, 'countriesIso')));
  for (const country of new Set(countries.flatMap((each) => saidOf(each) ?? []))) {
    if (/^[A-Za-z]{2,3}$/.test(country)) sayPlace(said, country);
    else said.note('unknown-value', dct.spatial, 'This is no code of a country', country);
  }
}

const oldest = 130;

/** A bound that one population leaves open is open for the study. */
function ages(criteria: readonly unknown[], field: string): readonly number[] | undefined {
  const found = criteria.flatMap((each) => {
    const age = Number(saidOf(at(each, field)));
    return Number.isInteger(age) && age >= 0 && age <= oldest ? [age] : [];
  });
  return found.length > 0 && found.length === criteria.length ? found : undefined;
}

function sayAge(
  said: Statements,
  property: NamedNode,
  values: readonly number[] | undefined,
  choose: (...values: number[]) => number,
): void {
  if (values) said.sayWord(said.dataset, property, String(choose(...values)));
}
