import { type Term, type Terms, terms } from './terms.ts';

const prefixes = {
  adms: 'http://www.w3.org/ns/adms#',
  dcat: 'http://www.w3.org/ns/dcat#',
  dcatap: 'http://data.europa.eu/r5r/',
  dct: 'http://purl.org/dc/terms/',
  eli: 'http://data.europa.eu/eli/ontology#',
  foaf: 'http://xmlns.com/foaf/0.1/',
  locn: 'http://www.w3.org/ns/locn#',
  odrl: 'http://www.w3.org/ns/odrl/2/',
  prov: 'http://www.w3.org/ns/prov#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  spdx: 'http://spdx.org/rdf/terms#',
  time: 'http://www.w3.org/2006/time#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
};

const classes = terms(`
  Identifier adms:
  Catalogue dcat:Catalog
  CatalogueRecord dcat:CatalogRecord
  CataloguedResource dcat:Resource
  DataService dcat:
  Dataset dcat:
  DatasetSeries dcat:
  Distribution dcat:
  Relationship dcat:
  Role dcat:
  Frequency dct:
  LicenceDocument dct:LicenseDocument
  LinguisticSystem dct:
  Location dct:
  MediaType dct:
  MediaTypeOrExtent dct:
  PeriodOfTime dct:
  ProvenanceStatement dct:
  RightsStatement dct:
  Standard dct:
  LegalResource eli:
  Agent foaf:
  Document foaf:
  Geometry locn:
  Policy odrl:
  Activity prov:
  Attribution prov:
  Literal rdfs:
  Resource rdfs:
  TemporalLiteral rdfs:Literal
  Concept skos:
  ConceptScheme skos:
  Checksum spdx:
  ChecksumAlgorithm spdx:
  TimeInstant time:Instant
  Kind vcard:
`);

/** A label means the same in every class that has it. */
const properties = terms(`
  accessRights dct: @id
  accessService dcat: @id
  accessUrl dcat:accessURL @id
  algorithm spdx: @id
  applicableLegislation dcatap: @id
  applicationProfile dct:conformsTo @id
  availability dcatap: @id
  bbox dcat:
  beginning time:hasBeginning @id
  byteSize dcat: xsd:nonNegativeInteger
  catalogue dcat:catalog @id
  centroid dcat:
  changeType adms:status @id
  checksum spdx: @id
  checksumValue spdx: xsd:hexBinary
  compressionFormat dcat:compressFormat @id
  conformsTo dct: @id
  contactPoint dcat: @id
  creator dct: @id
  dataset dcat: @id
  datasetDistribution dcat:distribution @id
  description dct:
  documentation foaf:page @id
  downloadUrl dcat:downloadURL @id
  end time:hasEnd @id
  endDate dcat:
  endpointDescription dcat: @id
  endpointUrl dcat:endpointURL @id
  format dct: @id
  frequency dct:accrualPeriodicity @id
  geographicalCoverage dct:spatial @id
  geometry locn: @id
  hadRole dcat: @id
  hasPart dct: @id
  hasPolicy odrl: @id
  hasVersion dcat: @id
  homepage foaf: @id
  identifier dct:
  inSeries dcat: @id
  isReferencedBy dct: @id
  keyword dcat:
  landingPage dcat: @id
  language dct: @id
  licence dct:license @id
  linkedSchemas dct:conformsTo @id
  listingDate dct:issued
  mediaType dcat: @id
  modificationDate dct:modified
  name foaf:
  notation skos:
  otherIdentifier adms:identifier @id
  packagingFormat dcat:packageFormat @id
  preferredLabel skos:prefLabel
  primaryTopic foaf: @id
  provenance dct: @id
  publisher dct: @id
  qualifiedAttribution prov: @id
  qualifiedRelation dcat: @id
  record dcat: @id
  relatedResource dct:relation @id
  relation dct: @id
  releaseDate dct:issued
  rights dct: @id
  sample adms: @id
  servesDataset dcat: @id
  service dcat: @id
  source dct: @id
  sourceMetadata dct:source @id
  spatialResolution dcat:spatialResolutionInMeters xsd:decimal
  startDate dcat:
  status adms: @id
  temporalCoverage dct:temporal @id
  temporalResolution dcat: xsd:duration
  theme dcat: @id
  themes dcat:themeTaxonomy @id
  title dct:
  type dct: @id
  version dcat:
  versionNotes adms:
  wasGeneratedBy prov: @id
`);

/** Labels of the properties of each class. */
const propertiesOf: Readonly<Record<string, string>> = {
  Agent: 'name type',
  Catalogue: `applicableLegislation catalogue creator dataset description geographicalCoverage hasPart
    homepage language licence modificationDate publisher record releaseDate rights service
    temporalCoverage themes title`,
  CatalogueRecord: `applicationProfile changeType description language listingDate modificationDate
    primaryTopic sourceMetadata title`,
  Checksum: 'algorithm checksumValue',
  Concept: 'preferredLabel',
  ConceptScheme: 'title',
  DataService: `accessRights applicableLegislation conformsTo contactPoint description documentation
    endpointDescription endpointUrl format keyword landingPage licence publisher
    servesDataset theme title`,
  Dataset: `accessRights applicableLegislation conformsTo contactPoint creator datasetDistribution
    description documentation frequency geographicalCoverage hasVersion identifier inSeries
    isReferencedBy keyword landingPage language modificationDate otherIdentifier provenance
    publisher qualifiedAttribution qualifiedRelation relatedResource releaseDate sample
    source spatialResolution temporalCoverage temporalResolution theme title type version
    versionNotes wasGeneratedBy`,
  DatasetSeries: `applicableLegislation contactPoint description frequency geographicalCoverage
    modificationDate publisher releaseDate temporalCoverage title`,
  Distribution: `accessService accessUrl applicableLegislation availability byteSize checksum
    compressionFormat description documentation downloadUrl format hasPolicy language
    licence linkedSchemas mediaType modificationDate packagingFormat releaseDate rights
    spatialResolution status temporalResolution title`,
  Identifier: 'notation',
  LicenceDocument: 'type',
  Location: 'bbox centroid geometry',
  PeriodOfTime: 'beginning end endDate startDate',
  Relationship: 'hadRole relation',
};

interface Property {
  readonly owner: string;
  readonly label: string;
  readonly term: Term | string;
}

const owned: readonly Property[] = Object.entries(propertiesOf).flatMap(([owner, labels]) =>
  labels.split(/\s+/).flatMap((label) => {
    const term = properties[label];
    return term === undefined ? [] : [{ owner, label, term }];
  }),
);

/** DCAT-AP 3.0.0: properties are written `Dataset.title`. */
export const dcatAp300: Terms = {
  ...prefixes,
  ...classes,
  ...Object.fromEntries(owned.map(({ owner, label, term }) => [`${owner}.${label}`, term])),
};

function scoped(name: string, term: Term | string): Term | string {
  const own = owned.filter(({ owner }) => owner === name);
  if (own.length === 0 || typeof term === 'string') return term;
  return {
    ...term,
    '@context': Object.fromEntries(own.map(({ label, term: each }) => [label, each])),
  };
}

/** DCAT-AP 3.0.1: properties are written `title` and hold within nodes of their class. */
export const dcatAp301: Terms = {
  ...prefixes,
  ...Object.fromEntries(Object.entries(classes).map(([name, term]) => [name, scoped(name, term)])),
};
