import { authority } from '../rdf/authorities.ts';
import { dcat, dct } from '../rdf/vocabularies.ts';
import type { Checks } from './checks.ts';
import { has, irisOf } from './description.ts';

/** Reusability that the dataset answers for (MQA, 45 of 75 points). */
export const datasetReusability = {
  /** 10 points: a dct:accessRights. */
  accessRightsAvailability: (dataset) => has(dataset, dct.accessRights),
  /** 5 points: dct:accessRights is of the EU access-right list. */
  accessRightsVocabularyAlignment: (dataset, { isIn }) =>
    irisOf(dataset, dct.accessRights).some((iri) => isIn(authority.accessRight, iri)),
  /** 20 points: a dcat:contactPoint. */
  contactPointAvailability: (dataset) => has(dataset, dcat.contactPoint),
  /** 10 points: a dct:publisher. */
  publisherAvailability: (dataset) => has(dataset, dct.publisher),
} as const satisfies Checks;

/** Reusability that a distribution answers for (MQA, 30 of 75 points). */
export const reusability = {
  /** 20 points: a dct:license. */
  licenceAvailability: (distribution) => has(distribution, dct.license),
  /** 10 points: dct:license is of the EU licence list. */
  knownLicence: (distribution, { isIn }) =>
    irisOf(distribution, dct.license).some((iri) => isIn(authority.licence, iri)),
} as const satisfies Checks;
