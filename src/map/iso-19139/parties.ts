import { dcat, dct, geodcatap, prov } from '../../rdf/vocabularies.ts';
import { nodeAt, nodesAt, textOf, type XmlNode } from '../xml.ts';
import {
  addContactedAgent,
  addContacts,
  addCreator,
  addHolder,
  attribute,
  type Organisation,
  organisationsOf,
} from '../xml-record/agents.ts';
import type { XmlRecord } from '../xml-record/record.ts';
import { codeOf, type Locales, said } from './texts.ts';

/** Organisations by their CI_RoleCode; the names of persons in them are left out. */
export function addParties(parties: readonly XmlNode[], locales: Locales, record: XmlRecord): void {
  const inRole = (...roles: readonly string[]) =>
    parties
      .filter((party) => roles.includes(codeOf(nodeAt(party, 'role'))))
      .map((party) => organisation(party, locales));
  const of = (property: typeof dct.publisher, ...roles: readonly string[]) =>
    organisationsOf(
      inRole(...roles).filter(({ name }) => name !== ''),
      property,
      record,
    );
  addHolder(of(geodcatap.custodian, 'custodian', 'owner'), 'owner', record);
  const [publisher, ...others] = of(dct.publisher, 'publisher', 'distributor');
  if (publisher) addContactedAgent(dct.publisher, publisher, record);
  for (const other of others) attribute(other, 'distributor', record);
  for (const author of of(dct.creator, 'author', 'originator')) addCreator(author, record);
  for (const sponsor of of(prov.qualifiedAttribution, 'sponsor', 'funder')) {
    attribute(sponsor, 'sponsor', record);
  }
  const contacts = inRole('pointOfContact');
  addContacts(
    contacts.map(({ name, ...contact }) => ({ ...contact, organisation: name || undefined })),
    record,
  );
  if (parties.some((party) => textOf(nodeAt(party, 'individualName')) !== '')) {
    record.writer.note('withheld', dcat.contactPoint, 'Names of contact persons are not published');
  }
}

function organisation(party: XmlNode, locales: Locales): Organisation {
  const contact = ['contactInfo', 'CI_Contact'] as const;
  const mail = nodesAt(party, ...contact, 'address', 'CI_Address', 'electronicMailAddress');
  const page = nodesAt(party, ...contact, 'onlineResource', 'CI_OnlineResource', 'linkage');
  const [name] = said(nodesAt(party, 'organisationName'), locales);
  return {
    name: name?.text ?? '',
    language: name?.language ?? locales.main,
    mail: textOf(mail[0]) || undefined,
    page: textOf(page[0]) || undefined,
  };
}
