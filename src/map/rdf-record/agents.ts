import type { Term } from '@rdfjs/types';
import { nodeKey } from '../../rdf/graph.ts';
import {
  adms,
  cv,
  dct,
  foaf,
  healthdcatap,
  namedNode,
  owl,
  rdf,
  rdfs,
  skos,
  time,
  vcard,
} from '../../rdf/vocabularies.ts';
import type { Node, Value } from '../draft.ts';
import { repairWebAddress } from '../values/iris.ts';
import { frequency, publisherType } from './concepts.ts';
import { mailLiteral, pageLink } from './contacts.ts';
import { boolean, text, word } from './literals.ts';
import { elsewhere, nested, readProperties, shape, targetOf } from './nodes.ts';
import { isPerson } from './people.ts';
import {
  type Place,
  quadsOf,
  type RdfRecord,
  type Reader,
  unknownValue,
  valuesOf,
} from './record.ts';

const ror = /^https?:\/\/ror\.org\/0[a-z0-9]{6}\d{2}$/;

const openingHours = nested(() =>
  shape(time.TemporalEntity, [
    [dct.description, text],
    [cv.frequency, frequency],
  ]),
);

const contactPoint = shape(cv.ContactPoint, [
  [cv.email, mailLiteral],
  [cv.contactPage, pageLink],
  [cv.telephone, word],
  [cv.openingHours, openingHours],
  [cv.specialOpeningHoursSpecification, openingHours],
]);

/** Where agents have their names in other dialects, best first. */
const otherNames = [dct.title, skos.prefLabel, rdfs.label, vcard.fn];
/** Where agents give another IRI of theirs, perhaps a ROR one. */
const otherIris = [owl.sameAs, dct.identifier, adms.identifier];

const agentShape = shape(foaf.Agent, [
  [foaf.name, word],
  [dct.type, publisherType],
  [healthdcatap.publisherType, publisherType, dct.type],
  [dct.description, text],
  [healthdcatap.publisherNote, text, dct.description],
  // Only the draft has it: kept for whoever still asks for descriptions in its terms.
  [healthdcatap.trustedDataHolder, boolean],
  [cv.contactPoint, nested(() => contactPoint)],
  ...[foaf.homepage, foaf.mbox, foaf.page, ...otherNames, ...otherIris].map(
    (property) => [property, elsewhere] as const,
  ),
]);

function agentTarget(value: Term, record: RdfRecord): Node {
  const same = otherIris.flatMap((property) => valuesOf(record, value, property));
  const global = [value, ...same].find((each) => ror.test(each.value));
  return global ? namedNode(global.value) : targetOf(value, record);
}

/** An agent: an organisation with its names, type and contact point; persons are withheld. */
export const agent: Reader = (value, place) => {
  const { record } = place;
  const { writer } = record;
  if (value.termType === 'Literal') return namedAgent(value, place);
  const known = record.read.get(nodeKey(value));
  if (known) return [known];
  if (isPerson(value, record)) {
    writer.note('withheld', place.property, 'A person is named here; persons are not published');
    return [];
  }
  if (quadsOf(record, value).length === 0 && !repairWebAddress(value.value)) {
    return unknownValue(place, value, 'Nothing is said about this agent');
  }
  const target = agentTarget(value, record);
  record.read.set(nodeKey(value), target);
  writer.add(target, rdf.type, foaf.Agent);
  readProperties(value, target, agentShape, record, place.depth + 1);
  if (!writer.has(target, foaf.name)) addName(value, target, place);
  if (!writer.has(target, cv.contactPoint)) addContact(value, target, place);
  return [target];
};

function namedAgent(value: Term, place: Place): readonly Value[] {
  const names = word(value, { ...place, property: foaf.name });
  if (names.length === 0) return [];
  const target = place.record.writer.node();
  place.record.writer.add(target, rdf.type, foaf.Agent);
  for (const name of names) place.record.writer.add(target, foaf.name, name);
  return [target];
}

function addName(value: Term, target: Node, place: Place): void {
  for (const property of otherNames) {
    const names = valuesOf(place.record, value, property);
    for (const name of names.flatMap((each) => word(each, { ...place, property: foaf.name }))) {
      place.record.writer.add(target, foaf.name, name);
    }
    if (names.length > 0) return;
  }
}

/** Earlier releases gave agents a home page and a mailbox; Release 8 wants one contact point. */
function addContact(value: Term, target: Node, place: Place): void {
  const { record } = place;
  const { writer } = record;
  const at = { ...place, property: cv.contactPoint };
  const pages = [foaf.homepage, foaf.page].flatMap((p) => valuesOf(record, value, p));
  const page = pages.flatMap((each) => pageLink(each, at))[0];
  const mail = valuesOf(record, value, foaf.mbox).flatMap((each) => mailLiteral(each, at))[0];
  if (!page && !mail) return;
  const contact = writer.node();
  writer.add(target, cv.contactPoint, contact);
  writer.add(contact, rdf.type, cv.ContactPoint);
  if (page) writer.add(contact, cv.contactPage, page);
  if (mail) writer.add(contact, cv.email, mail);
}
