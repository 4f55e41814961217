import { authority } from '../../rdf/authorities.ts';
import { dcat, dct, healthdcatap, literal, namedNode, prov } from '../../rdf/vocabularies.ts';
import { at, listOf, textOf } from '../json.ts';
import { orphaCode } from '../rdf-record/health.ts';
import type { Statements } from '../statements/statements.ts';

/** Codes of MIABIS for materials and types of collection, in French and English. */
const rows = `
  DNA|ADN|DNA
  CDNA|ADNc|cDNA
  RNA|ARN|RNA
  MICRO_RNA|micro-ARN|microRNA
  WHOLE_BLOOD|sang total|whole blood
  BUFFY_COAT|couche leucoplaquettaire|buffy coat
  PERIPHERAL_BLOOD_CELLS|cellules du sang périphérique|peripheral blood cells
  PLASMA|plasma|plasma
  SERUM|sérum|serum
  SALIVA|salive|saliva
  URINE|urine|urine
  FECES|selles|faeces
  FAECES|selles|faeces
  NASAL_SWAB|écouvillon nasal|nasal swab
  THROAT_SWAB|écouvillon de gorge|throat swab
  TISSUE_FROZEN|tissu congelé|frozen tissue
  TISSUE_FIXED|tissu fixé|fixed tissue
  TISSUE_PARAFFIN_EMBEDDED|tissu inclus en paraffine|paraffin-embedded tissue
  TISSUE_STAINED|tissu coloré|stained tissue
  CELL_LINES|lignées cellulaires|cell lines
  PATHOGEN|agent pathogène|pathogen
  BIRTH_COHORT|cohorte de naissance|birth cohort
  CASE_CONTROL|étude cas-témoins|case-control study
  COHORT|cohorte|cohort
  CROSS_SECTIONAL|étude transversale|cross-sectional study
  LONGITUDINAL|étude longitudinale|longitudinal study
  POPULATION_BASED|étude en population|population-based study
  DISEASE_SPECIFIC|étude d'une maladie|disease-specific study
  RD|maladies rares|rare diseases
  TWIN_STUDY|étude de jumeaux|twin study
  PROSPECTIVE_COLLECTION|collection prospective|prospective collection
  IMAGE|images|images`;

const keywords = new Map(
  rows
    .trim()
    .split('\n')
    .map((row) => {
      const [code = '', fr = '', en = ''] = row.trim().split('|');
      return [code, { fr, en }] as const;
    }),
);

/** Codes that say nothing worth a keyword. */
const silent = new Set(['OTHER', 'NOT_APPLICABLE', 'NAV', 'SAMPLE', 'HOSPITAL', 'QUALITY_CONTROL']);

/** What is in the collection: category, keywords, codes of diseases. */
export function saySamples(said: Statements, collection: unknown): void {
  const category = namedNode(`${authority.healthCategory}/EINS`);
  said.say(said.dataset, healthdcatap.healthCategory, category);
  const activity = said.node(prov.Activity);
  said.say(said.dataset, prov.wasGeneratedBy, activity);
  said.say(activity, dct.type, namedNode(`${authority.healthActivity}/BIOBANK_COLLECTION`));
  sayKeyword(said, { fr: 'biobanque', en: 'biobank' });
  for (const item of [...listOf(at(collection, 'materials')), ...listOf(at(collection, 'type'))]) {
    const code = textOf(at(item, 'name'));
    const keyword = keywords.get(code ?? '');
    if (keyword) sayKeyword(said, keyword);
    else if (code && !silent.has(code)) {
      said.note(
        'unknown-value',
        dcat.keyword,
        'This material or type of collection is not known',
        code,
      );
    }
  }
  for (const item of listOf(at(collection, 'diagnosis_available'))) {
    const name = textOf(at(item, 'name'));
    if (name) sayDisease(said, name.trim());
  }
}

function sayKeyword(said: Statements, keyword: { readonly fr: string; readonly en: string }) {
  for (const [language, text] of Object.entries(keyword)) {
    said.say(said.dataset, dcat.keyword, literal(text, language));
  }
}

const icd = /^urn:miriam:icd:([A-Z]\d{2}(?:\.\d{1,2})?(?:-[A-Z]\d{2}(?:\.\d{1,2})?)?)$/;

function sayDisease(said: Statements, name: string): void {
  const icd10 = name.length > 100 ? undefined : icd.exec(name)?.[1];
  const code = icd10 ? `ICD-10:${icd10}` : orphaCode(name);
  if (code === undefined) {
    const what = 'This disease is no code of ICD-10 or Orphanet';
    said.note('unknown-value', healthdcatap.hasCodeValues, what, name);
    return;
  }
  const system = icd10 ? 'ICD-10' : 'ORPHACODE';
  said.say(said.dataset, healthdcatap.hasCodeValues, literal(code));
  said.say(
    said.dataset,
    healthdcatap.hasCodingSystem,
    namedNode(`${authority.codingSystem}/${system}`),
  );
}
