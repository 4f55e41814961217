import { dcat, dct, foaf, geodcatap, prov } from '../../rdf/vocabularies.ts';
import { attributeOf, childrenOf, nodesAt, ownText, type XmlNode } from '../xml.ts';
import {
  addContactedAgent,
  addContacts,
  addCreator,
  addHolder,
  attribute,
  type Organisation,
  organisationsOf,
} from '../xml-record/agents.ts';
import { languageTag, type XmlRecord } from '../xml-record/record.ts';

/**
 * Producers hold the data, distributors publish it, funders are attributions. Authoring entities are
 * persons but for the organisations among them, and persons never leave the source.
 */
export function addDdiAgents(study: XmlNode, record: XmlRecord): void {
  const { writer } = record;
  const named = (...path: readonly string[]) =>
    nodesAt(study, 'citation', ...path).map((node) => organisation(node, record));
  const sponsors = nodesAt(study, 'citation', 'prodStmt', 'producer')
    .filter((node) => /^(?:sponsor|producer)?$/i.test(attributeOf(node, 'role') ?? ''))
    .map((node) => organisation(node, record));
  addHolder(organisationsOf(sponsors, geodcatap.custodian, record), 'sponsor', record);
  const funders = organisationsOf(named('prodStmt', 'fundAg'), prov.qualifiedAttribution, record);
  for (const funder of funders) attribute(funder, 'funder', record);
  const [distributor, ...others] = organisationsOf(
    named('distStmt', 'distrbtr'),
    dct.publisher,
    record,
  );
  if (distributor) addContactedAgent(dct.publisher, distributor, record);
  for (const other of others) attribute(other, 'distributor', record);
  const authors = organisationsOf(named('rspStmt', 'AuthEnty'), dct.creator, record, true);
  for (const author of authors) addCreator(author, record);
  addDdiContacts(nodesAt(study, 'citation', 'distStmt', 'contact'), record);
  if (nodesAt(study, 'citation', 'rspStmt', 'othId').length > 0) {
    writer.note('withheld', foaf.name, 'Names of contributors are not published');
  }
}

function organisation(node: XmlNode, { context }: XmlRecord): Organisation {
  const links = childrenOf(node, 'ExtLink').map((link) => attributeOf(link, 'URI') ?? '');
  return {
    name: ownText(node),
    language: languageTag(node.language, context),
    identifiers: links,
    page: attributeOf(node, 'URI'),
  };
}

/** A contact gives a person's name as its text: only its function is published. */
function addDdiContacts(contacts: readonly XmlNode[], record: XmlRecord): void {
  const { writer, context } = record;
  addContacts(
    contacts.map((contact) => ({
      mail: attributeOf(contact, 'email'),
      page: attributeOf(contact, 'URI'),
      organisation: attributeOf(contact, 'affiliation'),
      language: languageTag(contact.language, context),
    })),
    record,
  );
  if (contacts.some((contact) => /\p{L}/u.test(ownText(contact)))) {
    writer.note('withheld', dcat.contactPoint, 'Names of contact persons are not published');
  }
}
