import { cv, foaf, geodcatap, literal, namedNode, rdf } from '../rdf/vocabularies.ts';
import type { DraftWriter } from './draft.ts';
import type { MappingContext } from './mapping.ts';

/**
 * The organisation that holds the data, by its name. Release 8 wants a contact point of it: its own
 * page or mail address, else the source's.
 */
export function addCustodian(
  name: string,
  own: { readonly page?: string | undefined; readonly mail?: string | undefined },
  writer: DraftWriter,
  context: MappingContext,
): void {
  const holder = writer.node();
  writer.add(writer.subject, geodcatap.custodian, holder);
  writer.add(holder, rdf.type, foaf.Agent);
  writer.add(holder, foaf.name, literal(name, context.language));
  const { contactPoint } = context.defaults;
  const isOwn = own.page !== undefined || own.mail !== undefined;
  const page = isOwn ? own.page : contactPoint?.url;
  const address = isOwn ? own.mail : contactPoint?.email;
  if (page === undefined && address === undefined) return;
  const contact = writer.node();
  writer.add(holder, cv.contactPoint, contact);
  writer.add(contact, rdf.type, cv.ContactPoint);
  if (page) writer.add(contact, cv.contactPage, namedNode(page));
  if (address) writer.add(contact, cv.email, literal(address));
  if (isOwn) return;
  writer.note(
    'default',
    cv.contactPoint,
    'The holder gives no functional contact; the contact point of the source stands for it',
  );
}
