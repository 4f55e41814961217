import type { NamedNode } from '@rdfjs/types';
import { dct, geodcatap, healthdcatap } from '../../rdf/vocabularies.ts';
import { at, listOf, textOf } from '../json.ts';
import { rorIri, sayContact, sayOrganisation, withholdPerson } from '../statements/agents.ts';
import type { Statements } from '../statements/statements.ts';
import { firstSaid, saidOf } from '../statements/texts.ts';
import type { Fields } from './fields.ts';

/** Publisher, health data access body, creators and contacts of a package. */
export function sayCkanAgents(said: Statements, field: Fields): void {
  sayAgent(said, [healthdcatap.hdab], listOf(field('hdab'))[0]);
  const [publisher] = listOf(field('publisher'));
  const name = firstSaid(nameOf(publisher), field('publisher_name'));
  if (name !== undefined) {
    const page = saidOf(at(publisher, 'url')) ?? field('publisher_url');
    const mail = saidOf(at(publisher, 'email')) ?? field('publisher_email');
    sayOrganisation(said, [dct.publisher], { name, mail, page, iri: iriOf(publisher) });
  }
  const organisation = at(field('organization'), 'title') ?? groupOf(field('groups'));
  const roles = name === undefined ? [dct.publisher, geodcatap.custodian] : [geodcatap.custodian];
  sayOrganisation(said, roles, { name: organisation });
  for (const creator of listOf(field('creator'))) sayCreator(said, creator);
  sayContacts(said, field);
}

/** DKAN has groups of people who publish, named `group/…`; in CKAN a group is a topic. */
function groupOf(groups: unknown): unknown {
  const group = listOf(groups).find((each) => /^group\//.test(textOf(at(each, 'name')) ?? ''));
  return at(group, 'title');
}

function nameOf(agent: unknown): unknown {
  return firstSaid(at(agent, 'name_translated'), at(agent, 'name'));
}

function iriOf(agent: unknown): string | undefined {
  return rorIri(at(agent, 'uri')) ?? rorIri(at(agent, 'identifier'));
}

function sayAgent(said: Statements, properties: readonly NamedNode[], agent: unknown): void {
  sayOrganisation(said, properties, {
    name: nameOf(agent),
    iri: iriOf(agent),
    mail: at(agent, 'email'),
    page: at(agent, 'url') ?? at(agent, 'homepage'),
  });
}

/** Nothing in CKAN tells persons from organisations, but organisations have a page or a ROR. */
function sayCreator(said: Statements, creator: unknown): void {
  if (nameOf(creator) === undefined) return;
  const isOrganisation = iriOf(creator) !== undefined || saidOf(at(creator, 'url')) !== undefined;
  if (isOrganisation) sayAgent(said, [dct.creator], creator);
  else withholdPerson(said, dct.creator);
}

function sayContacts(said: Statements, field: Fields): void {
  const contacts = listOf(field('contact'));
  for (const contact of contacts) {
    sayContact(said, {
      name: nameOf(contact),
      mail: at(contact, 'email'),
      page: at(contact, 'url'),
    });
  }
  if (contacts.length > 0) return;
  sayContact(said, {
    name: firstSaid(field('contact_name'), field('maintainer')),
    mail: firstSaid(field('contact_email'), field('maintainer_email'), field('author_email')),
  });
}
