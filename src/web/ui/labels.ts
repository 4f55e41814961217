import type { Localised } from '../../model/source.ts';
import { compact } from '../../rdf/vocabularies.ts';
import type { Language } from './language.ts';

type Label = readonly [fr: string, en: string];

/** Short names of the health categories of EHDS Art. 51(1), by code. */
const categories: Readonly<Record<string, Label>> = {
  EHRS: ['Dossiers médicaux électroniques', 'Electronic health records'],
  DIOH: ['Déterminants de santé', 'Determinants of health'],
  NRPE: ['Besoins, ressources et dépenses de soins', 'Healthcare needs, resources and spending'],
  RPDG: ['Agents pathogènes', 'Pathogens'],
  HRAD: ['Données administratives de soins', 'Healthcare administrative data'],
  HGPD: ['Données génétiques humaines', 'Human genetic data'],
  HPML: ['Autres données moléculaires humaines', 'Other human molecular data'],
  PGEH: ['Données des dispositifs médicaux', 'Data from medical devices'],
  WELA: ['Applications de bien-être', 'Wellness applications'],
  IDHP: ['Professionnels de santé', 'Health professionals'],
  PHDR: ['Registres de santé publique', 'Public health registries'],
  MRMR: ['Registres médicaux et de mortalité', 'Medical and mortality registries'],
  EHCT: ['Essais cliniques', 'Clinical trials'],
  EMRD: ['Autres données de dispositifs médicaux', 'Other medical device data'],
  RMMD: ['Registres de médicaments et de dispositifs', 'Registries of medicines and devices'],
  RQSH: ['Cohortes, questionnaires et enquêtes', 'Cohorts, questionnaires and surveys'],
  EINS: ['Biobanques', 'Biobanks'],
};

const properties: Readonly<Record<string, Label>> = {
  'adms:identifier': ['Autre identifiant', 'Other identifier'],
  'adms:sample': ['Échantillon', 'Sample'],
  'cv:contactPage': ['Page de contact', 'Contact page'],
  'cv:contactPoint': ['Contact', 'Contact'],
  'cv:email': ['Courriel', 'Email'],
  'dcat:accessURL': ['Adresse d’accès', 'Access address'],
  'dcat:contactPoint': ['Contact', 'Contact point'],
  'dcat:distribution': ['Distribution', 'Distribution'],
  'dcat:keyword': ['Mot-clé', 'Keyword'],
  'dcat:landingPage': ['Page de présentation', 'Landing page'],
  'dcat:theme': ['Thème', 'Theme'],
  'dcat:version': ['Version', 'Version'],
  'dcatap:applicableLegislation': ['Législation applicable', 'Applicable legislation'],
  'dct:accessRights': ['Droits d’accès', 'Access rights'],
  'dct:accrualPeriodicity': ['Fréquence de mise à jour', 'Update frequency'],
  'dct:alternative': ['Autre titre', 'Alternative title'],
  'dct:conformsTo': ['Conforme à', 'Conforms to'],
  'dct:description': ['Description', 'Description'],
  'dct:format': ['Format', 'Format'],
  'dct:hasPart': ['Comprend', 'Has part'],
  'dct:hasVersion': ['Version', 'Has version'],
  'dct:identifier': ['Identifiant', 'Identifier'],
  'dct:isPartOf': ['Fait partie de', 'Is part of'],
  'dct:isReferencedBy': ['Cité par', 'Referenced by'],
  'dct:isVersionOf': ['Version de', 'Version of'],
  'dct:issued': ['Date de publication', 'Release date'],
  'dct:language': ['Langue', 'Language'],
  'dct:license': ['Licence', 'Licence'],
  'dct:modified': ['Date de modification', 'Modification date'],
  'dct:provenance': ['Provenance', 'Provenance'],
  'dct:publisher': ['Éditeur', 'Publisher'],
  'dct:relation': ['En relation avec', 'Related to'],
  'dct:source': ['Tiré de', 'Derived from'],
  'dct:spatial': ['Couverture géographique', 'Geographical coverage'],
  'dct:temporal': ['Couverture temporelle', 'Temporal coverage'],
  'dct:title': ['Titre', 'Title'],
  'dct:type': ['Type', 'Type'],
  'dpv:hasLegalBasis': ['Base légale', 'Legal basis'],
  'dpv:hasPersonalData': ['Données personnelles', 'Personal data'],
  'dpv:hasPurpose': ['Finalité', 'Purpose'],
  'foaf:homepage': ['Site web', 'Website'],
  'foaf:name': ['Nom', 'Name'],
  'foaf:page': ['Documentation', 'Documentation'],
  'geodcatap:custodian': ['Dépositaire', 'Custodian'],
  'dqv:hasQualityAnnotation': ['Certificat de qualité', 'Quality annotation'],
  'healthdcatap:analytics': ['Résultats d’analyses', 'Analytics'],
  'healthdcatap:hasCodeValues': ['Codes', 'Code values'],
  'healthdcatap:hasCodingSystem': ['Nomenclature', 'Coding system'],
  'healthdcatap:hasStructuredData': ['Données structurées', 'Structured data'],
  'healthdcatap:hasVariables': ['Variables', 'Variables'],
  'healthdcatap:hdab': ['Organisme d’accès', 'Health data access body'],
  'healthdcatap:healthCategory': ['Catégorie de données', 'Category of data'],
  'healthdcatap:healthTheme': ['Thème de santé', 'Health theme'],
  'healthdcatap:maxTypicalAge': ['Âge maximal', 'Maximum age'],
  'healthdcatap:minTypicalAge': ['Âge minimal', 'Minimum age'],
  'healthdcatap:numberOfRecords': ['Nombre d’enregistrements', 'Number of records'],
  'healthdcatap:numberOfUniqueIndividuals': ['Nombre de personnes', 'Number of individuals'],
  'healthdcatap:populationCoverage': ['Population couverte', 'Population covered'],
  'healthdcatap:retentionPeriod': ['Durée de conservation', 'Retention period'],
  'prov:wasDerivedFrom': ['Adresse d’origine', 'Address of origin'],
  'prov:wasGeneratedBy': ['Activité d’origine', 'Generated by'],
  'rdf:type': ['Nature', 'Kind'],
};

function inLanguage(label: Label, language: Language): string {
  return label[language === 'fr' ? 0 : 1];
}

/** Codes of the health categories, in the order of the law. */
export const categoryCodes: readonly string[] = Object.keys(categories);

/** Name of a health category; its code when it is none of ours. */
export function categoryLabel(code: string, language: Language): string {
  const label = Object.hasOwn(categories, code) ? categories[code] : undefined;
  return label ? inLanguage(label, language) : code;
}

/** Short name of a health category in both languages; null when it is none of ours. */
export function categoryName(code: string): Localised | null {
  const label = Object.hasOwn(categories, code) ? categories[code] : undefined;
  return label ? { fr: label[0], en: label[1] } : null;
}

/** Name of a property in words; its compact name when we have none. */
export function propertyLabel(iri: string, language: Language): string {
  const name = compact(iri);
  const label = Object.hasOwn(properties, name) ? properties[name] : undefined;
  return label ? inLanguage(label, language) : name;
}
