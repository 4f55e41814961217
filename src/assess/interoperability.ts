import { authority } from '../rdf/authorities.ts';
import { dcat, dct } from '../rdf/vocabularies.ts';
import type { Checks } from './checks.ts';
import { has, irisOf, type Statements } from './description.ts';
import { machineReadable, nonProprietary } from './formats.ts';

/** Interoperability that the dataset answers for (MQA, 30 of 110 points). */
export const datasetInteroperability = {
  /** 30 points: no violation of the DCAT-AP shapes. */
  dcatApCompliance: (_dataset, { isDcatAp }) => isDcatAp,
} as const satisfies Checks;

/** Interoperability that a distribution answers for (MQA, 80 of 110 points). */
export const interoperability = {
  /** 20 points: a dct:format. */
  formatAvailability: (distribution) => has(distribution, dct.format),
  /** 10 points: a dcat:mediaType. */
  mediaTypeAvailability: (distribution) => has(distribution, dcat.mediaType),
  /** 10 points: dct:format is of the EU file types and dcat:mediaType of the IANA media types, both. */
  formatMediaTypeVocabularyAlignment: (distribution, { isIn }) =>
    irisOf(distribution, dct.format).some((iri) => isIn(authority.fileType, iri)) &&
    irisOf(distribution, dcat.mediaType).some((iri) => ianaMediaType.test(iri)),
  /** 20 points: the format or the media type is one of the list of open formats. */
  formatMediaTypeNonProprietary: (distribution) => isAnyOf(distribution, nonProprietary),
  /** 20 points: the format or the media type is one of the list of formats that machines interpret. */
  formatMediaTypeMachineInterpretable: (distribution) => isAnyOf(distribution, machineReadable),
} as const satisfies Checks;

const ianaMediaType =
  /^https?:\/\/www\.iana\.org\/assignments\/media-types\/(?:application|audio|font|haptics|image|message|model|multipart|text|video)\/[\w!#$&^.+-]{1,127}$/;

function isAnyOf(distribution: Statements, list: ReadonlySet<string>): boolean {
  return [dct.format, dcat.mediaType].some((property) =>
    irisOf(distribution, property).some((iri) => list.has(iri)),
  );
}
