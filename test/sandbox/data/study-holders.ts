/** An organisation as NADA producers carry it. */
export interface StudyHolder {
  readonly name: string;
  readonly ror?: string;
  readonly siren?: string;
}

/** Organisations that hold the studies, by code. */
export const studyHolders: Readonly<Record<string, StudyHolder>> = {
  'universite-paris-cite': {
    name: 'UNIVERSITE PARIS CITE',
    ror: 'https://ror.org/05f82e368',
  },
  inserm: {
    name: 'INSTITUT NATIONAL DE LA SANTE ET DE LA RECHERCHE MEDICALE (INSERM)',
    ror: 'https://ror.org/02vjkv261',
    siren: '180036048',
  },
  'universite-paris-saclay': {
    name: 'UNIVERSITE PARIS-SACLAY',
    ror: 'https://ror.org/03xjwb503',
    siren: '130026024',
  },
  igr: {
    name: 'INSTITUT GUSTAVE ROUSSY (IGR)',
    ror: 'https://ror.org/0321g0743',
    siren: '775741101',
  },
  ined: {
    name: "INSTITUT NATIONAL D'ETUDES DEMOGRAPHIQUES (INED)",
    ror: 'https://ror.org/02cnsac56',
  },
  inrae: {
    name: "INSTITUT NATIONAL DE RECHERCHE POUR L'AGRICULTURE L'ALIMENTATION ET L'ENVIRONNEMENT (INRAE)",
    ror: 'https://ror.org/003vg9w96',
  },
  'universite-sorbonne-paris-nord': {
    name: 'UNIVERSITE SORBONNE PARIS NORD',
    ror: 'https://ror.org/0199hds37',
  },
  cnam: {
    name: 'CONSERVATOIRE NATIONAL DES ARTS ET METIERS (CNAM)',
    ror: 'https://ror.org/0175hh227',
  },
  'universite-lyon-3-jean-moulin': {
    name: 'UNIVERSITE LYON 3 JEAN MOULIN',
    ror: 'https://ror.org/05b5c0584',
  },
  'centre-hospitalier-regional-et-universitaire-de-nancy': {
    name: 'CENTRE HOSPITALIER REGIONAL ET UNIVERSITAIRE DE NANCY',
    ror: 'https://ror.org/016ncsr12',
  },
  efs: {
    name: 'ETABLISSEMENT FRANCAIS DU SANG (EFS)',
    ror: 'https://ror.org/037hby126',
  },
  'agence-de-la-biomedecine': {
    name: 'AGENCE DE LA BIOMEDECINE',
    ror: 'https://ror.org/03tajza86',
  },
  'universite-claude-bernard-lyon-1': {
    name: 'UNIVERSITE CLAUDE BERNARD LYON 1',
    ror: 'https://ror.org/029brtt94',
  },
  'centre-hospitalier-universitaire-de-bordeaux': {
    name: 'CENTRE HOSPITALIER UNIVERSITAIRE DE BORDEAUX',
    ror: 'https://ror.org/01hq89f96',
  },
  'centre-hospitalier-universitaire-amiens-picardie': {
    name: 'CENTRE HOSPITALIER UNIVERSITAIRE AMIENS-PICARDIE',
    ror: 'https://ror.org/010567a58',
  },
  cea: {
    name: "COMMISSARIAT A L' ENERGIE ATOMIQUE ET AUX ENERGIES ALTERNATIVES (CEA)",
    ror: 'https://ror.org/00jjx8s55',
  },
  'institut-pasteur-de-lille': {
    name: 'INSTITUT PASTEUR DE LILLE',
    ror: 'https://ror.org/05k9skc85',
  },
  'arbor-research-collaborative-for-health': {
    name: 'Arbor Research Collaborative for Health',
    ror: 'https://ror.org/043qmbk61',
  },
  'unicancer-group': {
    name: 'UniCancer Group',
    ror: 'https://ror.org/04vhgtv41',
  },
  'anrs-mie': {
    name: 'AGENCE NATIONALE DE RECHERCHES SUR LE SIDA ET LES HEPATITES VIRALES (ANRS MIE)',
    ror: 'https://ror.org/01kv58h76',
  },
  hcl: {
    name: 'HOSPICES CIVILS DE LYON (HCL)',
    ror: 'https://ror.org/01502ca60',
  },
  'univ-bordeaux': {
    name: 'UNIVERSITE DE BORDEAUX',
    ror: 'https://ror.org/057qpr032',
  },
  'association-cryostem': {
    name: 'ASSOCIATION CRYOSTEM',
  },
  cepr: {
    name: 'CALYXIS POLE D EXPERTISE DES RISQUES (CEPR)',
  },
  'sante-publique-france': {
    name: 'SANTE PUBLIQUE FRANCE',
    ror: 'https://ror.org/00dfw9p58',
  },
  'ministere-du-travail-et-des-solidarites': {
    name: 'MINISTERE DU TRAVAIL ET DES SOLIDARITES',
    ror: 'https://ror.org/018k53h31',
  },
  'centre-hospitalier-universitaire-de-nice': {
    name: 'CENTRE HOSPITALIER UNIVERSITAIRE DE NICE',
    ror: 'https://ror.org/05qsjq305',
  },
  'ap-hp': {
    name: 'ASSISTANCE PUBLIQUE HOPITAUX DE PARIS (AP-HP)',
    ror: 'https://ror.org/00pg5jh14',
  },
  'sorbonne-universite': {
    name: 'SORBONNE UNIVERSITE',
    ror: 'https://ror.org/02en5vm52',
  },
  'universite-de-lorraine': {
    name: 'UNIVERSITE DE LORRAINE',
    ror: 'https://ror.org/04vfs2w97',
  },
  arecea: {
    name: "ASSOCIATION POUR LA RECHERCHE EPIDEMIOLOGIQUE DANS LES CANCERS DE L'ENFANT ET DE L'ADOLESCENT (ARECEA)",
  },
  upec: {
    name: 'UNIVERSITE PARIS EST CRETEIL VAL DE MARNE (UPEC)',
    ror: 'https://ror.org/05ggc9x40',
  },
  'fondation-fondamental': {
    name: 'FONDATION FONDAMENTAL',
    ror: 'https://ror.org/00rrhf939',
  },
  'institut-claudius-regaud': {
    name: 'Institut Claudius Regaud',
  },
  'epic-pl': {
    name: 'EPIC PL',
  },
  arer68: {
    name: 'ARER68',
  },
  'centre-francois-baclesse': {
    name: 'Centre François Baclesse',
  },
  remera: {
    name: 'REMERA',
  },
  'centre-hospitalier-universitaire-de-lille': {
    name: 'CENTRE HOSPITALIER UNIVERSITAIRE DE LILLE',
  },
  catalent: {
    name: 'CATALENT',
  },
  'centre-hospitalier-universitaire-d-angers': {
    name: "CENTRE HOSPITALIER UNIVERSITAIRE D'ANGERS",
  },
};
