/**
 * Synthetic but realistic dataset descriptions in HealthDCAT-AP Release 8, about 75 triples each:
 * repetitive vocabulary, 200 shared holders, one in ten with a planted defect. Deterministic.
 */
const themes = ['CANCER_DISEASE', 'RESPIRATORY_DISEASES', 'MENTAL_HEALTH', 'HEALTH_SYSTEMS'];
const categories = ['EHRS', 'RQSH', 'PHDR', 'MRMR', 'HRAD'];
const codings = ['ICD-10', 'LOINC', 'ATC', 'ORPHACODE', 'SNOMED-CT'];
const diseases = [
  'le diabète',
  'l’asthme',
  'les cancers du sein',
  'l’épilepsie',
  'la sclérose en plaques',
];
const diseasesEn = ['diabetes', 'asthma', 'breast cancers', 'epilepsy', 'multiple sclerosis'];

const head = `@prefix adms: <http://www.w3.org/ns/adms#> .
@prefix cv: <http://data.europa.eu/m8g/> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dcatap: <http://data.europa.eu/r5r/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix dpv: <https://w3id.org/dpv#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix geodcatap: <http://data.europa.eu/930/> .
@prefix h: <http://healthdataportal.eu/ns/health#> .
@prefix hydra: <http://www.w3.org/ns/hydra/core#> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix eu: <http://publications.europa.eu/resource/authority/> .
`;
const hdeu = 'https://hdeu-dcat.data.health.europa.eu/resource/authority';
const authority = 'http://publications.europa.eu/resource/authority';
const legislation = 'dcatap:applicableLegislation <http://data.europa.eu/eli/reg/2025/327/oj>';

function pick<T>(list: readonly T[], index: number): T {
  // The index is taken modulo the length of a list that is never empty.
  return list[index % list.length] as T;
}

/** IRI of the dataset with this number. */
export function datasetIri(index: number): string {
  return `https://holder${index % 200}.example.org/dataset/${index}`;
}

/** One dataset in Turtle, without prefixes. `revision` changes its description. */
export function dataset(index: number, revision = 0): string {
  const holder = index % 200;
  const isDefective = index % 10 === 7;
  const iri = `<${datasetIri(index)}>`;
  return `${iri} a dcat:Dataset ;
  dct:title "Cohorte ${index} sur ${pick(diseases, index)}"@fr, "Cohort ${index} on ${pick(diseasesEn, index)}"@en ;
  dct:description "Suivi de patients dans ${3 + (index % 40)} centres depuis ${1990 + (index % 30)}, données cliniques, biologiques et d’imagerie, révision ${revision}."@fr, "Follow-up of patients in ${3 + (index % 40)} centres since ${1990 + (index % 30)}: clinical, laboratory and imaging data, revision ${revision}."@en ;
  dct:accessRights <${authority}/access-right/NON_PUBLIC> ;
  ${legislation} ;
  dcat:theme <${authority}/data-theme/HEAL> ;
  ${isDefective ? '' : `h:healthCategory <${hdeu}/healthcategories/${pick(categories, index)}> ;`}
  h:healthTheme <${hdeu}/health-theme/${pick(themes, index)}> ;
  h:hasStructuredData false ;
  h:hasCodingSystem <${hdeu}/coding-system/${pick(codings, index)}>, <${hdeu}/coding-system/${pick(codings, index + 1)}> ;
  h:numberOfUniqueIndividuals "${100 + index * 7}"^^xsd:nonNegativeInteger ;
  h:minTypicalAge "18"^^xsd:nonNegativeInteger ; h:maxTypicalAge "${60 + (index % 40)}"^^xsd:nonNegativeInteger ;
  h:populationCoverage "Adultes suivis en France"@fr, "Adults followed in France"@en ;
  h:retentionPeriod [ a dct:PeriodOfTime ; dcat:startDate "2020-01-01"^^xsd:date ; dcat:endDate "2040-12-31"^^xsd:date ] ;
  h:hdab <https://hdab.example.org/> ;
  dct:publisher <https://holder${holder}.example.org/> ;
  geodcatap:custodian <https://holder${holder}.example.org/> ;
  dcat:contactPoint [ a vcard:Kind ; vcard:fn "Accès aux données" ; vcard:hasEmail <mailto:acces@holder${holder}.example.org> ] ;
  dcat:keyword "cohorte"@fr, "cohort"@en, "${pick(diseases, index)}"@fr ;
  dct:type <${authority}/dataset-type/STATISTICAL> ;
  dct:provenance [ a dct:ProvenanceStatement ; <http://www.w3.org/2000/01/rdf-schema#label> "Recueil prospectif"@fr, "Prospective collection"@en ] ;
  dct:language <${authority}/language/FRA> ;
  dct:spatial <${authority}/country/FRA> ;
  dct:accrualPeriodicity <${authority}/frequency/ANNUAL> ;
  dct:temporal [ a dct:PeriodOfTime ; dcat:startDate "${1990 + (index % 30)}-01-01"^^xsd:date ] ;
  dct:issued "2024-03-01"^^xsd:date ; dct:modified "2026-01-15"^^xsd:date ;
  dpv:hasPurpose [ a dpv:Purpose ; dct:description "Recherche"@fr, "Research"@en ] ;
  dpv:hasLegalBasis [ a dpv:LegalBasis ; dct:description "RGPD art. 6(1)(e)"@fr ] ;
  dcat:landingPage <${datasetIri(index)}/page> ;
  dcat:distribution <${datasetIri(index)}/acces> .
<${datasetIri(index)}/page> a foaf:Document .
<${datasetIri(index)}/acces> a dcat:Distribution ; dct:title "Accès"@fr, "Access"@en ;
  dcat:accessURL <${datasetIri(index)}/demande> ; ${legislation} ;
  dct:format <${authority}/file-type/CSV> .
`;
}

function agent(iri: string, name: string): string {
  return `<${iri}> a foaf:Agent ; foaf:name "${name}"@fr ; cv:contactPoint [ a cv:ContactPoint ; cv:contactPage <${iri}contact> ] .\n`;
}

/** A Hydra page of the catalogue, in Turtle. */
export function page(options: {
  readonly total: number;
  readonly pageSize: number;
  /** From 1. */
  readonly number: number;
  readonly url: (number: number) => string;
  readonly revision?: number;
}): string {
  const { total, pageSize, number, url, revision = 0 } = options;
  const first = (number - 1) * pageSize;
  const last = Math.min(total, first + pageSize);
  const indices = Array.from({ length: last - first }, (_, offset) => first + offset);
  const holders = [...new Set(indices.map((index) => index % 200))];
  const next = last < total ? ` ; hydra:next <${url(number + 1)}>` : '';
  return [
    head,
    `<${url(0)}> a hydra:Collection ; hydra:totalItems ${total} ; hydra:view <${url(number)}> .`,
    `<${url(number)}> a hydra:PartialCollectionView${next} .`,
    agent('https://hdab.example.org/', 'Organisme d’accès'),
    ...holders.map((holder) =>
      agent(`https://holder${holder}.example.org/`, `Détenteur ${holder}`),
    ),
    ...indices.map((index) => dataset(index, revision)),
  ].join('\n');
}
