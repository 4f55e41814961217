import type { NamedNode } from '@rdfjs/types';
import { HarvestError } from '../../model/problem.ts';
import { blankNode, dcat, dct, literal, rdf } from '../../rdf/vocabularies.ts';
import { type DraftWriter, writeDraft } from '../draft.ts';
import type { MappingContext } from '../mapping.ts';
import { publishableText } from '../texts.ts';
import { textOf, type XmlNode } from '../xml.ts';

/** A record in XML while it is mapped. */
export interface XmlRecord {
  readonly writer: DraftWriter;
  readonly context: MappingContext;
}

/** A text of the source in its language, before it is cleaned. */
export interface Said {
  readonly text: string;
  readonly language: string;
}

/** Begins the draft of a dataset. */
export function openRecord(context: MappingContext): XmlRecord {
  const writer = writeDraft(blankNode('dataset'), 'b', context.terms);
  writer.add(writer.subject, rdf.type, dcat.Dataset);
  return { writer, context };
}

const threeLetters = new Map([
  ['fre', 'fr'],
  ['fra', 'fr'],
  ['eng', 'en'],
]);
const tag = /^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}$/i;

/** A language tag as XML sources write it ("fr", "fre", "fr_FR"), else the language of the source. */
export function languageTag(given: string, context: MappingContext): string {
  const written = given.trim().replaceAll('_', '-');
  if (!tag.test(written)) return context.language;
  return threeLetters.get(written.toLowerCase()) ?? written;
}

/** What elements say, each in the language in force. */
export function saidBy(nodes: readonly XmlNode[], { context }: XmlRecord): readonly Said[] {
  return nodes.map((node) => ({
    text: textOf(node),
    language: languageTag(node.language, context),
  }));
}

/** Publishes texts under a property of the dataset. */
export function addSaid(record: XmlRecord, property: NamedNode, said: readonly Said[]): void {
  const { writer } = record;
  for (const { text, language } of said) {
    const clean = publishableText(text, property, writer);
    if (clean !== undefined) writer.add(writer.subject, property, literal(clean, language));
  }
}

/** Joins the texts of each language to one, each said once. */
export function joined(said: readonly Said[], separator: string): readonly Said[] {
  const byLanguage = new Map<string, Set<string>>();
  for (const { text, language } of said) {
    if (text === '') continue;
    byLanguage.set(language, (byLanguage.get(language) ?? new Set()).add(text));
  }
  return [...byLanguage].map(([language, texts]) => ({
    language,
    text: [...texts].join(separator),
  }));
}

/**
 * Publishes titles: the first of each language, other ones as alternatives. Throws MAP_NO_TITLE when
 * none says anything.
 */
export function addTitles(
  record: XmlRecord,
  titles: readonly Said[],
  alternatives: readonly Said[] = [],
): void {
  const { writer, context } = record;
  const languages = new Set<string>();
  const texts = new Set<string>();
  const others: Said[] = [];
  for (const said of titles) {
    const title = publishableText(said.text, dct.title, writer);
    if (title === undefined || texts.has(title)) continue;
    if (languages.has(said.language)) {
      others.push(said);
      continue;
    }
    texts.add(title);
    languages.add(said.language);
    writer.add(writer.subject, dct.title, literal(title, said.language));
  }
  if (texts.size === 0) {
    const sentence = `The record ${context.remoteKey} has no title in any language`;
    throw new HarvestError('MAP_NO_TITLE', sentence);
  }
  for (const { text, language } of [...others, ...alternatives]) {
    const name = publishableText(text, dct.alternative, writer);
    if (name === undefined || texts.has(name)) continue;
    texts.add(name);
    writer.add(writer.subject, dct.alternative, literal(name, language));
  }
}
