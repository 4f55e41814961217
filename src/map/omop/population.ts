import { dcat, dct, healthdcatap, literal, rdf, xsd } from '../../rdf/vocabularies.ts';
import type { DraftWriter } from '../draft.ts';
import type { MappingContext } from '../mapping.ts';
import { type DateValue, parseDate, periodOf } from '../values/dates.ts';
import { parseWhole } from '../values/numbers.ts';
import type { Count, Counts } from './counts.ts';

/** Analyses of Achilles, as its documentation numbers them. */
const analyses = {
  cdmSource: 0,
  persons: 1,
  personsByGender: 2,
  personsByAge: 101,
  periodsByStart: 111,
  periodsByEnd: 112,
} as const;

/** How many people the database is about, of which ages, observed when. */
export function addPopulation(counts: Counts, writer: DraftWriter, context: MappingContext): void {
  addPersons(counts, writer);
  addGenders(counts(analyses.personsByGender), writer, context);
  addAges(counts(analyses.personsByAge), writer);
  addPeriod(counts, writer);
}

function addPersons(counts: Counts, writer: DraftWriter): void {
  const property = healthdcatap.numberOfUniqueIndividuals;
  const [persons] = counts(analyses.persons);
  const [stated] = counts(analyses.cdmSource);
  const count = persons ?? stated;
  if (!count) return;
  writer.add(writer.subject, property, literal(String(count.value), xsd.nonNegativeInteger));
  if (persons && stated && persons.value !== stated.value) {
    const message = 'Analyses 0 and 1 of Achilles count different numbers of persons; 1 was taken';
    writer.note('repaired', property, message, `${stated.value}, ${persons.value}`);
  }
}

/** Concepts of the OMOP vocabularies. */
const genders: Readonly<Record<string, { readonly fr: string; readonly en: string }>> = {
  '8507': { fr: 'hommes', en: 'men' },
  '8532': { fr: 'femmes', en: 'women' },
};

function addGenders(
  counts: readonly Count[],
  writer: DraftWriter,
  { language }: MappingContext,
): void {
  const name = language === 'fr' ? 'fr' : 'en';
  const texts = counts.flatMap(({ stratum, value }) => {
    const gender = genders[stratum];
    return gender ? [`${value} ${gender[name]}`] : [];
  });
  if (texts.length === 0) return;
  const text = literal(texts.join(', '), name);
  writer.add(writer.subject, healthdcatap.populationCoverage, text);
}

const oldest = 130;
const typicalFrom = 0.05;
const typicalTo = 0.95;

/** Ages between which nine in ten persons were when they were first observed. */
function addAges(counts: readonly Count[], writer: DraftWriter): void {
  const ages = counts
    .flatMap(({ stratum, value }) => {
      const age = parseWhole(stratum);
      return age !== undefined && age >= 0 && age <= oldest && value > 0 ? [{ age, value }] : [];
    })
    .sort((a, b) => a.age - b.age);
  const total = ages.reduce((sum, { value }) => sum + value, 0);
  if (total === 0) return;
  const ageAt = (share: number) => {
    let sum = 0;
    for (const { age, value } of ages) {
      sum += value;
      if (sum >= share * total) return age;
    }
    return ages.at(-1)?.age ?? 0;
  };
  const add = (property: typeof healthdcatap.minTypicalAge, age: number) => {
    writer.add(writer.subject, property, literal(String(age), xsd.nonNegativeInteger));
    const message =
      'Read from the ages at first observation, between their 5th and 95th percentile';
    writer.note('repaired', property, message, `${ages[0]?.age} – ${ages.at(-1)?.age}`);
  };
  add(healthdcatap.minTypicalAge, ageAt(typicalFrom));
  add(healthdcatap.maxTypicalAge, ageAt(typicalTo));
}

/** From the month in which the first observation starts to the one in which the last ends. */
function addPeriod(counts: Counts, writer: DraftWriter): void {
  const starts = monthsOf(counts(analyses.periodsByStart));
  const ends = monthsOf(counts(analyses.periodsByEnd));
  const { start, end, reversed } = periodOf(starts[0], ends.at(-1));
  if (reversed) {
    const message = 'Achilles counts observations that end before the first one starts';
    writer.note('unknown-value', dct.temporal, message);
  }
  if (!start && !end) return;
  const period = writer.node();
  writer.add(writer.subject, dct.temporal, period);
  writer.add(period, rdf.type, dct.PeriodOfTime);
  if (start) writer.add(period, dcat.startDate, literal(start.value, xsd[start.type]));
  if (end) writer.add(period, dcat.endDate, literal(end.value, xsd[end.type]));
}

/** Months written 202606, oldest first. */
function monthsOf(counts: readonly Count[]): readonly DateValue[] {
  return counts
    .flatMap(({ stratum, value }) => {
      const month = /^(\d{4})(\d\d)(?:\.0)?$/.exec(stratum);
      return (month && value > 0 && parseDate(`${month[1]}-${month[2]}`)) || [];
    })
    .sort((a, b) => (a.value < b.value ? -1 : 1));
}
