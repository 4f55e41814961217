import { dcat, foaf, literal, namedNode, rdf, vcard } from '../../rdf/vocabularies.ts';
import { addCustodian } from '../custodian.ts';
import { publishableText } from '../texts.ts';
import { isPersonalAddress, mailAddress } from '../values/contacts.ts';
import { repairWebAddress } from '../values/iris.ts';
import type { Row } from './row.ts';

/** Who holds the warehouse, how to reach it, and its site. */
export function addHolder(row: Row): void {
  const site = addSite(row);
  const mail = addContact(row);
  const { cells, writer, context } = row;
  const name = cells.organisation && publishableText(cells.organisation, foaf.name, writer);
  if (name) addCustodian(name, { page: site, mail }, writer, context);
}

function addSite({ cells, writer }: Row): string | undefined {
  if (!cells.site) return undefined;
  const address = repairWebAddress(cells.site);
  if (!address) {
    writer.note('unknown-value', dcat.landingPage, 'This is no web address', cells.site);
    return undefined;
  }
  if (address.repaired)
    writer.note('repaired', dcat.landingPage, 'An address was mended', cells.site);
  const page = namedNode(address.iri);
  writer.add(page, rdf.type, foaf.Document);
  writer.add(writer.subject, dcat.landingPage, page);
  return address.iri;
}

function addContact({ cells, writer, context }: Row): string | undefined {
  if (!cells.contact) return undefined;
  const mail = mailAddress(cells.contact);
  if (mail === undefined) {
    writer.note('unknown-value', dcat.contactPoint, 'This is no mail address', cells.contact);
    return undefined;
  }
  if (isPersonalAddress(mail)) {
    writer.note('withheld', dcat.contactPoint, 'A personal mail address is not published');
    return undefined;
  }
  const contact = writer.node();
  writer.add(writer.subject, dcat.contactPoint, contact);
  writer.add(contact, rdf.type, vcard.Kind);
  writer.add(contact, vcard.hasEmail, namedNode(`mailto:${mail}`));
  const organisation =
    cells.organisation && publishableText(cells.organisation, vcard['organization-name'], writer);
  if (organisation)
    writer.add(contact, vcard['organization-name'], literal(organisation, context.language));
  return mail;
}
