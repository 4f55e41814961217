import type { NamedNode } from '@rdfjs/types';
import { cv, dcat, dct, foaf, literal, namedNode, vcard } from '../../rdf/vocabularies.ts';
import { textOf } from '../json.ts';
import { isPersonalAddress, mailAddress } from '../values/contacts.ts';
import type { Statements } from './statements.ts';
import { firstSaid, saidOf } from './texts.ts';

/** What a source says of an organisation or of a desk to write to. */
export interface SaidAgent {
  readonly name?: unknown;
  /** Its global IRI. */
  readonly iri?: string | undefined;
  readonly mail?: unknown;
  readonly page?: unknown;
}

/** Says a contact point of the dataset. */
export function sayContact(said: Statements, { name, mail, page }: SaidAgent): void {
  const [address, link] = [saidOf(mail), saidOf(page)];
  if (address === undefined && link === undefined) return;
  const contact = said.node(vcard.Kind);
  said.say(said.dataset, dcat.contactPoint, contact);
  if (address !== undefined) said.say(contact, vcard.hasEmail, literal(address));
  if (link !== undefined) said.say(contact, vcard.hasURL, literal(link));
  said.sayTexts(contact, vcard.fn, name);
}

function isFunctional(mail: string): boolean {
  const address = mailAddress(mail);
  return address !== undefined && !isPersonalAddress(address);
}

/**
 * Says an organisation under each of the properties; nothing without a name. Release 8 wants a
 * contact point of it: its own, else the source's.
 */
export function sayOrganisation(
  said: Statements,
  properties: readonly NamedNode[],
  { name, iri, mail, page }: SaidAgent,
): void {
  if (firstSaid(name) === undefined) return;
  const agent = said.node(foaf.Agent);
  for (const property of properties) said.say(said.dataset, property, agent);
  said.sayTexts(agent, foaf.name, name);
  if (iri !== undefined) said.say(agent, dct.identifier, namedNode(iri));
  const [address, link] = [saidOf(mail), saidOf(page)];
  if (address !== undefined) said.say(agent, foaf.mbox, literal(address));
  if (link !== undefined) said.say(agent, foaf.homepage, literal(link));
  if (link !== undefined || (address !== undefined && isFunctional(address))) return;
  const { contactPoint } = said.context.defaults;
  if (contactPoint?.url) said.say(agent, foaf.homepage, literal(contactPoint.url));
  if (contactPoint?.email) said.say(agent, foaf.mbox, literal(contactPoint.email));
  if (contactPoint?.url || contactPoint?.email) {
    said.note(
      'default',
      cv.contactPoint,
      'The organisation gives no functional contact; the contact point of the source stands for it',
    );
  }
}

/** Notes that a person is named in the record and kept back. */
export function withholdPerson(said: Statements, property: NamedNode): void {
  said.note('withheld', property, 'A person is named here; persons are not published');
}

const ror = /^(?:https?:\/\/ror\.org\/)?(0[a-z0-9]{6}\d{2})\/?$/;

/** The ROR IRI in a value, as ROR writes it. */
export function rorIri(value: unknown): string | undefined {
  const id = ror.exec(textOf(value)?.trim() ?? '')?.[1];
  return id && `https://ror.org/${id}`;
}
