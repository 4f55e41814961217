import type { NamedNode } from '@rdfjs/types';
import type { AgentDefault, SourceDefaults } from '../model/source.ts';
import { cv, dct, foaf, geodcatap, healthdcatap } from '../rdf/vocabularies.ts';
import { agentNode, completeAgent, isSameAgent } from './agents.ts';
import type { DraftWriter, Node } from './draft.ts';

const agentProperties = [
  healthdcatap.hdab,
  healthdcatap.hdabCoordinator,
  dct.publisher,
  geodcatap.custodian,
];

/**
 * Fills in the agents of the settings. One that the record describes too is completed: Release 8
 * asks a contact point of the agents a record names, and only the same agent may lend its own; a
 * neighbour's would be invented.
 */
export function fillAgents(defaults: SourceDefaults, writer: DraftWriter): void {
  if (defaults.publisher) dropPlaceholderPublisher(writer);
  const roles = [
    [healthdcatap.hdab, defaults.hdab],
    [dct.publisher, defaults.publisher],
    [geodcatap.custodian, defaults.custodian],
  ] as const;
  for (const [, agent] of roles) if (agent) completeKnownAgent(agent, writer);
  for (const [property, agent] of roles) {
    if (!agent || writer.has(writer.subject, property)) continue;
    const [known] = nodesOf(agent, writer);
    const node = known ?? agentNode(agent, writer);
    completeAgent(node, agent, writer);
    writer.add(writer.subject, property, node);
    writer.note('default', property, 'Not given by the source; filled in from its defaults');
  }
}

/** A FAIR Data Point writes "Automatic" where nobody said who publishes. */
function dropPlaceholderPublisher(writer: DraftWriter): void {
  for (const publisher of writer.values(writer.subject, dct.publisher)) {
    if (publisher.termType === 'Literal') continue;
    const names = writer.values(publisher, foaf.name);
    if (!names.some((name) => name.value === 'Automatic')) continue;
    writer.remove(writer.subject, dct.publisher, publisher);
    writer.forget(publisher);
    writer.note(
      'repaired',
      dct.publisher,
      'The placeholder "Automatic" of FAIR Data Points is no publisher',
    );
  }
}

/** The nodes under which the record describes an agent of the settings. */
function nodesOf(agent: AgentDefault, writer: DraftWriter): readonly Node[] {
  const nodes = agentProperties.flatMap((property) =>
    writer
      .values(writer.subject, property)
      .flatMap((value) => (value.termType === 'Literal' ? [] : [value])),
  );
  const same = nodes.filter((node) => isSameAgent(node, agent, writer));
  return same.filter((node, index) => same.findIndex((each) => each.equals(node)) === index);
}

/** Makes one node of all that stand for the agent, under its global IRI, and completes that. */
function completeKnownAgent(agent: AgentDefault, writer: DraftWriter): void {
  const nodes = nodesOf(agent, writer);
  const [first] = nodes;
  if (!first) return;
  const isGlobal = agent.iri !== undefined && first.termType === 'BlankNode';
  const node = isGlobal ? agentNode(agent, writer) : first;
  for (const each of nodes) if (!each.equals(node)) writer.rename(each, node);
  for (const property of [cv.contactPoint, dct.type]) keepFirst(node, property, writer);
  const lacked = !writer.has(node, cv.contactPoint);
  completeAgent(node, agent, writer);
  if (lacked && writer.has(node, cv.contactPoint)) {
    writer.note(
      'default',
      cv.contactPoint,
      'The contact point of an agent was completed from the defaults of the source',
    );
  }
}

/** Two descriptions of one agent may each have had a contact point: Release 8 wants one. */
function keepFirst(node: Node, property: NamedNode, writer: DraftWriter): void {
  for (const extra of writer.values(node, property).slice(1)) {
    writer.remove(node, property, extra);
    if (extra.termType === 'BlankNode') writer.forget(extra);
  }
}
