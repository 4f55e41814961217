import type { Term } from '@rdfjs/types';
import { foaf, org, vcard } from '../../rdf/vocabularies.ts';
import { type RdfRecord, typesOf } from './record.ts';

const orcid = /^https?:\/\/(?:www\.)?orcid\.org\//i;

/** Tells whether an agent or contact is a person: persons are never published. */
export function isPerson(value: Term, record: RdfRecord): boolean {
  if (orcid.test(value.value)) return true;
  const types = typesOf(record, value);
  const organised = [foaf.Organization, vcard.Organization, vcard.Group, org.Organization];
  return (
    [foaf.Person, vcard.Individual].some((type) => types.has(type.value)) &&
    !organised.some((type) => types.has(type.value))
  );
}
