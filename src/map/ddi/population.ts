import { healthdcatap, literal, xsd } from '../../rdf/vocabularies.ts';
import { parseCount, parseWhole } from '../values/numbers.ts';
import { isPlaceholder } from '../values/text.ts';
import { attributeOf, nodesAt, textOf, type XmlNode } from '../xml.ts';
import { addSaid, joined, type Said, saidBy, type XmlRecord } from '../xml-record/record.ts';
import { addSize } from '../xml-record/statements.ts';
import { wordsIn } from '../xml-record/words.ts';

/** Who is in the data: number, ages and a text per language. */
export function addPopulation(codeBook: XmlNode, study: XmlNode, record: XmlRecord): void {
  const universe = nodesAt(study, 'stdyInfo', 'sumDscr', 'universe');
  const size = sizeOf(study, record);
  const isCertain = size === undefined || addSize(record, size);
  addAges(universe, record);
  const coverage = joined(
    universe.flatMap((node) => labelled(node, record)),
    '. ',
  );
  addSaid(
    record,
    healthdcatap.populationCoverage,
    isCertain ? coverage : withSize(coverage, size, record),
  );
  addRecords(codeBook, record);
}

/**
 * FReSH states the number of people as respRate. Elsewhere that is the share of people who answered,
 * which is never above 100.
 */
function sizeOf(study: XmlNode, record: XmlRecord): string | undefined {
  // The keyed form has it among the facts about data collection.
  const rates = ['anlyInfo', 'dataColl'].flatMap((part) =>
    nodesAt(study, 'method', part, 'respRate'),
  );
  const stated = saidBy(rates, record).filter(({ text }) => !isPlaceholder(text) && !isRate(text));
  const own = stated.find(({ language }) => language === record.context.language) ?? stated[0];
  const counts = new Set(stated.flatMap(({ text }) => parseCount(text)?.value ?? []));
  if (counts.size > 1) {
    const why = 'The language versions give different numbers of people';
    const texts = stated.map(({ text }) => text).join(' / ');
    record.writer.note('unknown-value', healthdcatap.numberOfUniqueIndividuals, why, texts);
  }
  return own?.text;
}

function isRate(text: string): boolean {
  if (text.includes('%')) return true;
  const count = /^[\d.,\s]+$/.test(text) ? (parseCount(text)?.value ?? Number(text)) : undefined;
  return count !== undefined && count <= 100;
}

function labelled(node: XmlNode, record: XmlRecord): readonly Said[] {
  const isExcluded = attributeOf(node, 'clusion') === 'E';
  return saidBy([node], record).flatMap(({ text, language }) => {
    if (isPlaceholder(text)) return [];
    const { excluded, colon } = wordsIn(language);
    return { language, text: isExcluded ? `${excluded}${colon}${text}` : text };
  });
}

function withSize(
  coverage: readonly Said[],
  size: string,
  { context }: XmlRecord,
): readonly Said[] {
  const spoken = coverage.length > 0 ? coverage : [{ text: '', language: context.language }];
  return spoken.map(({ text, language }) => {
    const words = wordsIn(language);
    const stated = `${words.size}${words.colon}${size}`;
    return { language, text: text === '' ? stated : `${text}. ${stated}` };
  });
}

const range = /(\d{1,3})\s?(?:à|to|-|–)\s?(\d{1,3})\s?(?:ans|years)/;

/** Typical ages, where every age class gives its years: one that does not could be any age. */
function addAges(universe: readonly XmlNode[], { writer }: XmlRecord): void {
  const classes = universe.filter(
    (node) => attributeOf(node, 'level') === 'age' && attributeOf(node, 'clusion') !== 'E',
  );
  const ranges = classes.map((node) => range.exec(textOf(node).slice(0, 200)));
  const known = ranges.flatMap((found) => (found ? [found.slice(1).map(Number)] : []));
  if (known.length === 0 || known.length !== classes.length) return;
  const add = (property: typeof healthdcatap.minTypicalAge, years: number) =>
    writer.add(writer.subject, property, literal(String(years), xsd.nonNegativeInteger));
  add(healthdcatap.minTypicalAge, Math.min(...known.flat()));
  add(healthdcatap.maxTypicalAge, Math.max(...known.flat()));
}

/** The cases of the one file a study has; those of several files may be the same cases. */
function addRecords(codeBook: XmlNode, { writer }: XmlRecord): void {
  const cases = nodesAt(codeBook, 'fileDscr', 'fileTxt', 'dimensns', 'caseQnty');
  const [only] = cases;
  const count = only && cases.length === 1 ? parseWhole(textOf(only)) : undefined;
  if (count === undefined || count < 0) return;
  const value = literal(String(count), xsd.nonNegativeInteger);
  writer.add(writer.subject, healthdcatap.numberOfRecords, value);
}
