import { type Grouping, groupRecords, type Member } from '../model/grouping.ts';
import type { AgentDescription } from '../model/record.ts';
import type { Change, Description } from './changes.ts';
import type { Merger } from './decide.ts';
import { readDescriptions, type StoredDescription, unmerge, writeMerged } from './descriptions.ts';
import { readComponents, readMembers, readRulings } from './likeness.ts';
import { originsOf, withOrigins } from './origins.ts';
import type { Queryable } from './queryable.ts';

/** A record as its source has just described it. */
export interface Fresh {
  readonly description: Description;
  /** It says something else than what is stored. */
  readonly isChanged: boolean;
}

/** What follows for the published catalogue. */
export interface Settlement {
  /** Changes of datasets, deletions first. */
  readonly changes: readonly Change[];
  /** What is to be said of agents by records whose dataset is now published, or no longer. */
  readonly agents: readonly { readonly id: string; readonly agents: readonly AgentDescription[] }[];
  /** Published texts that are new versions. */
  readonly versions: readonly {
    readonly id: string;
    readonly contentHash: string;
    readonly ntriples: string;
  }[];
  readonly merged: ReadonlyMap<string, Merger>;
  /** Sure grounds that contradict each other. */
  readonly doubtful: Grouping['doubtful'];
}

/**
 * Decides again which records are one dataset, for the given ones and all that hang together with
 * them, and brings merged records in line; the caller commits the changes in the same transaction.
 * Needs the lock of the catalogue and the likeness of fresh records written. Nothing changes when it
 * is asked again.
 */
export async function settle(
  tx: Queryable,
  baseUrl: string,
  touched: readonly string[],
  fresh: ReadonlyMap<string, Fresh>,
): Promise<Settlement> {
  const components = await readComponents(tx, touched);
  const concerned = [...components.flat(), ...touched.filter((id) => !fresh.has(id))];
  const members = concerned.length === 0 ? [] : await readMembers(tx, concerned);
  // A record that is being deleted is no member any more.
  const ids = [...new Set([...fresh.keys(), ...members.map(({ id }) => id)])];
  const { targets, doubtful } = await findTargets(tx, components, members);
  const stored = await readDescriptions(tx, baseUrl, ids);
  const describe = (id: string) => latest(stored.get(id), fresh.get(id));
  const steps = ids.flatMap((id) => {
    const description = describe(id);
    if (description === undefined) return [];
    const target = targets.get(id);
    const canonical = target && describe(target.canonicalId);
    if (target && canonical)
      return [stepAside(stored.get(id), description, { ...target, iri: canonical.iri })];
    const others = [...targets].flatMap(([other, { canonicalId }]) =>
      canonicalId === id ? (describe(other) ?? []) : [],
    );
    const isChanged = fresh.get(id)?.isChanged ?? false;
    return [stepForward(stored.get(id), description, originsOf(description, others), isChanged)];
  });
  const parked = steps.flatMap(({ description, merger }) =>
    merger === null ? [] : [{ description, ...merger }],
  );
  await writeMerged(tx, parked);
  const merged = new Map(
    parked.map(({ description, ...merger }) => [description.recordId, merger]),
  );
  await unmerge(
    tx,
    ids.filter((id) => !merged.has(id)),
  );
  const publications = steps.flatMap(({ publication }) => publication ?? []);
  return {
    changes: [...steps.flatMap(({ deletion }) => deletion ?? []), ...publications],
    agents: steps.flatMap(({ description, deletion, publication }) => {
      if (publication === null && deletion === null) return [];
      return [{ id: description.recordId, agents: publication ? description.agents : [] }];
    }),
    versions: publications.map(({ dataset, contentHash, ntriples }) => ({
      id: dataset.recordId,
      contentHash,
      ntriples,
    })),
    merged,
    doubtful,
  };
}

type Publication = ReturnType<typeof publicationOf>;

/** What becomes of one record. */
interface Step {
  readonly description: Description;
  readonly deletion: Change | null;
  readonly publication: Publication | null;
  readonly merger: Merger | null;
}

/** The record becomes, or stays, an origin of another's dataset. */
function stepAside(
  before: StoredDescription | undefined,
  description: Description,
  merger: Merger,
): Step {
  const isPublished = before !== undefined && before.canonicalId === null;
  const deletion = isPublished ? deletionOf(before) : null;
  return { description, deletion, publication: null, merger };
}

/** The record is published itself; nothing to do where that is so already, in the same words. */
function stepForward(
  before: StoredDescription | undefined,
  description: Description,
  origins: string,
  isChanged: boolean,
): Step {
  const published = before?.canonicalId === null ? before : null;
  const step = { description, deletion: null, publication: null, merger: null };
  if (published !== null && !isChanged && published.origins === origins) return step;
  const isMoved = published !== null && published.iri !== description.iri;
  return {
    ...step,
    deletion: isMoved ? deletionOf(published) : null,
    publication: publicationOf(description, origins, published !== null && !isMoved),
  };
}

/** What a record says: as stored unless it changed, so that dates stay when nothing else moves. */
function latest(before: StoredDescription | undefined, fresh: Fresh | undefined) {
  if (fresh === undefined) return before;
  return fresh.isChanged || before === undefined
    ? fresh.description
    : { ...before, facts: fresh.description.facts };
}

interface Target {
  readonly canonicalId: string;
  readonly reason: string;
}

async function findTargets(
  tx: Queryable,
  components: readonly (readonly string[])[],
  members: readonly Member[],
) {
  const targets = new Map<string, Target>();
  const doubtful: Grouping['doubtful'][number][] = [];
  if (components.length === 0) return { targets, doubtful };
  const byId = new Map(members.map((member) => [member.id, member]));
  const rulings = await readRulings(tx, components.flat());
  for (const component of components) {
    const within = new Set(component);
    const grouping = groupRecords(
      component.flatMap((id) => byId.get(id) ?? []),
      rulings.filter(({ first, second }) => within.has(first) && within.has(second)),
    );
    doubtful.push(...grouping.doubtful);
    for (const { canonical, others } of grouping.groups)
      for (const { member, reason } of others)
        targets.set(member.id, { canonicalId: canonical.id, reason });
  }
  return { targets, doubtful };
}

function deletionOf({ recordId, iri, graph }: StoredDescription): Change {
  return { type: 'delete', kind: 'dataset', iri, graph, recordId };
}

function publicationOf(
  { iri, graph, contentHash, facts, ntriples: own }: Description,
  origins: string,
  isKnown: boolean,
) {
  return {
    type: isKnown ? 'update' : 'create',
    kind: 'dataset',
    iri,
    graph,
    ntriples: withOrigins(own, origins),
    contentHash,
    dataset: facts,
    origins,
  } as const;
}
