import { cv, dct, foaf, owl, rdf, vcard } from '../../rdf/vocabularies.ts';
import type { Node, Value } from '../draft.ts';
import { nodeOf, type Translation } from './translation.ts';

/** schema:Organization or schema:Person → foaf:Agent; a text stays the agent's name. */
export function translateAgent(value: Value, translation: Translation): Value {
  const node = nodeOf(value);
  if (node === null || !translation.isNew(node, 'agent')) return value;
  const isPerson = translation.isA(node, 'Person') && !translation.isA(node, 'Organization');
  translation.add(node, rdf.type, isPerson ? foaf.Person : foaf.Organization);
  const names = translation.take(node, 'name');
  const legalNames = translation.take(node, 'legalName');
  translation.fill(node, foaf.name, names.length > 0 ? names : legalNames);
  translation.fill(node, foaf.homepage, translation.take(node, 'url'));
  translation.fill(node, foaf.mbox, translation.take(node, 'email'));
  translation.fill(node, dct.description, translation.take(node, 'description'));
  translation.fill(node, owl.sameAs, translation.take(node, 'sameAs'));
  translation.fill(
    node,
    dct.identifier,
    translation.take(node, 'identifier').flatMap((each) => identifierValues(each, translation)),
  );
  const contacts = translation.take(node, 'contactPoint').flatMap((each) => nodeOf(each) ?? []);
  // Release 8 allows one; the others are the source's business.
  translation.fill(node, cv.contactPoint, contacts.slice(0, 1));
  for (const contact of contacts.slice(0, 1)) addChannels(contact, translation);
  // What an agent looks like and where it stands is no part of a description of data.
  translation.take(
    node,
    'alternateName',
    'logo',
    'image',
    'address',
    'telephone',
    'parentOrganization',
  );
  translation.take(node, 'department', 'memberOf', 'givenName', 'familyName', 'affiliation');
  return node;
}

/** Texts and addresses of an identifier, also of a schema:PropertyValue. */
export function identifierValues(value: Value, translation: Translation): readonly Value[] {
  const node = nodeOf(value);
  if (node === null) return [value];
  const inner = translation.take(node, 'value');
  const addresses = translation.take(node, 'url');
  const all = [...inner, ...addresses];
  return all.length > 0 || node.termType === 'BlankNode' ? all : [node];
}

function addChannels(contact: Node, translation: Translation): void {
  if (!translation.isNew(contact, 'channels')) return;
  translation.add(contact, rdf.type, cv.ContactPoint);
  translation.fill(contact, cv.email, translation.take(contact, 'email'));
  translation.fill(contact, cv.contactPage, translation.take(contact, 'url'));
  translation.fill(contact, cv.telephone, translation.take(contact, 'telephone'));
  translation.take(contact, 'contactType', 'availableLanguage', 'areaServed', 'name');
}

/** schema:ContactPoint → vcard:Kind. */
export function translateContact(value: Value, translation: Translation): Value {
  const node = nodeOf(value);
  if (node === null || !translation.isNew(node, 'contact')) return value;
  const isPerson = translation.isA(node, 'Person');
  translation.add(node, rdf.type, isPerson ? vcard.Individual : vcard.Kind);
  translation.fill(node, vcard.fn, translation.take(node, 'name'));
  translation.fill(node, vcard.hasEmail, translation.take(node, 'email'));
  translation.fill(node, vcard.hasURL, translation.take(node, 'url'));
  translation.take(node, 'contactType', 'telephone', 'availableLanguage', 'areaServed');
  return node;
}
