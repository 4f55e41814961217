import type { NamedNode } from '@rdfjs/types';
import {
  adms,
  compact,
  cv,
  dcat,
  dcatap,
  dct,
  dpv,
  dqv,
  foaf,
  geodcatap,
  healthdcatap,
  hydra,
  prefixes,
  prov,
  spdx,
  vcard,
  xsd,
} from '../rdf/vocabularies.ts';

/** Properties whose values are resources: their IRIs are written as plain JSON strings. */
const links: readonly NamedNode[] = [
  ...[adms.identifier, adms.sample, adms.status],
  ...[cv.contactPage, cv.contactPoint],
  ...[dcat.accessService, dcat.accessURL, dcat.contactPoint, dcat.dataset, dcat.distribution],
  ...[dcat.downloadURL, dcat.endpointDescription, dcat.endpointURL, dcat.inSeries],
  ...[dcat.landingPage, dcat.mediaType, dcat.record, dcat.service, dcat.theme, dcat.themeTaxonomy],
  ...[dcatap.applicableLegislation, dcatap.availability],
  ...[dct.accessRights, dct.accrualPeriodicity, dct.conformsTo, dct.creator, dct.format],
  ...[dct.language, dct.license, dct.provenance, dct.publisher, dct.relation, dct.source],
  ...[dct.spatial, dct.temporal, dct.type],
  ...[dpv.hasLegalBasis, dpv.hasPersonalData, dpv.hasPurpose],
  ...[dqv.hasQualityAnnotation],
  ...[foaf.homepage, foaf.mbox, foaf.page, foaf.primaryTopic],
  ...[geodcatap.custodian],
  ...[healthdcatap.analytics, healthdcatap.hasCodingSystem, healthdcatap.hasVariables],
  ...[healthdcatap.hdab, healthdcatap.hdabCoordinator, healthdcatap.healthCategory],
  ...[healthdcatap.healthTheme, healthdcatap.publisherType, healthdcatap.retentionPeriod],
  ...[hydra.first, hydra.last, hydra.next, hydra.previous, hydra.view],
  ...[prov.agent, prov.qualifiedAttribution, prov.wasDerivedFrom, prov.wasGeneratedBy],
  ...[spdx.algorithm, spdx.checksum],
  ...[vcard.hasEmail, vcard.hasURL],
];

const counts: readonly NamedNode[] = [
  dcat.byteSize,
  healthdcatap.maxTypicalAge,
  healthdcatap.minTypicalAge,
  healthdcatap.numberOfRecords,
  healthdcatap.numberOfUniqueIndividuals,
];

/** IRIs of the properties that HealthDCAT-AP Release 8 gives the range xsd:nonNegativeInteger. */
export const countProperties: ReadonlySet<string> = new Set(counts.map(({ value }) => value));

/**
 * The JSON-LD context of everything Glaneur publishes (JSON-LD 1.1 §3.1): prefixes, and coercions
 * that keep links short. Documents carry it inline, so that reading one fetches nothing.
 */
export const jsonLdContext: Readonly<Record<string, string | { '@type': string }>> = Object.freeze({
  ...prefixes,
  ...Object.fromEntries(links.map(({ value }) => [compact(value), { '@type': '@id' }])),
  ...Object.fromEntries(
    counts.map(({ value }) => [compact(value), { '@type': xsd.nonNegativeInteger.value }]),
  ),
});
