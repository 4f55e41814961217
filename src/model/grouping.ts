import { type Judgement, judge, type Likeness } from './likeness.ts';
import type { PairText } from './pair-texts.ts';

/** A record that may describe the same dataset as others. */
export interface Member {
  readonly id: string;
  readonly sourceId: string;
  readonly remoteKey: string;
  /** Place of its source: sources declared first come first. */
  readonly position: number;
  /** Its source has been harvested completely at least once. */
  readonly isSettled: boolean;
  /** How it stands in the catalogue now. */
  readonly standing: 'new' | 'published' | 'merged';
  readonly likeness: Likeness;
}

/** What an admin decided about two records. */
export interface Ruling {
  readonly first: string;
  readonly second: string;
  readonly verdict: 'merged' | 'never';
  /** Of merged records, the one whose IRI stays. */
  readonly kept: string | null;
}

/** Two records, why they are thought to be one dataset, and how sure that is. */
export interface Bond {
  readonly a: Member;
  readonly b: Member;
  readonly strength: number;
  readonly reason: PairText;
}

/** Records of one dataset: the one that is published, and those that became its origins. */
export interface Group {
  readonly canonical: Member;
  readonly others: readonly { readonly member: Member; readonly reason: PairText }[];
}

export interface Grouping {
  readonly groups: readonly Group[];
  /** Sure grounds that contradict each other: an admin decides. */
  readonly doubtful: readonly Bond[];
}

/**
 * Parts records into datasets. The result depends on the set of records and rulings, not on the order
 * in which they came. A source never says the same thing twice, so two of its records are never
 * united but by an admin; where one record fits two of another source equally well, neither is chosen.
 */
export function groupRecords(members: readonly Member[], rulings: readonly Ruling[]): Grouping {
  const sorted = [...members].sort(byPrecedence);
  const decided = new Map(rulings.map((ruling) => [pairKey(ruling.first, ruling.second), ruling]));
  const judgements = new Map<string, Judgement>();
  const bonds: Bond[] = [];
  for (const [index, a] of sorted.entries()) {
    for (const b of sorted.slice(index + 1)) {
      const key = pairKey(a.id, b.id);
      const judgement = judgePair(a, b, decided.get(key));
      judgements.set(key, judgement);
      if (judgement.kind !== 'same') continue;
      const strength = decided.get(key)?.verdict === 'merged' ? -1 : judgement.strength;
      bonds.push({ a, b, strength, reason: judgement.reason });
    }
  }
  const clear = bonds.filter((bond) => bond.strength <= 0 || !isAmbiguous(bond, bonds));
  const clusters = unite(sorted, clear, judgements);
  const kept = new Set(rulings.flatMap(({ kept: id }) => (id === null ? [] : [id])));
  const groups = clusters
    .filter((cluster) => cluster.length > 1)
    .map((cluster) => groupOf(cluster, bonds, kept));
  const doubtful = bonds.filter((bond) => !clear.includes(bond));
  return { groups, doubtful };
}

function judgePair(a: Member, b: Member, ruling: Ruling | undefined): Judgement {
  const judgement = judge(a.likeness, b.likeness);
  const isOneIri = judgement.kind === 'same' && judgement.strength === 0;
  if (ruling?.verdict === 'merged') return { kind: 'same', strength: 0, reason: byAdmin };
  if (a.sourceId === b.sourceId) return { kind: 'different', reason: 'one source describes both' };
  // Two datasets cannot be published under one IRI.
  if (ruling?.verdict === 'never' && !isOneIri)
    return { kind: 'different', reason: 'an admin decided that they are two datasets' };
  return judgement;
}

const byAdmin = 'an admin decided that they are one dataset';

/** Whether one end has as good a bond with another record of the other end's source. */
function isAmbiguous(bond: Bond, bonds: readonly Bond[]): boolean {
  return [
    [bond.a, bond.b],
    [bond.b, bond.a],
  ].some(([near, far]) =>
    bonds.some((other) => {
      if (other === bond || other.strength > bond.strength) return false;
      const end = other.a === near ? other.b : other.b === near ? other.a : null;
      return end !== null && end.sourceId === far?.sourceId;
    }),
  );
}

function unite(
  members: readonly Member[],
  bonds: readonly Bond[],
  judgements: ReadonlyMap<string, Judgement>,
): readonly (readonly Member[])[] {
  const clusterOf = new Map(members.map((member) => [member.id, [member]]));
  const excludes = (a: Member, b: Member) =>
    judgements.get(pairKey(a.id, b.id))?.kind === 'different';
  for (const { a, b, strength } of [...bonds].sort((x, y) => x.strength - y.strength)) {
    const left = clusterOf.get(a.id) ?? [];
    const right = clusterOf.get(b.id) ?? [];
    if (left === right) continue;
    if (strength >= 0 && left.some((one) => right.some((other) => excludes(one, other)))) continue;
    left.push(...right);
    for (const member of right) clusterOf.set(member.id, left);
  }
  return [...new Set(clusterOf.values())];
}

function groupOf(
  cluster: readonly Member[],
  bonds: readonly Bond[],
  kept: ReadonlySet<string>,
): Group {
  const canonical = elect([...cluster].sort(byPrecedence), kept);
  const others = cluster
    .filter((member) => member !== canonical)
    .map((member) => {
      const own = bonds
        .filter(({ a, b }) => a === member || b === member)
        .filter(({ a, b }) => cluster.includes(a) && cluster.includes(b))
        .sort((x, y) => Number(joins(y, canonical)) - Number(joins(x, canonical)));
      return { member, reason: own[0]?.reason ?? 'a third record describes both' };
    });
  return { canonical, others };
}

function joins({ a, b }: Bond, member: Member): boolean {
  return a === member || b === member;
}

/**
 * The record whose IRI and description are published: the one an admin kept; else the first by
 * precedence, unless a published dataset would lose its IRI to a newcomer of a source that was
 * harvested before. A copy of another source's dataset never comes before its owner.
 */
function elect(cluster: readonly Member[], kept: ReadonlySet<string>): Member {
  const byChoice = cluster.find(({ id }) => kept.has(id));
  const isCopy = (member: Member) =>
    !member.likeness.isOwn &&
    cluster.some(({ likeness }) => likeness.isOwn && likeness.iri === member.likeness.iri);
  const originals = cluster.filter((member) => !isCopy(member));
  const first = originals[0];
  const incumbent = originals.find(({ standing }) => standing === 'published');
  // A cluster is never empty, and of copies of one IRI one at least is the original.
  const elected = byChoice ?? first ?? (cluster[0] as Member);
  if (byChoice !== undefined || incumbent === undefined || elected.standing === 'published')
    return elected;
  const isFirstHarvest = elected.standing === 'new' && !elected.isSettled;
  return isFirstHarvest ? elected : incumbent;
}

function byPrecedence(a: Member, b: Member): number {
  return a.position - b.position || (a.remoteKey < b.remoteKey ? -1 : 1);
}

/** The same for both orders of two ids. */
export function pairKey(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}
