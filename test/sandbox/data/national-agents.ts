/** An organisation of the national catalogue. */
export interface NationalAgent {
  readonly name: string;
  readonly ror?: string;
  /** Code of the HDEU publisher-type list. */
  readonly type: string;
  /** Last segment of the type in the vocabulary of the draft. */
  readonly draftType: string;
}

/** Organisations by code. */
export const nationalAgents: Readonly<Record<string, NationalAgent>> = {
  hdh: {
    name: 'Plateforme des données de santé (Health Data Hub)',
    type: 'national-authority',
    draftType: 'govHealth',
  },
  cnam: {
    name: "Caisse nationale de l'Assurance maladie (Cnam)",
    type: 'health-insurance-company-org',
    draftType: 'healthInsurance',
  },
  atih: {
    name: "Agence technique de l'information sur l'hospitalisation (ATIH)",
    type: 'administrative-institution',
    draftType: 'govHealth',
  },
  dgs: {
    name: 'Direction générale de la santé (DGS)',
    type: 'national-authority',
    draftType: 'govHealth',
  },
  cnsa: {
    name: "Caisse nationale de solidarité pour l'autonomie (CNSA)",
    type: 'administrative-institution',
    draftType: 'govHealth',
  },
  inserm: {
    name: 'Institut national de la santé et de la recherche médicale (Inserm)',
    ror: 'https://ror.org/02vjkv261',
    type: 'research-institute-org',
    draftType: 'researchInstitution',
  },
  clb: { name: 'Centre Léon Bérard', type: 'inpatient-institute', draftType: 'healthcareSystem' },
  oncopole: {
    name: 'Institut universitaire du cancer de Toulouse – Oncopole',
    type: 'inpatient-institute',
    draftType: 'healthcareSystem',
  },
  ico: {
    name: "Institut de cancérologie de l'Ouest (ICO)",
    type: 'inpatient-institute',
    draftType: 'healthcareSystem',
  },
  curie: { name: 'Institut Curie', type: 'inpatient-institute', draftType: 'healthcareSystem' },
  'chu-bordeaux': {
    name: 'Centre hospitalier universitaire de Bordeaux',
    ror: 'https://ror.org/01hq89f96',
    type: 'inpatient-institute',
    draftType: 'healthcareSystem',
  },
  'ap-hp': {
    name: 'Assistance Publique - Hôpitaux de Paris (AP-HP)',
    ror: 'https://ror.org/00pg5jh14',
    type: 'inpatient-institute',
    draftType: 'healthcareSystem',
  },
  spf: {
    name: 'Santé publique France',
    ror: 'https://ror.org/00dfw9p58',
    type: 'public-health-institute',
    draftType: 'nationalPublicHealthInstitute',
  },
  ansm: {
    name: 'Agence nationale de sécurité du médicament et des produits de santé (ANSM)',
    type: 'national-authority',
    draftType: 'govHealth',
  },
  ans: {
    name: 'Agence du numérique en santé (ANS)',
    type: 'administrative-institution',
    draftType: 'govHealth',
  },
  drees: {
    name: "Direction de la recherche, des études, de l'évaluation et des statistiques (DREES)",
    type: 'stat-agency',
    draftType: 'govHealth',
  },
};
