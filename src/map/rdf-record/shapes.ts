import type { NamedNode } from '@rdfjs/types';
import {
  adms,
  dcat,
  dcatap,
  dct,
  dpv,
  dqv,
  foaf,
  geodcatap,
  healthdcatap,
  namedNode,
  oa,
  prov,
  rdfs,
  time,
} from '../../rdf/vocabularies.ts';
import { agent } from './agents.ts';
import * as concepts from './concepts.ts';
import { contact } from './contacts.ts';
import { anyDistribution, document, legislation } from './distribution.ts';
import * as health from './health.ts';
import { boolean, count, date, decimal, duration, link, term, text, word } from './literals.ts';
import { elsewhere, nested, type Shape, shape } from './nodes.ts';
import { quadsOf, type Reader, valuesOf } from './record.ts';
import { variables } from './variables.ts';

/**
 * Ranges of these properties ask for a described dataset or series, and one record never describes
 * another's: the link is kept as a related resource.
 */
const related =
  (given: NamedNode): Reader =>
  (value, place) => {
    const links = link(value, place);
    if (links.length > 0) {
      const why =
        'A link to a resource that this record does not describe was kept as dct:relation';
      place.record.writer.note('repaired', given, why, value.value);
    }
    return links;
  };

const provenance = nested(() =>
  shape(
    dct.ProvenanceStatement,
    [
      [rdfs.label, text],
      [dct.title, text, rdfs.label],
      [dct.description, text, rdfs.label],
    ],
    rdfs.label,
  ),
);
const purpose = nested(() => shape(dpv.Purpose, [[dct.description, text]], dct.description));
const legalBasisNode = nested(() =>
  shape(
    dpv.LegalBasis,
    [
      [dct.description, text],
      [dct.source, link],
    ],
    dct.description,
  ),
);
const legalBasis: Reader = (value, place) => {
  const gdpr = health.gdprBasis(value);
  return gdpr === undefined
    ? legalBasisNode(value, place)
    : health.typed(gdpr, dpv.LegalBasis, place);
};
const inXsd = `${time.base}inXSD`;
/** OWL-Time's way of saying an instant is flattened to DCAT's. */
const period = nested(() =>
  shape(dct.PeriodOfTime, [
    [dcat.startDate, date],
    [dcat.endDate, date],
    [namedNode('http://schema.org/startDate'), date, dcat.startDate],
    [namedNode('http://schema.org/endDate'), date, dcat.endDate],
    [time.hasBeginning, instant, dcat.startDate],
    [time.hasEnd, instant, dcat.endDate],
  ]),
);
const instant: Reader = (value, place) => {
  const dates = quadsOf(place.record, value).filter((q) => q.predicate.value.startsWith(inXsd));
  const given = value.termType === 'Literal' ? [value] : dates.map((q) => q.object);
  return given.flatMap((each) => date(each, place));
};
const certificate = nested(() =>
  shape(dqv.QualityCertificate, [
    [oa.hasTarget, link],
    [oa.hasBody, link],
    [oa.motivatedBy, term],
  ]),
);
const attribution: Reader = (value, place) => {
  // An attribution whose agent is withheld says nothing any more.
  const agents = valuesOf(place.record, value, prov.agent).flatMap((each) => agent(each, place));
  return agents.length === 0 ? [] : attributionNode(value, place);
};
const attributionNode = nested(() =>
  shape(prov.Attribution, [
    [prov.agent, agent],
    [dcat.hadRole, term],
  ]),
);
const activity = nested(() =>
  shape(prov.Activity, [
    [dct.type, concepts.healthActivity],
    [rdfs.label, text],
    [dct.title, text, rdfs.label],
    [dct.description, text],
    [rdfs.seeAlso, link],
  ]),
);
const relationship = nested(() =>
  shape(dcat.Relationship, [
    [dct.relation, link],
    [dcat.hadRole, term],
  ]),
);
const mostKeywords = 1_000;
/** A description of thousands of keywords is found by every search: the rest is left out. */
const keyword: Reader = (value, place) => {
  const { writer } = place.record;
  if (writer.values(writer.subject, dcat.keyword).length < mostKeywords) return text(value, place);
  writer.note('dropped', place.property, `Keywords after the first ${mostKeywords} were left out`);
  return [];
};
/** dcat:Dataset of HealthDCAT-AP Release 8: every property it knows, and how each is read. */
export const dataset: Shape = shape(dcat.Dataset, [
  [dct.title, text],
  [dct.description, text],
  [dct.alternative, text],
  [dct.accessRights, concepts.accessRights],
  [healthdcatap.analytics, anyDistribution],
  [dcatap.applicableLegislation, legislation],
  [healthdcatap.hasCodeValues, health.codeValue],
  [healthdcatap.hasCodingSystem, health.codingSystem],
  [dct.conformsTo, health.standard],
  [dcat.contactPoint, contact],
  [dct.creator, agent],
  [geodcatap.custodian, agent],
  [dcat.distribution, anyDistribution],
  [foaf.page, document],
  [dct.accrualPeriodicity, concepts.frequency],
  [dct.spatial, concepts.place],
  [dcat.hasVersion, link],
  [healthdcatap.healthCategory, concepts.healthCategory],
  [healthdcatap.hasStructuredData, boolean],
  [healthdcatap.hasVariables, variables],
  [healthdcatap.healthTheme, concepts.healthTheme],
  [adms.identifier, elsewhere],
  [dcat.inSeries, related(dcat.inSeries), dct.relation],
  [dct.isReferencedBy, link],
  [dcat.keyword, keyword],
  [dct.language, concepts.language],
  [dpv.hasLegalBasis, legalBasis],
  [dct.modified, date],
  [healthdcatap.numberOfRecords, count],
  [healthdcatap.numberOfUniqueIndividuals, count],
  [dpv.hasPersonalData, health.personalDatum],
  [healthdcatap.populationCoverage, text],
  [dct.provenance, provenance],
  [dct.publisher, agent],
  [dpv.hasPurpose, purpose],
  [prov.qualifiedAttribution, attribution],
  [dcat.qualifiedRelation, relationship],
  [dqv.hasQualityAnnotation, certificate],
  [dct.issued, date],
  [dct.relation, link],
  [healthdcatap.retentionPeriod, period],
  [adms.sample, anyDistribution],
  [dct.source, related(dct.source), dct.relation],
  [dct.temporal, period],
  [dcat.temporalResolution, duration],
  [dcat.theme, health.theme],
  [dct.type, concepts.datasetType],
  [dcat.version, word],
  [adms.versionNotes, text],
  [prov.wasGeneratedBy, activity],
  [healthdcatap.hdab, agent],
  [healthdcatap.hdabCoordinator, agent],
  [dcat.landingPage, document],
  [dcat.spatialResolutionInMeters, decimal],
  [healthdcatap.minTypicalAge, count],
  [healthdcatap.maxTypicalAge, count],
  [rdfs.label, elsewhere],
]);
