import type { NamedNode, Quad, Term } from '@rdfjs/types';
import { nodeKey } from './graph.ts';
import { shortHash } from './mint.ts';
import { termToNTriples } from './serialise.ts';
import { adms, csvw, cv, dcat, dct, foaf, quad, skos, vcard } from './vocabularies.ts';

type Node = Extract<Term, { termType: 'NamedNode' | 'BlankNode' }>;

/** Properties that tell a node apart from its siblings even when the rest of it changes. */
const keyProperties = [
  dcat.downloadURL,
  dcat.accessURL,
  vcard.hasEmail,
  vcard.hasURL,
  cv.email,
  cv.contactPage,
  csvw.name,
  skos.notation,
  dct.identifier,
  adms.identifier,
  foaf.name,
  dct.title,
].map((property) => property.value);

const maxRounds = 32;

export interface Skolemisation {
  /** Whether a subject keeps its own IRI. */
  readonly keeps: (node: Node) => boolean;
  /** The IRI for a node, from the name of the property that leads to it and a stable digest. */
  readonly mint: (role: string, digest: string) => NamedNode;
}

interface Described {
  readonly node: Node;
  readonly quads: Quad[];
  role: string;
}

/**
 * Replaces blank nodes, and described subjects whose IRI is not kept, by minted IRIs. A node's IRI
 * comes from what identifies it (its address, its name), so that it survives changes of the rest;
 * only where that does not tell two nodes apart does the whole content enter the digest. Nodes of
 * equal content become one, as RDF allows (RDF 1.1 Semantics, leanness). The result depends neither
 * on the order of the quads nor on blank node labels.
 */
export function skolemise(quads: readonly Quad[], rules: Skolemisation): Quad[] {
  const described = describedNodes(quads, rules);
  if (described.size === 0) return [...quads];
  const digests = contentDigests(described);
  const names = mintNames(described, digests, rules);
  const rename = <T extends Term>(term: T): T | NamedNode =>
    (isNode(term) && names.get(nodeKey(term))) || term;
  return quads
    .filter((q) => q.object.termType !== 'BlankNode' || names.has(nodeKey(q.object)))
    .map((q) => quad(rename(q.subject), q.predicate, rename(q.object)));
}

function describedNodes(quads: readonly Quad[], rules: Skolemisation): Map<string, Described> {
  const described = new Map<string, Described>();
  for (const q of quads) {
    const { subject } = q;
    if (!isNode(subject) || rules.keeps(subject)) continue;
    const entry = described.get(nodeKey(subject));
    if (entry) entry.quads.push(q);
    else described.set(nodeKey(subject), { node: subject, quads: [q], role: 'node' });
  }
  assignRoles(quads, described);
  return described;
}

/** A node's role is the first, in alphabetical order, of the properties that lead to it. */
function assignRoles(quads: readonly Quad[], described: ReadonlyMap<string, Described>): void {
  const roles = new Map<string, string>();
  for (const q of quads) {
    if (!isNode(q.object)) continue;
    const key = nodeKey(q.object);
    const role = q.predicate.value.replace(/^.*[#/]/, '') || 'node';
    const known = roles.get(key);
    if (known === undefined || role < known) roles.set(key, role);
  }
  for (const [key, entry] of described) entry.role = roles.get(key) ?? 'node';
}

/** Digest of each node's content: colour refinement along outgoing arcs until no class splits. */
function contentDigests(described: ReadonlyMap<string, Described>): Map<string, string> {
  let digests = new Map<string, string>([...described.keys()].map((key) => [key, '']));
  let classes = 1;
  for (let round = 0; round < maxRounds; round += 1) {
    const next = new Map<string, string>();
    for (const [key, entry] of described) {
      const lines = entry.quads.map((q) => {
        const inner = isNode(q.object) ? digests.get(nodeKey(q.object)) : undefined;
        return `${q.predicate.value} ${inner ?? termToNTriples(q.object)}`;
      });
      next.set(key, shortHash([...new Set(lines)].sort().join('\n')));
    }
    const count = new Set(next.values()).size;
    digests = next;
    if (round > 0 && count === classes) break;
    classes = count;
  }
  return digests;
}

function mintNames(
  described: ReadonlyMap<string, Described>,
  digests: ReadonlyMap<string, string>,
  rules: Skolemisation,
): Map<string, NamedNode> {
  const contents = new Map<string, Set<string>>();
  const named = [...described].map(([key, entry]) => {
    const content = digests.get(key) ?? '';
    const name = `${entry.role}\n${identity(entry) ?? content}`;
    const sharing = contents.get(name) ?? new Set();
    contents.set(name, sharing.add(content));
    return { key, entry, content, name };
  });
  return new Map(
    named.map(({ key, entry, content, name }) => {
      const isAmbiguous = (contents.get(name)?.size ?? 0) > 1;
      const digest = shortHash(isAmbiguous ? `${name}\n${content}` : name);
      return [key, rules.mint(entry.role, digest)];
    }),
  );
}

/** What identifies a node among its siblings: its own IRI if it has one, else its key properties. */
function identity(entry: Described): string | null {
  if (entry.node.termType === 'NamedNode') return entry.node.value;
  const keys = entry.quads
    .filter((q) => keyProperties.includes(q.predicate.value) && q.object.termType !== 'BlankNode')
    .map((q) => `${q.predicate.value} ${termToNTriples(q.object)}`);
  return keys.length === 0 ? null : keys.sort().join('\n');
}

function isNode(term: Term): term is Node {
  return term.termType === 'NamedNode' || term.termType === 'BlankNode';
}
