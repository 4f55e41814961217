import type { Term } from '@rdfjs/types';
import { nodeKey } from '../../rdf/graph.ts';
import { literal, namedNode, rdf, vcard } from '../../rdf/vocabularies.ts';
import type { Value } from '../draft.ts';
import { isPersonalAddress, mailAddress } from '../values/contacts.ts';
import { repairWebAddress } from '../values/iris.ts';
import { word } from './literals.ts';
import { elsewhere, readProperties, shape, targetOf } from './nodes.ts';
import { isPerson } from './people.ts';
import {
  type Place,
  quadsOf,
  type RdfRecord,
  type Reader,
  unknownValue,
  valuesOf,
} from './record.ts';

const vcardTerm = (name: string) => namedNode(vcard.base + name);
const valueProperties = [namedNode(`${rdf.base}value`), vcardTerm('value')];

/** The mail address a value gives, also through a node with rdf:value. */
function mailOf(value: Term, record: RdfRecord): string | undefined {
  const inner = valueProperties.flatMap((property) => valuesOf(record, value, property))[0];
  return mailAddress((inner ?? value).value);
}

/** Mail addresses as `wrap` writes them; personal ones are withheld and noted. */
function functionalMail(wrap: (mail: string) => Value): Reader {
  return (value, place) => {
    const mail = mailOf(value, place.record);
    if (mail === undefined) return unknownValue(place, value, 'This is no mail address');
    if (!isPersonalAddress(mail)) return [wrap(mail)];
    place.record.writer.note(
      'withheld',
      place.property,
      'A personal mail address is not published',
    );
    return [];
  };
}

/** cv:email: a literal. */
export const mailLiteral: Reader = functionalMail((mail) => literal(mail));
const mailLink: Reader = functionalMail((mail) => namedNode(`mailto:${mail}`));

/** A page's address, without saying what it is. */
export const pageLink: Reader = (value, place) => {
  const address = repairWebAddress(value.value);
  if (!address) return unknownValue(place, value, 'This is no web address');
  if (address.repaired) {
    place.record.writer.note('repaired', place.property, 'An address was mended', value.value);
  }
  return [namedNode(address.iri)];
};

const mailProperties = [vcard.hasEmail, vcardTerm('email')];
const pageProperties = [vcard.hasURL, vcardTerm('url')];
const functions = [
  ...mailProperties.map((property) => [property, mailLink, vcard.hasEmail] as const),
  ...pageProperties.map((property) => [property, pageLink, vcard.hasURL] as const),
  [vcard['organization-name'], word],
  [vcardTerm('organisationName'), word, vcard['organization-name']],
] as const;

const kind = shape(vcard.Kind, [[vcard.fn, word], ...functions]);
/** Beside a personal address, the name given is a person's. */
const namelessKind = shape(vcard.Kind, [[vcard.fn, elsewhere], ...functions]);

/** dcat:contactPoint: functional contacts with a mail address or a page; others are withheld. */
export const contact: Reader = (value, place) => {
  const { record } = place;
  if (value.termType !== 'BlankNode' && mailAddress(value.value) !== undefined) {
    return mailContact(value, place);
  }
  if (value.termType === 'Literal') return unknownValue(place, value, 'This is no contact');
  const known = record.read.get(nodeKey(value));
  if (known) return [known];
  if (isPerson(value, record)) {
    record.writer.note('withheld', place.property, 'A personal contact is not published');
    return [];
  }
  if (quadsOf(record, value).length === 0) return pageContact(value, place);
  return describedContact(value, place);
};

function describedContact(value: Term, place: Place): readonly Value[] {
  const { record } = place;
  const given = mailProperties.flatMap((property) => valuesOf(record, value, property));
  const mails = given.map((each) => mailOf(each, record)).filter((mail) => mail !== undefined);
  const pages = pageProperties.flatMap((property) => valuesOf(record, value, property));
  const isPersonal = mails.some(isPersonalAddress);
  const isUsable =
    mails.some((mail) => !isPersonalAddress(mail)) ||
    pages.some((page) => repairWebAddress(page.value) !== undefined);
  if (!isUsable) {
    const why = isPersonal ? 'withheld' : 'unknown-value';
    record.writer.note(
      why,
      place.property,
      'A contact without a functional address or page is not published',
    );
    return [];
  }
  const target = targetOf(value, record);
  record.read.set(nodeKey(value), target);
  record.writer.add(target, rdf.type, vcard.Kind);
  readProperties(value, target, isPersonal ? namelessKind : kind, record, place.depth + 1);
  return [target];
}

function mailContact(value: Term, place: Place): readonly Value[] {
  return contactWith(
    vcard.hasEmail,
    mailLink(value, { ...place, property: vcard.hasEmail }),
    place,
  );
}

function pageContact(value: Term, place: Place): readonly Value[] {
  return contactWith(vcard.hasURL, pageLink(value, place), place);
}

function contactWith(
  property: typeof vcard.hasURL,
  values: readonly Value[],
  place: Place,
): readonly Value[] {
  const [value] = values;
  if (!value) return [];
  const target = place.record.writer.node();
  place.record.writer.add(target, rdf.type, vcard.Kind);
  place.record.writer.add(target, property, value);
  return [target];
}
