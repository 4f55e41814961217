import { authority } from '../../rdf/authorities.ts';
import { fold } from './text.ts';

const categories = `EHRS DIOH NRPE RPDG HRAD HGPD HPML PGEH WELA IDHP PHDR MRMR EHCT EMRD RMMD RQSH EINS`;
const themes = `CLIMATE_HEALTH ANTIMICROBIAL_CONTROL ENVIRONMENTAL_HEALTH BLOOD_INFECTIONS HEALTH_SYSTEMS
  SENSORY_HEALTH RESPIRATORY_DISEASES LIFECOURSE_HEALTH IMMUNIZATION_DISEASES ENTERIC_INFECTIONS
  INJURY_PREVENTION EMERGENCY_SETTINGS CANCER_DISEASE VECTOR_DISEASES HEALTH_PRODUCTS
  NONCOMMUNICABLE_DISEASES MENTAL_HEALTH REPRODUCTIVE_HEALTH NUTRITION_SECURITY TROPICAL_DISEASES`;
const datasetTypes = `PERSONAL_DATA APROF CODE_LIST DIRECTORY GEOSPATIAL HVD MAPPING ONTOLOGY STATISTICAL
  SYNTHETIC_DATA TAXONOMY TEST_DATA THESAURUS`;

const table = (codes: string, scheme: string) =>
  new Map(codes.split(/\s+/).map((code) => [fold(code), `${scheme}/${code}`] as const));

const tables = {
  healthCategory: table(categories, authority.healthCategory),
  healthTheme: table(themes, authority.healthTheme),
  datasetType: table(datasetTypes, authority.datasetType),
};

/** Reads the code of a list ("MRMR", "cancer_disease") wherever its case or separator drifted. */
export function healthCodeIri(list: keyof typeof tables, text: string): string | undefined {
  return text.length > 60 ? undefined : tables[list].get(fold(text));
}
