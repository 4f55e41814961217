import type { NamedNode } from '@rdfjs/types';
import { healthdcatap, literal, xsd } from '../../rdf/vocabularies.ts';
import { at, listOf, textOf } from '../json.ts';
import type { Statements } from '../statements/statements.ts';
import type { Words } from './words.ts';

const oldest = 130;

/**
 * Donors, ages and sexes. A number of donors counts people; numbers of samples do not, and orders of
 * magnitude are no numbers, so these go to the text alone.
 */
export function sayPopulation(said: Statements, collection: unknown, words: Words): void {
  const donors = countOf(said, at(collection, 'number_of_donors'), 'number_of_donors');
  if (donors !== undefined) add(said, healthdcatap.numberOfUniqueIndividuals, donors);
  sayAges(said, collection);
  const samples = countOf(said, at(collection, 'size'), 'size');
  const parts = [
    sizeText(words.donors, donors, at(collection, 'order_of_magnitude_donors'), words),
    sizeText(words.samples, samples, at(collection, 'order_of_magnitude'), words),
    sexText(said, collection, words),
  ].filter((part) => part !== '');
  said.sayTexts(said.dataset, healthdcatap.populationCoverage, parts.join('. '));
}

function add(said: Statements, property: NamedNode, value: number): void {
  said.say(said.dataset, property, literal(String(value), xsd.nonNegativeInteger));
}

/** A positive whole number; -1 and 0 stand for "not known" in the directory. */
function countOf(said: Statements, value: unknown, field: string): number | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return value;
  const property = healthdcatap.numberOfUniqueIndividuals;
  said.note('unknown-value', property, `The field ${field} holds no size`, textOf(value) ?? '');
  return undefined;
}

function sayAges(said: Statements, collection: unknown): void {
  const units = listOf(at(collection, 'age_unit')).map((unit) => textOf(at(unit, 'name')));
  const ages = [
    ['age_low', healthdcatap.minTypicalAge],
    ['age_high', healthdcatap.maxTypicalAge],
  ] as const;
  for (const [field, property] of ages) {
    const age = at(collection, field);
    if (age === null || age === undefined) continue;
    if (typeof age !== 'number' || !Number.isInteger(age) || age < 0 || age > oldest) {
      said.note(
        'unknown-value',
        property,
        'This is no age that somebody reaches',
        textOf(age) ?? '',
      );
    } else if (units.some((unit) => unit !== 'YEAR')) {
      said.note(
        'unknown-value',
        property,
        'Only ages in years can be published',
        `${age} ${units.join(' ')}`,
      );
    } else {
      add(said, property, age);
    }
  }
}

function sizeText(
  what: string,
  count: number | undefined,
  magnitude: unknown,
  { colon, magnitude: kind }: Words,
): string {
  if (count !== undefined) return `${what}${colon}${count}`;
  const power = textOf(at(magnitude, 'name')) ?? '';
  const range = /^[0-9]$/.test(power)
    ? `${10 ** Number(power)} – ${10 ** (Number(power) + 1)}`
    : undefined;
  const shown = textOf(at(magnitude, 'label')) ?? range;
  return shown === undefined ? '' : `${what}${colon}${shown} (${kind})`;
}

/** Values of MIABIS that say that nothing is known. */
const unsaid = new Set(['UNKNOWN', 'UNDETERMINED', 'NAV', 'NAP', 'NASK', 'OTHER']);

function sexText(said: Statements, collection: unknown, words: Words): string {
  const known = new Map([
    ['MALE', words.male],
    ['FEMALE', words.female],
  ]);
  const names = listOf(at(collection, 'sex')).flatMap((sex) => {
    const code = textOf(at(sex, 'name')) ?? '';
    const name = known.get(code);
    if (!name && !unsaid.has(code)) {
      said.note('unknown-value', healthdcatap.populationCoverage, 'This is no sex of MIABIS', code);
    }
    return name ?? [];
  });
  return names.length === 0 ? '' : `${words.sex}${words.colon}${names.join(', ')}`;
}
