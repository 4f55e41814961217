import type { AgentDefault } from '../model/source.ts';
import { cv, dct, foaf, literal, namedNode, rdf } from '../rdf/vocabularies.ts';
import type { DraftWriter, Node } from './draft.ts';
import { publisherTypeIri } from './values/publisher-types.ts';
import { fold } from './values/text.ts';

/** Says about an agent what is not said yet. */
export function completeAgent(node: Node, agent: AgentDefault, writer: DraftWriter): void {
  const { name, type, description } = agent;
  writer.add(node, rdf.type, foaf.Agent);
  if (!writer.has(node, foaf.name)) writer.addTexts(node, foaf.name, name);
  if (type && !writer.has(node, dct.type)) {
    writer.add(node, dct.type, namedNode(publisherTypeIri(type, writer.terms)));
  }
  if (description && !writer.has(node, dct.description)) {
    writer.addTexts(node, dct.description, description);
  }
  const hasContact = (agent.contactPage ?? agent.homepage ?? agent.email) !== undefined;
  if (hasContact && !writer.has(node, cv.contactPoint)) addContactPoint(node, agent, writer);
}

function addContactPoint(node: Node, agent: AgentDefault, writer: DraftWriter): void {
  const contact = writer.node();
  const page = agent.contactPage ?? agent.homepage;
  writer.add(node, cv.contactPoint, contact);
  writer.add(contact, rdf.type, cv.ContactPoint);
  if (page) writer.add(contact, cv.contactPage, namedNode(page));
  if (agent.email) writer.add(contact, cv.email, literal(agent.email));
}

/** The node of an agent: its global IRI, else a blank one of its own. */
export function agentNode(agent: AgentDefault, writer: DraftWriter): Node {
  return agent.iri === undefined ? writer.node() : namedNode(agent.iri);
}

const ror = /^https?:\/\/ror\.org\//;

/**
 * Tells whether a described agent is the one of the settings: same IRI, or same name but for
 * spelling. "Plateforme des données de santé (Health Data Hub)" answers to both its names.
 */
export function isSameAgent(node: Node, agent: AgentDefault, writer: DraftWriter): boolean {
  if (node.value === agent.iri) return true;
  if (ror.test(node.value) && ror.test(agent.iri ?? '')) return false;
  const known = new Set(Object.values(agent.name).flatMap(namesIn));
  return writer
    .values(node, foaf.name)
    .some((name) => namesIn(name.value).some((each) => known.has(each)));
}

const shortestName = 4;

function namesIn(name: string): string[] {
  const [before = '', inside = ''] = name.split(/[()]/);
  return [name, before, inside].map(fold).filter((each) => each.length >= shortestName);
}
