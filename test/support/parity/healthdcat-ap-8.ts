import { accessLevels } from '../../../src/validate/profile.ts';
import { replacing } from '../mutations.ts';
import { readOfficialShapes } from '../official-shapes.ts';
import { readOwnShapes } from '../own-shapes.ts';
import { readTurtle, repositoryRoot } from '../turtle-files.ts';
import { healthDcatAp8Differences } from './known-differences.ts';
import type { PropertiesByClass } from './mutations.ts';
import type { ParityProfile } from './profile.ts';

const words = (text: string) => text.trim().split(/\s+/);

/** The properties of a dataset in HealthDCAT-AP Release 8. */
export const datasetProperties: readonly string[] = words(`
  adms:identifier adms:sample adms:versionNotes dcat:contactPoint dcat:distribution dcat:hasVersion
  dcat:inSeries dcat:keyword dcat:landingPage dcat:qualifiedRelation dcat:spatialResolutionInMeters
  dcat:temporalResolution dcat:theme dcat:version dcatap:applicableLegislation dct:accessRights
  dct:accrualPeriodicity dct:alternative dct:conformsTo dct:creator dct:description dct:identifier
  dct:isReferencedBy dct:issued dct:language dct:modified dct:provenance dct:publisher dct:relation
  dct:source dct:spatial dct:temporal dct:title dct:type dpv:hasLegalBasis dpv:hasPersonalData
  dpv:hasPurpose dqv:hasQualityAnnotation foaf:page geodcatap:custodian healthdcatap:analytics
  healthdcatap:hasCodeValues healthdcatap:hasCodingSystem healthdcatap:hasStructuredData
  healthdcatap:hasVariables healthdcatap:hdab healthdcatap:hdabCoordinator healthdcatap:healthCategory
  healthdcatap:healthTheme healthdcatap:maxTypicalAge healthdcatap:minTypicalAge
  healthdcatap:numberOfRecords healthdcatap:numberOfUniqueIndividuals healthdcatap:populationCoverage
  healthdcatap:retentionPeriod prov:qualifiedAttribution prov:wasGeneratedBy`);

/**
 * The properties of HealthDCAT-AP Release 8 by class, and those the shapes check besides; with its
 * type a node loses its class.
 */
const properties: PropertiesByClass = {
  'dcat:Dataset': [...datasetProperties, 'dct:hasVersion', 'rdf:type'],
  'dcat:Distribution': words(`
    adms:status dcat:accessService dcat:accessURL dcat:byteSize dcat:compressFormat dcat:downloadURL
    dcat:mediaType dcat:packageFormat dcat:spatialResolutionInMeters dcat:temporalResolution
    dcatap:applicableLegislation dcatap:availability dct:conformsTo dct:description dct:format
    dct:issued dct:language dct:license dct:modified dct:rights dct:title foaf:page odrl:hasPolicy
    spdx:checksum rdf:type`),
  'dcat:Catalog': words(`
    dcat:catalog dcat:dataset dcat:record dcat:service dcat:themeTaxonomy
    dcatap:applicableLegislation dct:creator dct:description dct:hasPart dct:isPartOf dct:issued
    dct:language dct:license dct:modified dct:publisher dct:rights dct:spatial dct:temporal dct:title
    foaf:homepage rdf:type`),
  'dcat:CatalogRecord': words(`
    adms:status dct:conformsTo dct:description dct:issued dct:language dct:modified dct:source
    dct:title foaf:primaryTopic rdf:type`),
  'dcat:DataService': words(`
    dcat:contactPoint dcat:endpointDescription dcat:endpointURL dcat:keyword dcat:landingPage
    dcat:servesDataset dcat:theme dcatap:applicableLegislation dct:accessRights dct:conformsTo
    dct:description dct:format dct:license dct:publisher dct:title rdf:type`),
  'dcat:DatasetSeries': words(`
    dcat:contactPoint dcatap:applicableLegislation dct:accrualPeriodicity dct:description dct:issued
    dct:modified dct:publisher dct:spatial dct:temporal dct:title rdf:type`),
  'foaf:Agent': words('cv:contactPoint dct:description dct:type foaf:name rdf:type'),
  'cv:ContactPoint': words(`
    cv:contactPage cv:email cv:openingHours cv:specialOpeningHoursSpecification cv:telephone rdf:type`),
  'time:TemporalEntity': words('cv:frequency dct:description rdf:type'),
  'vcard:Kind': words('vcard:hasEmail vcard:hasURL rdf:type'),
  'csvw:TableGroup': words('csvw:table dct:title rdf:type'),
  'csvw:Table': words('csvw:column csvw:url dcat:keyword dct:title rdf:type'),
  'csvw:Column': words(
    'csvw:datatype csvw:name csvw:propertyUrl csvw:title dct:description rdf:type',
  ),
  'dct:PeriodOfTime': words('dcat:endDate dcat:startDate time:hasBeginning time:hasEnd rdf:type'),
  'prov:Activity': words('dct:type rdf:type'),
  'dct:LicenseDocument': words('dct:type rdf:type'),
  'dct:Location': words('dcat:bbox dcat:centroid locn:geometry rdf:type'),
  'spdx:Checksum': words('spdx:algorithm spdx:checksumValue rdf:type'),
  'adms:Identifier': words('skos:notation rdf:type'),
  'dcat:Relationship': words('dcat:hadRole dct:relation rdf:type'),
  'skos:Concept': words('skos:inScheme skos:prefLabel rdf:type'),
  'skos:ConceptScheme': words('dct:title rdf:type'),
};

const description = ['validate/non-public', 'parity/surroundings'].flatMap((name) =>
  readTurtle(`${repositoryRoot}test/fixtures/${name}.ttl`),
);
const accessRight = 'http://publications.europa.eu/resource/authority/access-right';

/** Our shapes of HealthDCAT-AP Release 8 against the official ones. */
export const healthDcatAp8: ParityProfile = {
  id: 'healthdcat-ap-8',
  levels: accessLevels,
  readOwn: (level) => readOwnShapes('healthdcat-ap-8')[level],
  readOfficial: readOfficialShapes,
  describe: (level) =>
    replacing(description, 'ex:cohort', 'dct:accessRights', `<${accessRight}/${level}>`),
  properties,
  differences: healthDcatAp8Differences,
};
