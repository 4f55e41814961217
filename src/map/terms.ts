import type { Quad } from '@rdfjs/types';
import { HarvestError } from '../model/problem.ts';
import { dct, rdf, skos, voidDataset } from '../rdf/vocabularies.ts';
import { fold } from './values/text.ts';

/** What the vocabularies and the alias table say, as look-ups. */
export interface Terms {
  /** The IRI of today for one of an earlier release or another host; equal when nothing replaces it. */
  readonly current: (iri: string) => string;
  /** The property that takes the place of one of another vocabulary. */
  readonly property: (iri: string) => string | undefined;
  /** The concept of a scheme that a code, label, other spelling or address means. */
  readonly concept: (scheme: string, text: string) => string | undefined;
  readonly isConcept: (iri: string) => boolean;
  /** First IRI that means exactly the same (skos:exactMatch). */
  readonly sameAs: (concept: string) => string | undefined;
  /** The nearest wider concept of another scheme (skos:broadMatch). */
  readonly nearest: (concept: string) => string | undefined;
  /** The code of a concept (skos:notation). */
  readonly code: (concept: string) => string | undefined;
  /** Scheme of the national coding systems, which is of this catalogue. */
  readonly nationalCodingSystems: string;
}

/** Where the vocabularies of a catalogue are published; the base of relative IRIs in their files. */
export function vocabularyAddress(baseUrl: string, id: string): string {
  return `${baseUrl}/vocabularies/${id}`;
}

type Spellings = Map<string, Map<string, string | null>>;

/** The look-ups of {@link Terms} as plain data, which can be handed to a worker thread. */
export interface TermTables {
  /** Concepts by scheme and folded spelling; null where a spelling means several. */
  readonly spellings: Spellings;
  /** Concepts by scheme and address without protocol. */
  readonly addresses: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Schemes, exact matches, broad matches and codes by concept. */
  readonly schemes: ReadonlyMap<string, string>;
  readonly exact: ReadonlyMap<string, string>;
  readonly broad: ReadonlyMap<string, string>;
  readonly codes: ReadonlyMap<string, string>;
  readonly replacements: Replacements;
}

/** What replaces whole IRIs, properties, and beginnings of IRIs (void:uriSpace). */
interface Replacements {
  readonly wholes: ReadonlyMap<string, string>;
  readonly properties: ReadonlyMap<string, string>;
  /** The longest first, because it is the most precise one. */
  readonly beginnings: readonly (readonly [old: string, now: string])[];
}

/** Spellings by how much they count: an admin's word beats a code, a code beats a label. */
const ranks: readonly (readonly [property: string, mayBeShared: boolean])[] = [
  [skos.prefLabel.value, true],
  [skos.altLabel.value, true],
  [skos.notation.value, false],
  [skos.hiddenLabel.value, false],
];

/**
 * Tabulates the triples of the vocabularies and of the alias table, once.
 *
 * @throws HarvestError CONFIG_INVALID for a spelling that would mean two concepts of one list, or a
 *   replacement that leads in a circle
 */
export function tabulateTerms(vocabularies: readonly Quad[], aliases: readonly Quad[]): TermTables {
  const all = [...vocabularies, ...aliases];
  const schemes = valuesBySubject(all, skos.inScheme.value);
  return {
    spellings: readSpellings(all, schemes),
    addresses: readAddresses(all, schemes),
    schemes,
    exact: valuesBySubject(all, skos.exactMatch.value),
    broad: valuesBySubject(all, skos.broadMatch.value),
    codes: valuesBySubject(all, skos.notation.value),
    replacements: readReplacements(aliases),
  };
}

/** The look-ups in tables, for the catalogue at `baseUrl`. */
export function createTerms(tables: TermTables, baseUrl: string): Terms {
  const { spellings, addresses, schemes, exact, broad, codes, replacements } = tables;
  return {
    current: (iri) => currentOf(iri, replacements),
    property: (iri) => replacements.properties.get(iri),
    concept: (scheme, text) => {
      if (text.length > longestSpelling) return undefined;
      const known = addresses.get(scheme)?.get(bareAddress(text));
      return known ?? spellings.get(scheme)?.get(spellingKey(text)) ?? undefined;
    },
    isConcept: (iri) => schemes.has(iri),
    sameAs: (concept) => exact.get(concept),
    nearest: (concept) => broad.get(concept),
    code: (concept) => codes.get(concept),
    nationalCodingSystems: vocabularyAddress(baseUrl, 'coding-system-fr'),
  };
}

const longestSpelling = 200;

/** "CIM-10", "CIM 10" and "cim10" are one spelling. */
function spellingKey(text: string): string {
  return fold(text).replaceAll(' ', '');
}

function bareAddress(text: string): string {
  return text.replace(/^https?:\/\//, '').replace(/[/#]$/, '');
}

/** First value of a property, by subject. */
function valuesBySubject(quads: readonly Quad[], property: string): Map<string, string> {
  const values = new Map<string, string>();
  for (const { subject, predicate, object } of quads) {
    if (predicate.value === property && !values.has(subject.value))
      values.set(subject.value, object.value);
  }
  return values;
}

function readSpellings(quads: readonly Quad[], schemes: ReadonlyMap<string, string>): Spellings {
  const spellings: Spellings = new Map();
  for (const [property, mayBeShared] of ranks) {
    const ranked = rankedSpellings(quads, property, schemes, mayBeShared);
    for (const [scheme, named] of ranked)
      for (const [key, concept] of named) entryOf(spellings, scheme).set(key, concept);
  }
  return spellings;
}

function rankedSpellings(
  quads: readonly Quad[],
  property: string,
  schemes: ReadonlyMap<string, string>,
  mayBeShared: boolean,
): Spellings {
  const ranked: Spellings = new Map();
  for (const { subject, object } of quads.filter(({ predicate }) => predicate.value === property)) {
    const scheme = schemes.get(subject.value);
    if (scheme === undefined) {
      if (property === skos.hiddenLabel.value) throw unknownConcept(subject.value, object.value);
      continue;
    }
    const named = entryOf(ranked, scheme);
    const key = spellingKey(object.value);
    const known = named.get(key);
    const isShared = known !== undefined && known !== subject.value;
    if (isShared && !mayBeShared) throw ambiguous(object.value, known ?? '', subject.value);
    // A label that two concepts share names neither.
    named.set(key, isShared ? null : subject.value);
  }
  return ranked;
}

function readAddresses(quads: readonly Quad[], schemes: ReadonlyMap<string, string>) {
  const addresses = new Map<string, Map<string, string>>();
  for (const { subject, predicate, object } of quads) {
    const scheme = predicate.equals(skos.exactMatch) ? schemes.get(subject.value) : undefined;
    if (scheme === undefined) continue;
    const known = entryOf(addresses, scheme).get(bareAddress(object.value));
    if (known !== undefined && known !== subject.value)
      throw ambiguous(object.value, known, subject.value);
    entryOf(addresses, scheme).set(bareAddress(object.value), subject.value);
  }
  return addresses;
}

function entryOf<Value>(maps: Map<string, Map<string, Value>>, key: string): Map<string, Value> {
  const known = maps.get(key);
  if (known) return known;
  const created = new Map<string, Value>();
  maps.set(key, created);
  return created;
}

function readReplacements(aliases: readonly Quad[]): Replacements {
  const replacedBy = valuesBySubject(aliases, dct.isReplacedBy.value);
  const spaces = valuesBySubject(aliases, voidDataset.uriSpace.value);
  const types = valuesBySubject(aliases, rdf.type.value);
  const wholes = new Map<string, string>();
  const properties = new Map<string, string>();
  const beginnings: [old: string, now: string][] = [];
  for (const [old, now] of replacedBy) {
    const space = spaces.get(old);
    if (space !== undefined) beginnings.push([space, now]);
    else if (types.get(old) === rdf.Property.value) properties.set(old, now);
    else wholes.set(old, now);
  }
  beginnings.sort(([a], [b]) => b.length - a.length);
  const replacements = { wholes, properties, beginnings };
  for (const now of [...wholes.values(), ...beginnings.map(([, to]) => to)]) {
    if (currentOf(now, replacements) !== now) {
      throw new HarvestError(
        'CONFIG_INVALID',
        `The alias table replaces an IRI by ${now}, which it replaces in its turn; name the last one`,
      );
    }
  }
  return replacements;
}

function currentOf(iri: string, { wholes, beginnings }: Replacements): string {
  const whole = wholes.get(iri);
  if (whole !== undefined) return whole;
  const beginning = beginnings.find(([old]) => iri.startsWith(old));
  if (!beginning) return iri;
  const replaced = beginning[1] + iri.slice(beginning[0].length);
  return wholes.get(replaced) ?? replaced;
}

function ambiguous(spelling: string, one: string, other: string): HarvestError {
  const sentence = `"${spelling}" would mean both ${one} and ${other}; remove it from one of them`;
  return new HarvestError('CONFIG_INVALID', `In the vocabularies and the alias table, ${sentence}`);
}

function unknownConcept(iri: string, spelling: string): HarvestError {
  return new HarvestError(
    'CONFIG_INVALID',
    `The alias table gives the spelling "${spelling}" to ${iri}, which no vocabulary holds`,
  );
}
