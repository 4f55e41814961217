import { fold } from './text.ts';

/** What a text names: codes of the EU lists, and the rest by what can be done about it. */
export interface CodingSystems {
  /** Codes of the HDEU coding-system list. */
  readonly codes: readonly string[];
  /** Codes of the HDEU standard list (data models and exchange formats, no terminologies). */
  readonly standards: readonly string[];
  /** National systems replaced by the nearest EU code. */
  readonly approximated: readonly { readonly name: string; readonly code: string }[];
  /** National systems the EU list has no code for, by their usual name. */
  readonly uncoded: readonly string[];
  /** Words that name no system known here. */
  readonly unknown: readonly string[];
}

const ownCodes =
  `NPU HPO HGNC NCIT LOINC ICF WHODRUG GMDN MEDDRA MESH ICD-9-CM ICPC-2 ORPHACODE ICPC-3
  DICOM-CT EMA-SPOR OHDSI-VOCAB UMLS ICD-10 UCUM ICD-O ATC ORDO ICD-10-NAT RXNORM EMDN OPS ICHI ICD-11
  PROC-CODES-NAT SNOMED-CT EDQM`.split(/\s+/);

const own = new Set(ownCodes);

/** Tells whether a code stands in the HDEU coding-system list. */
export function isCodingSystemCode(code: string): boolean {
  return own.has(code);
}

const squeeze = (text: string) => fold(text).replaceAll(' ', '');

const aliases = new Map<string, string>([
  ...ownCodes.map((code) => [squeeze(code), code] as const),
  ...Object.entries({
    'ICD-9-CM': 'icd9 cim9 cim9mc cim09',
    'ICD-10': 'cim10 cim10fr icd10fr icd10cm cim10oms icdx',
    'ICD-10-NAT': 'cim10pmsi cim10atih',
    'ICD-11': 'cim11',
    'ICD-O': 'icdo3 icd03 icdo2 cimo cimo3 cimo2 cim0 cim03',
    ORPHACODE: 'orpha orphanet orphacodes orphadata ordo codeorpha codesorpha',
    'SNOMED-CT': 'snomed snomedct snomedclinicalterms',
    'ICPC-2': 'cisp2 cisp icpc',
    ICF: 'cif',
    HPO: 'humanphenotypeontology',
    ATC: 'atcddd whoatc',
    MESH: 'medicalsubjectheadings',
    UMLS: 'metathesaurus',
  }).flatMap(([code, names]) => names.split(' ').map((name) => [name, code] as const)),
]);

const standards = new Map<string, string>(
  Object.entries({
    'OMOP-CDM': 'omop omopcdm omopcdmv5 omopcdmv53 omopcdmv54 omopcdm54 ohdsi',
    FHIR: 'fhir hl7fhir fhirr4',
    HL7: 'hl7 hl7v2',
    DICOM: 'dicom',
    'CDISC-SDTM': 'cdisc sdtm cdiscsdtm',
    OPENEHR: 'openehr',
    CDA: 'cda hl7cda',
    MIABIS: 'miabis',
  }).flatMap(([code, names]) => names.split(' ').map((name) => [name, code] as const)),
);

const nearest = new Map([['ccam', { name: 'CCAM', code: 'PROC-CODES-NAT' }]]);

const uncoded = new Map<string, string>([
  ['cim8', 'CIM-8'],
  ['icd8', 'CIM-8'],
  ['cip', 'CIP'],
  ['cip7', 'CIP'],
  ['cip13', 'CIP'],
  ['ucd', 'UCD'],
  ['cipucd', 'CIP/UCD'],
  ['theriaque', 'Thériaque'],
  ['iccc3', 'ICCC-3'],
  ...'NABM LPP GHM GHS CSARR ADICAP TNM NAF PCS NFS CCMU'
    .split(' ')
    .map((name) => [name.toLowerCase(), name] as const),
]);

const separators = /[,;|/\n+&]|\s(?:puis|et|and|then|ou|or)\s/iu;

/**
 * Reads the coding systems named in free text: "CIM-9 puis CIM 10", "CIM0/CIM10/ADICAP",
 * "CIM-10 ; CCAM". CCAM becomes the nearest EU code (PROC-CODES-NAT); nothing else is approximated.
 */
export function codingSystems(text: string): CodingSystems {
  const found = {
    codes: new Set<string>(),
    standards: new Set<string>(),
    approximated: new Map<string, { name: string; code: string }>(),
    uncoded: new Set<string>(),
    unknown: new Set<string>(),
  };
  for (const part of text.slice(0, 2_000).split(separators)) sort(part.trim(), found);
  return {
    codes: [...found.codes],
    standards: [...found.standards],
    approximated: [...found.approximated.values()],
    uncoded: [...found.uncoded],
    unknown: [...found.unknown],
  };
}

const nothing = new Set([
  '',
  'aucun',
  'aucune',
  'non',
  'nonrenseigne',
  'na',
  'nc',
  'none',
  'autre',
  'autres',
  'other',
]);

function sort(
  part: string,
  found: {
    readonly codes: Set<string>;
    readonly standards: Set<string>;
    readonly approximated: Map<string, { name: string; code: string }>;
    readonly uncoded: Set<string>;
    readonly unknown: Set<string>;
  },
): void {
  const key = squeeze(part);
  if (nothing.has(key)) return;
  const code = aliases.get(key);
  const standard = standards.get(key);
  const near = nearest.get(key);
  const local = uncoded.get(key);
  if (code) found.codes.add(code);
  else if (standard) found.standards.add(standard);
  else if (near) found.approximated.set(near.name, near);
  else if (local) found.uncoded.add(local);
  else found.unknown.add(part);
}
