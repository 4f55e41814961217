/** A biobank of the directory. */
export interface Biobank {
  readonly key: string;
  readonly name: string;
  readonly acronym?: string;
  readonly holder?: string;
  readonly url?: string;
  readonly email?: string;
  readonly country?: string;
  readonly quality?: readonly string[];
  readonly withdrawn?: boolean;
}

/** A collection; its key is the country and biobank, a slash and its own. */
export interface Collection {
  readonly key: string;
  readonly name: string;
  readonly acronym?: string;
  readonly description?: string;
  readonly url?: string;
  readonly country?: string;
  readonly types?: readonly string[];
  readonly materials?: readonly string[];
  readonly diseases?: readonly string[];
  readonly sex?: readonly string[];
  readonly samples?: number;
  readonly magnitude?: string;
  readonly donors?: number;
  readonly ages?: readonly [number | null, number | null];
  readonly access?: string;
  readonly uses?: readonly string[];
  readonly withdrawn?: boolean;
}

/** Biobanks with the dirt of the real directory; names of generic ones are made up. */
export const biobanks: readonly Biobank[] = [
  {
    key: 'fgb',
    name: 'Biobanque française sur le glioblastome',
    acronym: 'FGB',
    holder: "CHU d'Angers",
    // No scheme.
    url: 'www.glioblastome.example',
    email: 'biobanque@example.org',
    quality: ['nfs96900'],
  },
  {
    key: 'refgensep',
    name: 'CRB du réseau français d’études génétiques de la sclérose en plaques',
    acronym: 'CRB-REFGENSEP',
    holder: 'Inserm',
    url: 'https://refgensep.example',
    email: 'n/a',
    quality: ['nfs96900', 'iso20387'],
  },
  {
    key: 'cryostem',
    name: 'CRYOSTEM',
    holder: 'Association CRYOSTEM',
    url: 'https://cryostem.example',
    // A person's: never published.
    email: 'camille.exemple@example.org',
  },
  { key: 'crb-loire', name: 'CRB de la Loire', url: 'https://crb-loire.example' },
  // Nobody to write to, no page: the contact point of the source stands for it.
  { key: 'bio-muscle', name: 'Biobanque des maladies du muscle' },
  { key: 'retiree', name: 'Biobanque fermée', withdrawn: true },
  { key: 'rhin', name: 'Biobank am Rhein', country: 'DE', url: 'https://rhein.example' },
];

/** Collections of all countries. */
export const collections: readonly Collection[] = [
  {
    key: 'FR_fgb/glioblastome',
    name: 'Glioblastome',
    acronym: 'FGB',
    description: 'Tissus tumoraux&nbsp;et sang de patients atteints d’un <b>glioblastome</b>.',
    types: ['DISEASE_SPECIFIC'],
    materials: ['TISSUE_FROZEN', 'DNA', 'SERUM'],
    diseases: ['urn:miriam:icd:C71', 'ORPHA:360'],
    sex: ['MALE', 'FEMALE'],
    samples: 4800,
    donors: 1200,
    ages: [18, null],
    access: 'Sur projet',
    uses: ['http://purl.obolibrary.org/obo/DUO_0000007'],
  },
  {
    key: 'FR_refgensep/sclerose-en-plaques',
    name: 'Sclérose en plaques',
    description: 'ADN de personnes atteintes de sclérose en plaques et de leurs apparentés.',
    types: ['CASE_CONTROL', 'COHORT'],
    materials: ['DNA', 'PLASMA'],
    diseases: ['urn:miriam:icd:G35'],
    donors: 6000,
  },
  {
    key: 'FR_cryostem/allogreffe',
    name: 'Complications de l’allogreffe de cellules souches hématopoïétiques',
    types: ['COHORT', 'LONGITUDINAL'],
    materials: ['PERIPHERAL_BLOOD_CELLS', 'PLASMA', 'ORGANOID'],
    donors: 6455,
    magnitude: '5',
  },
  {
    key: 'FR_crb-loire/tumeurs',
    name: 'Tumorothèque',
    materials: ['TISSUE_PARAFFIN_EMBEDDED'],
    samples: -1,
    donors: -1,
    magnitude: '4',
  },
  { key: 'FR_crb-loire/sang', name: 'Sang de cordon', materials: ['WHOLE_BLOOD'], magnitude: '3' },
  { key: 'FR_crb-loire/covid', name: 'COVID-19', materials: ['NASAL_SWAB'], donors: 800 },
  {
    key: 'FR_bio-muscle/nm',
    name: 'Collection neuromusculaire',
    types: ['RD'],
    materials: ['DNA'],
    diseases: ['ORPHA:98473', 'myopathie'],
    ages: [0, 999],
  },
  { key: 'FR_bio-muscle/temoins', name: 'Témoins', materials: ['DNA'], donors: 300 },
  { key: 'FR_crb-loire/ancienne', name: 'Collection close', withdrawn: true },
  { key: 'FR_retiree/foie', name: 'Foie', materials: ['TISSUE_FROZEN'] },
  // Names a biobank that the directory does not have.
  { key: 'FR_inconnue/orpheline', name: 'Collection orpheline' },
  { key: 'DE_rhin/blut', name: 'Blut', country: 'DE' },
];
