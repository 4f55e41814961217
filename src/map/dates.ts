import type { NamedNode } from '@rdfjs/types';
import type { DraftWriter } from './draft.ts';
import { type DateValue, isOngoing, type Period, parseDate, periodOf } from './values/dates.ts';
import { isPlaceholder } from './values/text.ts';

type Notes = Pick<DraftWriter, 'note'>;

/** Reads a date of the source; noted when it cannot be read, or had to be written in another form. */
export function readDate(
  text: string,
  property: NamedNode,
  { note }: Notes,
): DateValue | undefined {
  const date = parseDate(text);
  if (!date) {
    note('unknown-value', property, 'This is no date that can be read with certainty', text);
  } else if (date.value !== text.trim()) {
    note('repaired', property, 'A date was rewritten in the form of its datatype', text);
  }
  return date;
}

/**
 * Reads the two ends of a period: "en cours" leaves the end open, 1 January at both ends means that
 * only the year was known, and ends that contradict each other are both kept back. All is noted.
 */
export function readPeriod(
  start: string | undefined,
  end: string | undefined,
  property: NamedNode,
  notes: Notes,
): Period {
  const read = (text: string | undefined) => {
    if (text === undefined || isPlaceholder(text)) return undefined;
    if (!isOngoing(text)) return readDate(text, property, notes);
    notes.note('repaired', property, 'The period goes on, so its end was left open', text);
    return undefined;
  };
  const given = [read(start), read(end)] as const;
  const period = periodOf(...given);
  const range = `${start ?? ''} – ${end ?? ''}`;
  if (period.reversed) {
    notes.note('unknown-value', property, 'The period ends before it starts', range);
  } else if (period.start?.value !== given[0]?.value || period.end?.value !== given[1]?.value) {
    const message = 'Every day given is 1 January, so the year alone was taken for known';
    notes.note('repaired', property, message, range);
  }
  return period;
}
