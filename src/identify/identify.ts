import { createHash } from 'node:crypto';
import type { NamedNode, Quad, Term } from '@rdfjs/types';
import type { AgentDescription, Note } from '../model/record.ts';
import { nodeKey } from '../rdf/graph.ts';
import {
  agentDocument,
  datasetDocument,
  isDereferenceable,
  recordId,
  shortHash,
} from '../rdf/mint.ts';
import { toCanonicalNTriples } from '../rdf/serialise.ts';
import { skolemise } from '../rdf/skolemise.ts';
import { adms, dct, literal, namedNode, quad, rdf, skos, xsd } from '../rdf/vocabularies.ts';
import { findAgents, mintAgents, separateAgents } from './agents.ts';
import { describeCatalogRecord } from './catalog-record.ts';

export interface IdentifyInput {
  /** The dcat:Dataset in `quads`. */
  readonly subject: Term;
  readonly quads: readonly Quad[];
  readonly identifiers: readonly string[];
  readonly notes: readonly Note[];
  readonly sourceId: string;
  readonly remoteKey: string;
  readonly origin: string;
  readonly baseUrl: string;
  readonly profileIri: string;
}

export interface Identified {
  readonly id: string;
  readonly iri: string;
  /** The whole description, agents included, without blank nodes. */
  readonly quads: readonly Quad[];
  readonly ntriples: string;
  readonly agents: readonly AgentDescription[];
  readonly catalogRecord: { readonly iri: string; readonly ntriples: string };
  readonly contentHash: string;
}

/**
 * Gives a description its final IRIs. The dataset keeps the IRI its holder gave it when the public
 * can look that up, else it gets its document's address, made of source and remote key alone; so
 * does every node under it that has no public IRI. dct:identifier becomes ours, the origin's go to
 * adms:identifier (HealthDCAT-AP Release 8, note on identifier).
 */
export function identify(input: IdentifyInput): Identified {
  const id = recordId(input.sourceId, input.remoteKey);
  const document = datasetDocument(input.baseUrl, id);
  const key = nodeKey(input.subject);
  const iri = isDereferenceable(key) ? key : document;
  const renamed = withAgentIris(withSubject(input.quads, key, iri), input);
  const keeps = (value: string) =>
    value === iri || value.startsWith(`${input.baseUrl}/`) || isDereferenceable(value);
  const agentIris = [...findAgents(renamed)].filter((agent) => agent !== iri && keeps(agent));
  const parts = separateAgents(renamed, iri, new Set(agentIris));
  const own = [
    ...withoutBlankNodes(parts.own, document, keeps),
    ...identifierQuads(iri, document, parts.own, input),
  ];
  const agents = [...parts.agents].map(([agent, part]) => ({
    iri: agent,
    quads: withoutBlankNodes(part, agentDocument(input.baseUrl, agent), keeps),
  }));
  const ntriples = toCanonicalNTriples(own);
  const descriptions = agents.map((agent) => ({
    iri: agent.iri,
    ntriples: toCanonicalNTriples(agent.quads),
  }));
  const catalogRecord = describeCatalogRecord({ ...input, document, dataset: iri });
  const contentHash = createHash('sha256')
    .update(ntriples)
    .update(catalogRecord.ntriples)
    .update(descriptions.map((agent) => agent.ntriples).join('\n'))
    .digest('hex');
  return {
    id,
    iri,
    quads: [...own, ...agents.flatMap((agent) => agent.quads)],
    ntriples,
    agents: descriptions,
    catalogRecord,
    contentHash,
  };
}

function withoutBlankNodes(
  quads: readonly Quad[],
  document: string,
  keeps: (iri: string) => boolean,
): Quad[] {
  return skolemise(quads, {
    keeps: (node) => node.termType === 'NamedNode' && keeps(node.value),
    mint: (role, digest) => namedNode(`${document}#${role}-${digest}`),
  });
}

function withSubject(quads: readonly Quad[], key: string, iri: string): Quad[] {
  if (key === iri) return [...quads];
  const replacements = new Map([[key, namedNode(iri)]]);
  return renameNodes(quads, replacements);
}

function withAgentIris(quads: readonly Quad[], input: IdentifyInput): Quad[] {
  const minted = mintAgents(quads, findAgents(quads), input.baseUrl, input.sourceId);
  return minted.size === 0 ? [...quads] : renameNodes(quads, minted);
}

function renameNodes(quads: readonly Quad[], names: ReadonlyMap<string, NamedNode>): Quad[] {
  return quads.map((q) =>
    quad(
      names.get(nodeKey(q.subject)) ?? (q.subject as NamedNode), // n3 types subjects as narrowly as RDF 1.1
      q.predicate as NamedNode,
      (q.object.termType !== 'Literal' && names.get(nodeKey(q.object))) || (q.object as NamedNode),
    ),
  );
}

function identifierQuads(
  iri: string,
  document: string,
  own: readonly Quad[],
  input: IdentifyInput,
): Quad[] {
  const dataset = namedNode(iri);
  const quads = [quad(dataset, dct.identifier, literal(document, xsd.anyURI))];
  const said = new Set(
    own.filter((q) => q.predicate.equals(skos.notation)).map((q) => q.object.value),
  );
  const origins = new Set([...input.identifiers, input.remoteKey].map((text) => text.trim()));
  for (const notation of origins) {
    if (notation === '' || notation === document || said.has(notation)) continue;
    const node = namedNode(`${document}#identifier-${shortHash(notation)}`);
    quads.push(
      quad(dataset, adms.identifier, node),
      quad(node, rdf.type, adms.Identifier),
      quad(node, skos.notation, literal(notation)),
    );
  }
  return quads;
}
