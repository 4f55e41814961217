import type { NamedNode } from '@rdfjs/types';
import { DataFactory } from 'n3';

export const { namedNode, blankNode, literal, quad, defaultGraph } = DataFactory;

type Words<Text extends string> = Text extends `${infer Word} ${infer Rest}`
  ? Word | Words<Rest>
  : Text;

type Namespace<Terms extends string> = { readonly [term in Terms]: NamedNode } & {
  /** IRI of the namespace itself. */
  readonly base: string;
};

/** A typed namespace from its terms, parted by one space: a term not declared does not compile. */
function namespace<const Terms extends string>(
  base: string,
  terms: Terms,
): Namespace<Words<Terms>> {
  const entries = terms.split(' ').map((term) => [term, namedNode(base + term)]);
  // The cast gives the entries their literal keys, which Object.fromEntries forgets.
  return Object.freeze({ ...Object.fromEntries(entries), base }) as Namespace<Words<Terms>>;
}

export const adms = namespace(
  'http://www.w3.org/ns/adms#',
  `Identifier identifier sample schemaAgency status versionNotes`,
);
export const as = namespace(
  'https://www.w3.org/ns/activitystreams#',
  `Create Delete Update object published`,
);
export const csvw = namespace(
  'http://www.w3.org/ns/csvw#',
  `Column Table TableGroup column datatype name propertyUrl table title titles url`,
);
export const cv = namespace(
  'http://data.europa.eu/m8g/',
  `ContactPoint contactPage contactPoint email frequency openingHours specialOpeningHoursSpecification telephone`,
);
export const dcat = namespace(
  'http://www.w3.org/ns/dcat#',
  `Catalog CatalogRecord DataService Dataset DatasetSeries Distribution Relationship accessService accessURL bbox byteSize catalog centroid compressFormat contactPoint dataset distribution downloadURL endDate endpointDescription endpointURL hadRole hasVersion inSeries keyword landingPage mediaType packageFormat qualifiedRelation record resource servesDataset service spatialResolutionInMeters startDate temporalResolution theme themeTaxonomy version`,
);
export const dcatap = namespace('http://data.europa.eu/r5r/', `applicableLegislation availability`);
export const dct = namespace(
  'http://purl.org/dc/terms/',
  `Frequency LicenseDocument LinguisticSystem Location MediaType MediaTypeOrExtent PeriodOfTime ProvenanceStatement RightsStatement Standard accessRights accrualPeriodicity alternative conformsTo created creator description format hasPart hasVersion identifier isPartOf isReferencedBy isReplacedBy isVersionOf issued language license modified provenance publisher references relation rights source spatial temporal title type`,
);
export const dpv = namespace(
  'https://w3id.org/dpv#',
  `LegalBasis PersonalData Purpose hasLegalBasis hasPersonalData hasPurpose`,
);
export const dqv = namespace(
  'http://www.w3.org/ns/dqv#',
  `Dimension Metric QualityCertificate QualityMeasurement computedOn expectedDataType hasQualityAnnotation hasQualityMeasurement inDimension isMeasurementOf qualityAssessment value`,
);
export const ejp = namespace('http://purl.org/ejp-rd/vocabulary/', `Biobank PatientRegistry`);
export const eli = namespace('http://data.europa.eu/eli/ontology#', `LegalResource`);
export const fdpo = namespace(
  'https://w3id.org/fdp/fdp-o#',
  `FAIRDataPoint MetadataService metadataCatalog metadataIdentifier metadataIssued metadataModified`,
);
export const foaf = namespace(
  'http://xmlns.com/foaf/0.1/',
  `Agent Document Organization Person homepage mbox name page primaryTopic`,
);
export const geodcatap = namespace('http://data.europa.eu/930/', `custodian`);
export const healthdcatap = namespace(
  'http://healthdataportal.eu/ns/health#',
  `analytics hasCodeValues hasCodingSystem hasStructuredData hasVariables hdab hdabCoordinator healthCategory healthTheme maxTypicalAge minTypicalAge numberOfRecords numberOfUniqueIndividuals populationCoverage publisherNote publisherType retentionPeriod trustedDataHolder`,
);
export const hydra = namespace(
  'http://www.w3.org/ns/hydra/core#',
  `Collection PagedCollection PartialCollectionView first firstPage last lastPage member next nextPage previous previousPage totalItems view`,
);
export const ldes = namespace(
  'https://w3id.org/ldes#',
  `EventStream LatestVersionSubset amount retentionPolicy timestampPath versionOfPath`,
);
export const ldp = namespace(
  'http://www.w3.org/ns/ldp#',
  `Container DirectContainer contains hasMemberRelation membershipResource`,
);
export const locn = namespace('http://www.w3.org/ns/locn#', `Address address geometry`);
export const oa = namespace('http://www.w3.org/ns/oa#', `hasBody hasTarget motivatedBy`);
export const odrl = namespace('http://www.w3.org/ns/odrl/2/', `Policy hasPolicy`);
export const org = namespace('http://www.w3.org/ns/org#', `Organization`);
export const owl = namespace('http://www.w3.org/2002/07/owl#', `deprecated sameAs versionInfo`);
export const prov = namespace(
  'http://www.w3.org/ns/prov#',
  `Activity Attribution agent qualifiedAttribution wasDerivedFrom wasGeneratedBy`,
);
export const rdf = namespace(
  'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  `Property first langString nil rest type`,
);
export const rdfs = namespace(
  'http://www.w3.org/2000/01/rdf-schema#',
  `Literal Resource label seeAlso`,
);
export const schema = namespace('http://schema.org/', `Dataset name`);
export const sh = namespace(
  'http://www.w3.org/ns/shacl#',
  `Info ValidationReport ValidationResult Violation Warning conforms focusNode message name path result resultMessage resultPath resultSeverity severity sourceConstraintComponent sourceShape value`,
);
export const skos = namespace(
  'http://www.w3.org/2004/02/skos/core#',
  `Concept ConceptScheme altLabel broadMatch broader definition exactMatch hiddenLabel inScheme notation prefLabel topConceptOf`,
);
export const spdx = namespace(
  'http://spdx.org/rdf/terms#',
  `Checksum algorithm checksum checksumValue`,
);
export const time = namespace('http://www.w3.org/2006/time#', `TemporalEntity hasBeginning hasEnd`);
export const tree = namespace(
  'https://w3id.org/tree#',
  `GreaterThanOrEqualToRelation LessThanRelation Node member node path relation shape value view`,
);
export const vcard = namespace(
  'http://www.w3.org/2006/vcard/ns#',
  `Group Individual Kind Organization fn hasEmail hasTelephone hasURL organization-name`,
);
export const voidDataset = namespace(
  'http://rdfs.org/ns/void#',
  `Dataset DatasetDescription class classPartition dataDump documents entities rootResource sparqlEndpoint uriSpace vocabulary`,
);
export const xsd = namespace(
  'http://www.w3.org/2001/XMLSchema#',
  `anyURI boolean date dateTime decimal double duration gYear gYearMonth hexBinary integer nonNegativeInteger string`,
);

/** Prefixes by name, as Glaneur writes them; the field's usual ones. */
export const prefixes: Readonly<Record<string, string>> = Object.freeze({
  adms: adms.base,
  as: as.base,
  csvw: csvw.base,
  cv: cv.base,
  dcat: dcat.base,
  dcatap: dcatap.base,
  dct: dct.base,
  dpv: dpv.base,
  dqv: dqv.base,
  eli: eli.base,
  foaf: foaf.base,
  geodcatap: geodcatap.base,
  healthdcatap: healthdcatap.base,
  hydra: hydra.base,
  ldes: ldes.base,
  locn: locn.base,
  oa: oa.base,
  odrl: odrl.base,
  org: org.base,
  owl: owl.base,
  prov: prov.base,
  rdf: rdf.base,
  rdfs: rdfs.base,
  skos: skos.base,
  spdx: spdx.base,
  time: time.base,
  tree: tree.base,
  vcard: vcard.base,
  xsd: xsd.base,
});

const bases = Object.entries(prefixes).sort(([, a], [, b]) => b.length - a.length);

/** `dct:title` for http://purl.org/dc/terms/title; the IRI itself where no prefix fits. */
export function compact(iri: string): string {
  for (const [prefix, base] of bases) {
    if (iri.length > base.length && iri.startsWith(base))
      return `${prefix}:${iri.slice(base.length)}`;
  }
  return iri;
}
