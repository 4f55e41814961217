import type { PairText } from './pair-texts.ts';

/** What a record is recognised by when another source describes the same dataset. */
export interface Likeness {
  readonly iri: string;
  /** The IRI stands on the host of the source, so that no other source can be its owner. */
  readonly isOwn: boolean;
  /** Declared identifiers as `scheme:value`, normalised: `doi:10.5281/zenodo.1`, `pef:3162`. */
  readonly identifiers: readonly string[];
  /** Acronyms, normalised. */
  readonly names: readonly string[];
  /** ROR IRIs of the holder and of those who hold it with them. */
  readonly holders: readonly string[];
  /** Figures that anyone may have, and not data on persons; null when the record does not say. */
  readonly isAggregate: boolean | null;
  /** Distinct words of the titles, all languages together, without those that say nothing. */
  readonly words: readonly string[];
}

/** What two records are to each other, and why in a sentence. */
export type Judgement =
  /** `strength` orders the grounds: 0 is the strongest. */
  | { readonly kind: 'same'; readonly strength: 0 | 1 | 2; readonly reason: PairText }
  | { readonly kind: 'alike'; readonly similarity: number; readonly reason: PairText }
  | { readonly kind: 'different'; readonly reason: PairText }
  | { readonly kind: 'unrelated' };

/** Schemes in which a dataset has one identifier: two different ones are two datasets. */
const singleSchemes = ['pef', 'nct', 'erdri'];
/** How alike titles must be to be shown to an admin, 0 to 1. */
const alikeFrom = 0.6;
/** How alike they must be to bear out a number that several datasets may have. */
const borneOutFrom = 0.9;
/** Longest lists compared, so that a poisoned record costs no more than another. */
const mostKeys = 20;
const mostPairWords = 4;

/**
 * Judges whether two records of different sources describe one dataset (DESIGN: declared identifier,
 * IRI, acronym and holder). An equal IRI is an equal dataset whatever else is said, for an IRI names
 * one thing; every other ground yields to a contradiction. Titles only make records alike.
 */
export function judge(a: Likeness, b: Likeness): Judgement {
  if (a.iri === b.iri) return same(0, `both have the IRI ${a.iri}`);
  const contradiction = contradictionOf(a, b);
  if (contradiction !== null) return { kind: 'different', reason: contradiction };
  const names = shared(a.names, b.names);
  const similarity = similarityOf(a, b);
  const identifiers = shared(a.identifiers, b.identifiers);
  const certain = identifiers.find((id) => !id.startsWith('cnil:'));
  if (certain !== undefined) return same(1, `both declare the identifier ${certain}`);
  const [authorisation] = identifiers;
  // One authorisation may cover several warehouses of a hospital: it needs a second witness.
  if (authorisation !== undefined && (names.length > 0 || similarity >= borneOutFrom))
    return same(1, `both declare the identifier ${authorisation}, and their names agree`);
  const [name] = names;
  const [holder] = shared(a.holders, b.holders);
  if (name !== undefined && holder !== undefined)
    return same(2, `both have the acronym ${name.toUpperCase()} and the holder ${holder}`);
  return alike(name, authorisation, similarity);
}

function alike(
  name: string | undefined,
  number: string | undefined,
  similarity: number,
): Judgement {
  const grounds: PairText[] = [];
  if (name !== undefined) grounds.push(`both have the acronym ${name.toUpperCase()}`);
  if (number !== undefined) grounds.push(`both declare the identifier ${number}`);
  if (similarity >= alikeFrom)
    grounds.push(`${Math.round(similarity * 100)} % of their title words agree`);
  const [first, ...more] = grounds;
  if (first === undefined) return { kind: 'unrelated' };
  const reason = more.reduce<PairText>((all, ground) => `${all}; ${ground}`, first);
  return { kind: 'alike', similarity: Math.max(similarity, alikeFrom), reason };
}

function same(strength: 0 | 1 | 2, reason: PairText): Judgement {
  return { kind: 'same', strength, reason };
}

function contradictionOf(a: Likeness, b: Likeness): PairText | null {
  for (const scheme of singleSchemes) {
    const ofA = a.identifiers.filter((id) => id.startsWith(`${scheme}:`));
    const ofB = b.identifiers.filter((id) => id.startsWith(`${scheme}:`));
    if (ofA.length > 0 && ofB.length > 0 && shared(ofA, ofB).length === 0)
      return `they have different identifiers of one scheme, ${ofA[0]} and ${ofB[0]}`;
  }
  if (a.isAggregate !== null && b.isAggregate !== null && a.isAggregate !== b.isAggregate)
    return 'one holds data on persons and the other figures made of them: related, not the same';
  return null;
}

/**
 * How alike the titles are, 0 to 1: the words both have, of those the poorer one has. Words with a
 * digit tell versions and siblings apart (EPIPAGE 2, E3N and E4N), so they must be the same.
 */
export function similarityOf(a: Likeness, b: Likeness): number {
  const numbered = (words: readonly string[]) => words.filter((word) => /\d/.test(word));
  const ofA = numbered(a.words);
  const ofB = numbered(b.words);
  if (ofA.length !== ofB.length || shared(ofA, ofB).length !== ofA.length) return 0;
  const common = shared(a.words, b.words).length;
  return common < 2 ? 0 : common / Math.min(a.words.length, b.words.length);
}

function shared(a: readonly string[], b: readonly string[]): readonly string[] {
  const known = new Set(b);
  return a.filter((value) => known.has(value));
}

/** A text under which records of one dataset meet in the index. */
export interface MatchKey {
  readonly key: string;
  /** False for keys that only lead to suggestions. */
  readonly isFirm: boolean;
}

/**
 * The keys of a record: records that share none are never compared. The longest words of the titles
 * stand for the rest, in pairs, so that few records share a key and a search stays small.
 */
export function matchKeysOf({ iri, identifiers, names, holders, words }: Likeness): MatchKey[] {
  const firm = [
    `iri:${iri}`,
    ...identifiers.slice(0, mostKeys),
    ...names
      .slice(0, mostKeys)
      .flatMap((name) => holders.slice(0, 5).map((holder) => `name:${name}@${holder}`)),
  ];
  const longest = [...words]
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
    .slice(0, mostPairWords);
  const pairs = longest.flatMap((word, index) =>
    longest.slice(index + 1).map((other) => `words:${[word, other].sort().join(' ')}`),
  );
  const loose = [...names.slice(0, mostKeys).map((name) => `name:${name}`), ...pairs];
  return [
    ...[...new Set(firm)].map((key) => ({ key, isFirm: true })),
    ...[...new Set(loose)].map((key) => ({ key, isFirm: false })),
  ];
}
