import { isOngoing } from '../values/dates.ts';
import { isPlaceholder } from '../values/text.ts';
import { attributeOf, nodesAt, textOf, type XmlNode } from '../xml.ts';
import { joined, type Said, saidBy, type XmlRecord } from '../xml-record/record.ts';
import { addDescribed, addFrequency, addPeriod, addPlaces } from '../xml-record/statements.ts';
import { wordsIn } from '../xml-record/words.ts';

/** Where, when and how the data was collected. */
export function addMethod(study: XmlNode, record: XmlRecord): void {
  const summary = (name: string) => nodesAt(study, 'stdyInfo', 'sumDscr', name);
  const covered = summary('timePrd');
  // When the data was collected stands for the time it is about where nothing says that.
  for (const { start, end } of periodsOf(covered.length > 0 ? covered : summary('collDate'))) {
    addPeriod(record, start, end);
  }
  const nations = summary('nation').map((each) => attributeOf(each, 'abbr') ?? textOf(each));
  addPlaces(record, [...nations, ...summary('geogCover').map(textOf)]);
  const collection = (...path: readonly string[]) => nodesAt(study, 'method', 'dataColl', ...path);
  addFrequency(record, collection('frequenc').map(textOf));
  const parts = [
    ['sources', collection('sources', 'dataSrc')],
    ['sampling', collection('sampProc')],
    ['mode', collection('collMode')],
  ] as const;
  const said = parts.flatMap(([label, nodes]) => labelled(label, saidBy(nodes, record)));
  addDescribed(record, 'provenance', joined(said, ' '));
}

interface Period {
  start?: string;
  end?: string;
}

/**
 * Pairs the dates, which DDI lists one by one with their event; @date is meant for machines, but the
 * words beside an end may say that there is none yet. Language versions repeat each period.
 */
function periodsOf(dates: readonly XmlNode[]): readonly Period[] {
  const periods: Period[] = [];
  for (const node of dates) {
    const words = textOf(node);
    const date = isOngoing(words) ? words : (attributeOf(node, 'date') ?? words);
    const event = attributeOf(node, 'event') ?? 'single';
    const last = periods.at(-1);
    if (event === 'start') periods.push({ start: date });
    else if (event === 'single') periods.push({ start: date, end: date });
    else if (last && last.end === undefined) last.end = date;
    else periods.push({ end: date });
  }
  const distinct = new Map(periods.map((each) => [`${each.start}/${each.end}`, each]));
  return [...distinct.values()];
}

function labelled(label: 'sources' | 'sampling' | 'mode', said: readonly Said[]): readonly Said[] {
  const informative = said.filter(({ text }) => !isPlaceholder(text));
  return joined(informative, ', ').map(({ text, language }) => {
    const words = wordsIn(language);
    const end = /[.!?]$/.test(text) ? '' : '.';
    return { language, text: `${words[label]}${words.colon}${text}${end}` };
  });
}
