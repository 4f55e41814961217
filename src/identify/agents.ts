import type { NamedNode, Quad } from '@rdfjs/types';
import { indexBySubject, nodeKey } from '../rdf/graph.ts';
import { isDereferenceable, uuidV5 } from '../rdf/mint.ts';
import {
  dct,
  foaf,
  geodcatap,
  healthdcatap,
  namedNode,
  org,
  prov,
  rdf,
} from '../rdf/vocabularies.ts';

/** Properties whose values are agents: entities that datasets share. */
const agentProperties = new Set(
  [
    dct.creator,
    dct.publisher,
    geodcatap.custodian,
    healthdcatap.hdab,
    healthdcatap.hdabCoordinator,
    prov.agent,
  ].map((property) => property.value),
);
const agentClasses = new Set(
  [foaf.Agent, foaf.Organization, org.Organization].map((type) => type.value),
);

/** Keys (IRI, or `_:` and label) of the agents that a description speaks of. */
export function findAgents(quads: readonly Quad[]): ReadonlySet<string> {
  const agents = new Set<string>();
  for (const { subject, predicate, object } of quads) {
    if (agentProperties.has(predicate.value) && object.termType !== 'Literal') {
      agents.add(nodeKey(object));
    }
    if (predicate.equals(rdf.type) && agentClasses.has(object.value)) agents.add(nodeKey(subject));
  }
  return agents;
}

/**
 * Gives agents that have no public IRI one made of the source and the agent's name, so that all
 * datasets of a source share it; an agent without a name gets one from its digest later.
 */
export function mintAgents(
  quads: readonly Quad[],
  agents: ReadonlySet<string>,
  baseUrl: string,
  sourceId: string,
): ReadonlyMap<string, NamedNode> {
  const names = new Map<string, string>();
  for (const { subject, predicate, object } of quads) {
    const key = nodeKey(subject);
    if (!predicate.equals(foaf.name) || !agents.has(key) || isDereferenceable(key)) continue;
    const name = normalise(object.value);
    const known = names.get(key);
    if (name !== '' && (known === undefined || name < known)) names.set(key, name);
  }
  return new Map(
    [...names].map(([key, name]) => [
      key,
      namedNode(`${baseUrl}/agents/${uuidV5(`agent\n${sourceId}\n${name}`)}`),
    ]),
  );
}

/** A description in parts that share no subject: the dataset's own, and one per agent it leads to. */
export interface Parts {
  readonly own: readonly Quad[];
  readonly agents: ReadonlyMap<string, readonly Quad[]>;
}

/**
 * Splits a description at its agents, which live in graphs of their own. A part is what its subject
 * leads to without passing through an agent; what nothing leads to belongs to no part.
 */
export function separateAgents(
  quads: readonly Quad[],
  dataset: string,
  agents: ReadonlySet<string>,
): Parts {
  const bySubject = indexBySubject(quads);
  const parts = new Map<string, readonly Quad[]>();
  const queue = [dataset];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (parts.has(next)) continue;
    const part = closure(next, bySubject, agents);
    parts.set(next, part);
    for (const { object } of part) if (agents.has(nodeKey(object))) queue.push(nodeKey(object));
  }
  const own = parts.get(dataset) ?? [];
  parts.delete(dataset);
  return { own, agents: new Map([...parts].filter(([, part]) => part.length > 0).sort()) };
}

function closure(
  start: string,
  bySubject: ReadonlyMap<string, readonly Quad[]>,
  agents: ReadonlySet<string>,
): Quad[] {
  const part: Quad[] = [];
  const queue = [start];
  const visited = new Set(queue);
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const q of bySubject.get(next) ?? []) {
      part.push(q);
      if (q.object.termType === 'Literal') continue;
      const target = nodeKey(q.object);
      if (visited.has(target) || agents.has(target)) continue;
      visited.add(target);
      queue.push(target);
    }
  }
  return part;
}

function normalise(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
