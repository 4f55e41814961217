import { dct } from '../rdf/vocabularies.ts';
import { type Statements, valuesOf } from './description.ts';

const day = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/;

/**
 * Last day on which a holder says it issued or modified a dataset: the evidence there is of the yearly check
 * of its description (EHDS Art. 60(3)). A mere year or month counts from its first day; null when
 * nothing readable is said.
 */
export function statedOn(dataset: Statements): string | null {
  const days = [dct.modified, dct.issued].flatMap((property) =>
    valuesOf(dataset, property).flatMap(({ value }) => readDay(value) ?? []),
  );
  return days.sort().at(-1) ?? null;
}

function readDay(text: string): string | null {
  const [, year, month = '01', date = '01'] = day.exec(text.trim()) ?? [];
  if (year === undefined || year < '1000') return null;
  const iso = `${year}-${month}-${date}`;
  const read = new Date(`${iso}T00:00:00Z`);
  // A 31 February is read as a day of March, or not at all.
  return Number.isNaN(read.getTime()) || read.toISOString().slice(0, 10) !== iso ? null : iso;
}
