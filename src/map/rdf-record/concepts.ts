import type { Term } from '@rdfjs/types';
import { authority } from '../../rdf/authorities.ts';
import { dcat, dct, foaf, literal, namedNode, rdf, rdfs, skos } from '../../rdf/vocabularies.ts';
import type { Terms } from '../terms.ts';
import { readAccess } from '../values/access-rights.ts';
import { frequencyIri } from '../values/frequencies.ts';
import { healthCodeIri } from '../values/health-codes.ts';
import { repairWebAddress } from '../values/iris.ts';
import { languageIri } from '../values/languages.ts';
import { licenceIri } from '../values/licences.ts';
import { fileTypeIri, mediaTypeIri } from '../values/media-types.ts';
import { placeIri } from '../values/places.ts';
import { publisherTypeIri } from '../values/publisher-types.ts';
import { link, namesOf, text } from './literals.ts';
import { nested, shape } from './nodes.ts';
import { type Place, type Reader, unknownValue, valuesOf } from './record.ts';

/** Properties through which a described node says which concept it means. */
const pointing = [skos.inScheme, skos.notation, dct.identifier];

/** What a value may be recognised by: its own IRI or text, then what is said about it. */
function clues(value: Term, place: Place): string[] {
  const said = pointing.flatMap((property) => valuesOf(place.record, value, property));
  const named = value.termType === 'Literal' ? [] : namesOf(value, place);
  const own = value.termType === 'BlankNode' ? [] : [value.value];
  return [...own, ...said.map((each) => each.value), ...named.map((name) => name.value)];
}

/**
 * A member of a controlled list. A member's IRI is kept even when its code does not exist, so that
 * validation names it; anything else is read, or left out with a note.
 */
export function concept(
  scheme: string,
  read: (clue: string, terms: Terms) => string | undefined,
): Reader {
  return (value, place) => {
    if (value.termType === 'NamedNode' && value.value.startsWith(`${scheme}/`)) return [value];
    for (const clue of clues(value, place)) {
      const iri = clue.startsWith(`${scheme}/`) ? clue : read(clue, place.record.writer.terms);
      if (iri === undefined) continue;
      if (value.value !== iri && value.termType !== 'BlankNode') {
        place.record.writer.note(
          'repaired',
          place.property,
          'A value was replaced by the concept of the controlled vocabulary it means',
          value.value,
        );
      }
      return [namedNode(iri)];
    }
    return unknownValue(place, value, 'This is no value of the controlled vocabulary');
  };
}

const codeOf = (address: string) => address.replace(/^.*[/#]/, '');

/** dct:accessRights. */
export const accessRights = concept(authority.accessRight, (clue) => {
  const access = readAccess(clue);
  return access.kind === 'level' ? `${authority.accessRight}/${access.level}` : undefined;
});
/** dct:accrualPeriodicity. */
export const frequency = concept(authority.frequency, frequencyIri);
/** dct:language. */
export const language = concept(authority.language, languageIri);
/** healthdcatap:healthCategory. */
export const healthCategory = concept(authority.healthCategory, (clue, terms) =>
  healthCodeIri('healthCategory', codeOf(clue), terms),
);
/** healthdcatap:healthTheme. */
export const healthTheme = concept(authority.healthTheme, (clue, terms) =>
  healthCodeIri('healthTheme', codeOf(clue), terms),
);
/** dct:type of a dataset. */
export const datasetType = concept(authority.datasetType, (clue, terms) =>
  healthCodeIri('datasetType', codeOf(clue), terms),
);
/** dct:type of an agent: codes of older lists are replaced. */
export const publisherType: Reader = (value, place) => {
  const { writer } = place.record;
  const types = concept(authority.publisherType, (clue, terms) =>
    terms.concept(authority.publisherType, clue),
  )(value, place);
  return types.map((type) => {
    const iri = publisherTypeIri(codeOf(type.value), writer.terms);
    const why = 'A publisher type of an earlier list was replaced';
    if (iri !== type.value) writer.note('repaired', place.property, why, type.value);
    return namedNode(iri);
  });
};
/** dct:type of the activity that made the data. */
export const healthActivity = concept(authority.healthActivity, () => undefined);
/** dcatap:availability. */
export const availability = concept(authority.plannedAvailability, (clue) =>
  /^(?:AVAILABLE|EXPERIMENTAL|STABLE|TEMPORARY)$/.test(clue)
    ? `${authority.plannedAvailability}/${clue}`
    : undefined,
);
/** adms:status of a distribution. */
export const status = concept(authority.distributionStatus, (clue) => {
  const code =
    /^(?:http:\/\/purl\.org\/adms\/status\/)?(Completed|Deprecated|UnderDevelopment|Withdrawn)$/.exec(
      clue,
    )?.[1];
  return (
    code &&
    `${authority.distributionStatus}/${code === 'UnderDevelopment' ? 'DEVELOP' : code.toUpperCase()}`
  );
});
/** dct:format. */
export const format = concept(authority.fileType, fileTypeIri);

/** dcat:mediaType, dcat:compressFormat and dcat:packageFormat: an address in the IANA registry. */
export const mediaType: Reader = (value, place) => {
  const iri = mediaTypeIri(value.value) ?? mediaTypeIri(codeOf(value.value).toLowerCase());
  if (iri === undefined)
    return unknownValue(place, value, 'This is no media type of the IANA registry');
  const type = namedNode(iri);
  place.record.writer.add(type, rdf.type, dct.MediaType);
  return [type];
};

const licenceType: Reader = (value, place) =>
  value.termType === 'NamedNode' && value.value.startsWith('http://purl.org/adms/licencetype/')
    ? [value]
    : unknownValue(place, value, 'This is no licence type of ADMS');
const licenceDocument = nested(() =>
  shape(dct.LicenseDocument, [
    [dct.title, text],
    [rdfs.label, text, dct.title],
    [dct.type, licenceType],
    [foaf.page, link],
  ]),
);

/** dct:license: a concept of the EU list, or the licence's own address with its title. */
export const licence: Reader = (value, place) => {
  const iri = clues(value, place)
    .map((clue) => licenceIri(clue, place.record.writer.terms))
    .find((each) => each !== undefined);
  if (iri === undefined && value.termType !== 'Literal') return licenceDocument(value, place);
  if (iri === undefined) return unknownValue(place, value, 'This names no licence');
  if (!iri.startsWith(`${authority.licence}/`)) {
    place.record.writer.add(namedNode(iri), rdf.type, dct.LicenseDocument);
  }
  return [namedNode(iri)];
};

/** dct:spatial: a concept of the EU lists, another place's IRI, or a described place. */
export const place: Reader = (value, where) => {
  const { writer } = where.record;
  const lists = [authority.country, authority.continent, authority.place];
  if (lists.some((list) => value.value.startsWith(`${list}/`))) return [namedNode(value.value)];
  const read = clues(value, where)
    .map((clue) => placeIri(clue, writer.terms))
    .find((iri) => iri !== undefined);
  const own = value.termType === 'NamedNode' ? repairWebAddress(value.value)?.iri : undefined;
  const iri = read ?? own;
  if (iri === undefined) return describedPlace(value, where);
  if (!lists.some((list) => iri.startsWith(`${list}/`)))
    writer.add(namedNode(iri), rdf.type, dct.Location);
  return [namedNode(iri)];
};

function describedPlace(value: Term, where: Place): ReturnType<Reader> {
  const { writer } = where.record;
  const kept = [dcat.bbox, dcat.centroid].flatMap((property) =>
    valuesOf(where.record, value, property).map((each) => ({ property, each })),
  );
  const names = namesOf(value, where);
  if (names.length === 0 && kept.length === 0)
    return unknownValue(where, value, 'This is no known place');
  const target = writer.node();
  writer.add(target, rdf.type, dct.Location);
  for (const name of names) {
    writer.add(target, rdfs.label, literal(name.value, name.language || where.record.language));
  }
  for (const { property, each } of kept) {
    if (each.termType === 'Literal') writer.add(target, property, each);
  }
  return [target];
}
