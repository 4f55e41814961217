import type { Bilingual } from '../bilingual.ts';

export type StudyTheme =
  | 'cardiologie'
  | 'endocrinologie'
  | 'epidemiologie'
  | 'gastroenterologie'
  | 'genetique'
  | 'geriatrie'
  | 'gynecologie'
  | 'hematologie'
  | 'hepatologie'
  | 'immunologie'
  | 'nephrologie'
  | 'neurologie'
  | 'nutrition'
  | 'oncologie'
  | 'ophtalmologie'
  | 'pediatrie'
  | 'pneumologie'
  | 'psychiatrie'
  | 'rhumatologie';

export type StudyPopulation =
  | 'adults'
  | 'aged'
  | 'all'
  | 'children'
  | 'families'
  | 'newborns'
  | 'patients'
  | 'women'
  | 'youngAdults';

/** What is wrong with a study on purpose, beside the everyday dirt that every record carries. */
export type StudyDefect = 'gone' | 'unpublished' | 'no-english' | 'no-title' | 'same-title';

/** One study, before it is written in the two languages of the catalogue. */
export interface Study {
  /** Identifier without its language suffix. */
  readonly key: string;
  readonly acronym?: string;
  readonly title: Bilingual;
  /** Codes of study-holders.ts, first the one that coordinates. */
  readonly holders: readonly string[];
  readonly theme: StudyTheme;
  readonly population: StudyPopulation;
  /** Number of people in the words of the source. */
  readonly size: string;
  readonly aim: Bilingual;
  readonly keyword: Bilingual;
  readonly access: string;
  readonly start?: number;
  readonly end?: number;
  /** Words instead of an end date. */
  readonly endInWords?: string;
  readonly category: string;
  readonly biobank?: boolean;
  readonly rare?: boolean;
  /** Coding systems in the words of the source. */
  readonly standards?: string;
  readonly region?: string;
  readonly defect?: StudyDefect;
}

/** Real studies of the French epidemiology portals: public facts, texts of our own. */
export const realStudies: readonly Study[] = [
  {
    key: 'FRESH-PEF3395',
    acronym: 'CONSTANCES',
    title: {
      fr: "Cohorte des consultants des centres d'examens de santé",
      en: 'Cohort of Consultants from Health Examination Clinics',
    },
    holders: ['universite-paris-cite', 'inserm', 'universite-paris-saclay'],
    theme: 'epidemiologie',
    population: 'adults',
    size: '215.000',
    aim: {
      fr: "Suivre un large échantillon d'assurés sociaux volontaires pour étudier les maladies chroniques, le vieillissement et la santé au travail.",
      en: 'Follow a large sample of volunteer insured adults to study chronic diseases, ageing and occupational health.',
    },
    keyword: {
      fr: 'santé au travail',
      en: 'occupational health',
    },
    access: 'Accès réservé',
    start: 2012,
    end: 2021,
    category: 'RQSH',
    biobank: true,
    standards: '-----',
  },
  {
    key: 'FRESH-PEF3162',
    acronym: 'Cohorte E3N',
    title: {
      fr: "Etude Epidémiologique auprès de femmes de la MGEN (Mutuelle Générale de l'Education Nationale)",
      en: 'The French E3N Prospective Cohort Study',
    },
    holders: ['igr', 'inserm', 'universite-paris-saclay'],
    theme: 'oncologie',
    population: 'women',
    size: '98 995',
    aim: {
      fr: "Décrire le rôle de l'alimentation, des traitements hormonaux et du mode de vie dans les cancers et les maladies chroniques de la femme.",
      en: 'Describe the role of diet, hormonal treatments and lifestyle in cancers and chronic diseases of women.',
    },
    keyword: {
      fr: 'cancer',
      en: 'cancer',
    },
    access: 'Accès réservé',
    start: 1990,
    end: 2020,
    category: 'RQSH',
    biobank: true,
    standards: 'CIM-9 puis CIM 10',
  },
  {
    key: 'FRESH-PEF3406',
    acronym: 'ELFE',
    title: {
      fr: "Etude longitudinale française depuis l'enfance",
      en: 'French longitudinal study from childhood',
    },
    holders: ['inserm', 'ined'],
    theme: 'pediatrie',
    population: 'newborns',
    size: '18,300',
    aim: {
      fr: "Comprendre comment l'environnement, la famille et les conditions de vie influencent le développement des enfants nés en 2011.",
      en: 'Understand how environment, family and living conditions influence the development of children born in 2011.',
    },
    keyword: {
      fr: "développement de l'enfant",
      en: 'child development',
    },
    access: 'Accès réservé',
    start: 2011,
    category: 'RQSH',
    biobank: true,
    standards: 'CIM10',
  },
  {
    key: 'FRESH-PEF3411',
    acronym: 'COHORTE EPIPAGE 2',
    title: {
      fr: 'Etude éPIdémiologique sur les Petits Ages GEstationnels 2',
      en: 'Epidemiological study on low gestational age infants 2',
    },
    holders: ['inserm'],
    theme: 'pediatrie',
    population: 'newborns',
    size: '8398 prématurés et interruptions médicales de grossesse ; 7595 enfants',
    aim: {
      fr: 'Connaître le devenir des enfants nés prématurément en 2011 et les effets des pratiques de soins.',
      en: 'Learn the outcome of children born preterm in 2011 and the effects of care practices.',
    },
    keyword: {
      fr: 'prématurité',
      en: 'preterm birth',
    },
    access: 'Accès réservé',
    start: 2011,
    category: 'RQSH',
    biobank: true,
  },
  {
    key: 'FRESH-PEF3438',
    acronym: 'EPIPAGE',
    title: {
      fr: 'Etude EPIdémiologique sur les Petits Âges GEstationnels',
      en: 'Survival of very preterm infants',
    },
    holders: ['inserm'],
    theme: 'pediatrie',
    population: 'newborns',
    size: '3219 sujets suivis dont 2276 grands prématurés',
    aim: {
      fr: 'Évaluer la survie et le développement des grands prématurés nés en 1997.',
      en: 'Assess survival and development of very preterm children born in 1997.',
    },
    keyword: {
      fr: 'grande prématurité',
      en: 'very preterm birth',
    },
    access: 'Accès réservé',
    start: 1997,
    end: 2008,
    category: 'RQSH',
  },
  {
    key: 'FRESH-PEF60067',
    acronym: 'NUTRINET-SANTE',
    title: {
      fr: 'Cohorte NutriNet-Santé',
      en: 'Nutrinet-Health',
    },
    holders: ['inserm', 'inrae', 'universite-sorbonne-paris-nord', 'cnam'],
    theme: 'nutrition',
    population: 'adults',
    size: '171 000',
    aim: {
      fr: 'Étudier les relations entre nutrition et santé par des questionnaires remplis en ligne.',
      en: 'Study the relations between nutrition and health with questionnaires completed online.',
    },
    keyword: {
      fr: 'nutrition',
      en: 'nutrition',
    },
    access: 'Accès réservé',
    start: 2009,
    end: 2019,
    category: 'RQSH',
    biobank: true,
  },
  {
    key: 'FRESH-PEF3476',
    acronym: 'GAZEL',
    title: {
      fr: 'Cohorte "Vingt mille volontaires pour la recherche médicale"',
      en: '20,000 Volunteers for Medical Research',
    },
    holders: ['inserm'],
    theme: 'epidemiologie',
    population: 'adults',
    size: '20 625',
    aim: {
      fr: "Observer pendant plusieurs décennies la santé des agents d'une entreprise nationale d'énergie.",
      en: 'Observe over several decades the health of the employees of a national energy company.',
    },
    keyword: {
      fr: 'vieillissement',
      en: 'ageing',
    },
    access: 'Accès réservé',
    start: 1989,
    end: 2024,
    category: 'RQSH',
    biobank: true,
    standards: 'CIM-10, CCAM, ATC',
  },
  {
    key: 'FRESH-PEF3087',
    acronym: 'CKD - REIN',
    title: {
      fr: 'Maladie Rénale Chronique - Réseau Epidémiologie et Information en Néphrologie',
      en: 'Chronic Kidney Disease - Renal Epidemiology and Information Network',
    },
    holders: [
      'inserm',
      'universite-lyon-3-jean-moulin',
      'centre-hospitalier-regional-et-universitaire-de-nancy',
      'efs',
      'universite-paris-saclay',
      'agence-de-la-biomedecine',
      'universite-claude-bernard-lyon-1',
      'centre-hospitalier-universitaire-de-bordeaux',
      'centre-hospitalier-universitaire-amiens-picardie',
      'cea',
      'institut-pasteur-de-lille',
      'arbor-research-collaborative-for-health',
    ],
    theme: 'nephrologie',
    population: 'patients',
    size: '3033 patients',
    aim: {
      fr: "Étudier l'évolution de la maladie rénale chronique et ses déterminants avant la dialyse ou la greffe.",
      en: 'Study the course of chronic kidney disease and its determinants before dialysis or transplantation.',
    },
    keyword: {
      fr: 'maladie rénale chronique',
      en: 'chronic kidney disease',
    },
    access: 'Accès réservé',
    start: 2013,
    end: 2026,
    category: 'RQSH',
    biobank: true,
  },
  {
    key: 'FRESH-PEF3082',
    acronym: 'CANTO',
    title: {
      fr: "Cohorte de femmes atteintes d'un cancer du sein localisé : étude des toxicités chroniques des traitements anticancéreux",
      en: 'Chronic toxicities in patients with early breast cancer',
    },
    holders: ['igr', 'unicancer-group'],
    theme: 'oncologie',
    population: 'women',
    size: '20 000',
    aim: {
      fr: 'Mesurer les toxicités chroniques des traitements du cancer du sein localisé et leur retentissement.',
      en: 'Measure the chronic toxicities of treatments for early breast cancer and their impact.',
    },
    keyword: {
      fr: 'cancer du sein',
      en: 'breast cancer',
    },
    access: 'Accès réservé',
    start: 2012,
    category: 'RQSH',
    biobank: true,
  },
  {
    key: 'FRESH-PEF3286',
    acronym: 'HEPATHER',
    title: {
      fr: "Cohorte de patients infectés par le virus de l'hépatite B ou C : options thérapeutiques",
      en: 'Therapeutic options for hepatitis B and C: a French nationwide cohort study',
    },
    holders: ['anrs-mie', 'inserm'],
    theme: 'hepatologie',
    population: 'patients',
    size: '- 15,000 patients (hépatite C) - 10,000 patients (hépatite B)',
    aim: {
      fr: 'Évaluer les bénéfices et les risques des traitements des hépatites B et C.',
      en: 'Assess the benefits and risks of treatments for hepatitis B and C.',
    },
    keyword: {
      fr: 'hépatites virales',
      en: 'viral hepatitis',
    },
    access: 'Accès réservé',
    start: 2012,
    category: 'RQSH',
    biobank: true,
  },
  {
    key: 'FRESH-PEF8038',
    acronym:
      "MEMENTO : déterMinants et Evolution de la Maladie d'alzhEimer débutaNte et des déficiTs cOgnitifs",
    title: {
      fr: 'Cohorte de patients présentant une plainte cognitive',
      en: 'Cohort of Patients with A Cognitive Complaint',
    },
    holders: ['centre-hospitalier-universitaire-de-bordeaux'],
    theme: 'neurologie',
    population: 'aged',
    size: '2323',
    aim: {
      fr: "Décrire l'évolution des plaintes et déficits cognitifs légers vers la maladie d'Alzheimer.",
      en: "Describe how mild cognitive complaints and deficits progress towards Alzheimer's disease.",
    },
    keyword: {
      fr: "maladie d'Alzheimer",
      en: "Alzheimer's disease",
    },
    access: 'Accès réservé',
    start: 2011,
    category: 'RQSH',
    biobank: true,
  },
  {
    key: 'FRESH-PEF3138',
    acronym: 'OFSEP',
    title: {
      fr: 'Observatoire Français de la Sclérose en Plaques',
      en: 'French registry on Multiple Sclerosis',
    },
    holders: ['hcl', 'universite-claude-bernard-lyon-1'],
    theme: 'neurologie',
    population: 'patients',
    size: '80 000',
    aim: {
      fr: "Rassembler les données cliniques, biologiques et d'imagerie des personnes atteintes de sclérose en plaques.",
      en: 'Bring together clinical, biological and imaging data of people with multiple sclerosis.',
    },
    keyword: {
      fr: 'sclérose en plaques',
      en: 'multiple sclerosis',
    },
    access: 'Accès réservé',
    start: 1992,
    category: 'RQSH',
    biobank: true,
  },
  {
    key: 'FRESH-PEF3181',
    acronym: 'i-SHARE',
    title: {
      fr: 'Internet-based students health research enterprise (étude de cohorte sur la santé des étudiants via Internet)',
      en: 'Internet-based Students HeAlth Research Enterprise',
    },
    holders: ['univ-bordeaux'],
    theme: 'epidemiologie',
    population: 'youngAdults',
    size: '21000',
    aim: {
      fr: 'Décrire la santé et le bien-être des étudiants et leurs déterminants.',
      en: 'Describe the health and well-being of students and their determinants.',
    },
    keyword: {
      fr: 'étudiants',
      en: 'students',
    },
    access: 'Accès réservé',
    start: 2013,
    end: 2020,
    category: 'RQSH',
    biobank: true,
  },
  {
    key: 'FRESH-PEF3555',
    acronym: '3C',
    title: {
      fr: 'Cohorte des 3 cités',
      en: '3 cités study',
    },
    holders: ['univ-bordeaux'],
    theme: 'geriatrie',
    population: 'aged',
    size: '9294',
    aim: {
      fr: 'Estimer le risque de démence attribuable aux facteurs vasculaires après 65 ans.',
      en: 'Estimate the risk of dementia attributable to vascular factors after the age of 65.',
    },
    keyword: {
      fr: 'démence',
      en: 'dementia',
    },
    access: 'Accès réservé',
    start: 1999,
    category: 'RQSH',
    biobank: true,
    standards: 'Aucune',
  },
  {
    key: 'FRESH-PEF3514',
    acronym: 'PAQUID',
    title: {
      fr: 'Cohorte de sujets de plus de 65 ans: "PERSONNES AGEES QUID"',
      en: 'PERSONNES AGEES QUID',
    },
    holders: ['inserm'],
    theme: 'geriatrie',
    population: 'aged',
    size: '3777',
    aim: {
      fr: 'Étudier le vieillissement cérébral et fonctionnel après 65 ans.',
      en: 'Study cerebral and functional ageing after the age of 65.',
    },
    keyword: {
      fr: 'vieillissement',
      en: 'ageing',
    },
    access: 'Accès réservé',
    start: 1988,
    end: 2018,
    category: 'RQSH',
    biobank: true,
  },
  {
    key: 'FRESH-PEF3107',
    acronym: 'CRYOSTEM',
    title: {
      fr: "Cohorte nationale de ressources biologiques dédiée aux complications de l'allogreffe de cellules souches hématopoïétiques (CSH)",
      en: 'Cryoconservation during allogeneic hematopoietic Stem cell transplantation',
    },
    holders: ['association-cryostem'],
    theme: 'hematologie',
    population: 'patients',
    size: '6 455 patients et 2 482 donneurs fin 2021',
    aim: {
      fr: "Constituer une collection biologique sur les complications de l'allogreffe de cellules souches.",
      en: 'Build a biological collection on the complications of allogeneic stem cell transplantation.',
    },
    keyword: {
      fr: 'allogreffe',
      en: 'allogeneic transplantation',
    },
    access: 'Accès réservé',
    start: 2012,
    end: 2021,
    category: 'RQSH',
    biobank: true,
    rare: true,
  },
  {
    key: 'FRESH-PEF5623',
    acronym: 'REIN',
    title: {
      fr: 'Registre du Réseau Epidémiologie et Information en Néphrologie',
      en: 'Epidemiology Network and Nephrology Information Registry (qualified registry 2012-2015)',
    },
    holders: ['agence-de-la-biomedecine'],
    theme: 'nephrologie',
    population: 'patients',
    size: '90685 au 31/12/2012, dont 10048 nouveaux cas',
    aim: {
      fr: "Enregistrer les traitements de suppléance de l'insuffisance rénale chronique terminale.",
      en: 'Record renal replacement therapies for end-stage kidney disease.',
    },
    keyword: {
      fr: 'dialyse',
      en: 'dialysis',
    },
    access: 'Accès réservé',
    start: 2003,
    category: 'MRMR',
  },
  {
    key: 'FRESH-PEF3278',
    acronym: 'MAVIE',
    title: {
      fr: 'Observatoire des Mutualistes pour la recherche contre les Accidents de la VIE',
      en: 'Mutualists observatory for research against everyday life accidents',
    },
    holders: ['inserm', 'cepr'],
    theme: 'epidemiologie',
    population: 'adults',
    size: '100 000',
    aim: {
      fr: 'Identifier les facteurs de risque des accidents de la vie courante chez des volontaires mutualistes.',
      en: 'Identify risk factors of everyday life accidents among volunteers insured by mutual funds.',
    },
    keyword: {
      fr: 'accidents de la vie courante',
      en: 'home and leisure accidents',
    },
    access: 'A définir',
    start: 2012,
    category: 'RQSH',
  },
  {
    key: 'FRESH-PEF60004',
    acronym: 'COSET-MSA',
    title: {
      fr: 'Cohorte pour la surveillance épidémiologique en lien avec le travail – Métiers du monde agricole',
      en: 'Work-Related Epidemiological Surveillance Cohort - Agricultural Occupations',
    },
    holders: ['sante-publique-france'],
    theme: 'epidemiologie',
    population: 'adults',
    size: '27 000 répondants en 2017-2018 ; 90 000 personnes dans la cohorte passive',
    aim: {
      fr: "Surveiller l'état de santé des actifs affiliés au régime agricole en lien avec leur travail.",
      en: 'Monitor the health of workers of the agricultural scheme in relation to their work.',
    },
    keyword: {
      fr: 'agriculture',
      en: 'agriculture',
    },
    access: 'Accès réservé',
    start: 2017,
    end: 2018,
    category: 'RQSH',
  },
  {
    key: 'FRESH-PEF2354',
    acronym: 'SUMER',
    title: {
      fr: 'Etude transversale répétée sur la SUrveillance Médicale des Expositions des salariés aux Risques professionnels',
      en: 'Repeated cross-sectional study on Medical Surveillance for Occupational Risk Exposure',
    },
    holders: ['ministere-du-travail-et-des-solidarites'],
    theme: 'epidemiologie',
    population: 'adults',
    size: '50 000 (2009-2010), 30 000 (2016-2017)',
    aim: {
      fr: 'Cartographier les expositions professionnelles des salariés par enquête auprès des médecins du travail.',
      en: 'Map occupational exposures of employees through a survey of occupational physicians.',
    },
    keyword: {
      fr: 'expositions professionnelles',
      en: 'occupational exposures',
    },
    access: 'Accès réservé',
    start: 1994,
    end: 2017,
    category: 'RQSH',
  },
  {
    key: 'FRESH-PEF1021',
    acronym: 'BCMD',
    title: {
      fr: 'Base de données sur les causes médicales de décès en France',
      en: 'Cause of death French database',
    },
    holders: ['inserm'],
    theme: 'epidemiologie',
    population: 'all',
    size: "nombre de décès par an x nombre d'années",
    aim: {
      fr: 'Produire les statistiques nationales des causes médicales de décès à partir des certificats.',
      en: 'Produce the national statistics on medical causes of death from certificates.',
    },
    keyword: {
      fr: 'mortalité',
      en: 'mortality',
    },
    access: 'Accès réservé',
    start: 1968,
    category: 'MRMR',
    rare: true,
    standards: 'CIM-8 / CIM-9 / CIM-10',
  },
  {
    key: 'FRESH-PEF9045',
    acronym: 'BNA',
    title: {
      fr: 'Banque nationale de données Alzheimer',
      en: "National Data Bank for Alzheimer's Disease",
    },
    holders: ['centre-hospitalier-universitaire-de-nice'],
    theme: 'neurologie',
    population: 'aged',
    size: '496 000 individus (mai 2014)',
    aim: {
      fr: "Décrire l'activité des centres mémoire et les caractéristiques des personnes prises en charge.",
      en: 'Describe the activity of memory centres and the characteristics of the people they care for.',
    },
    keyword: {
      fr: "maladie d'Alzheimer",
      en: "Alzheimer's disease",
    },
    access: 'Accès réservé',
    start: 2009,
    category: 'MRMR',
  },
  {
    key: 'FRESH-PEF184',
    acronym: 'CEREDIH',
    title: {
      fr: 'Registre national des déficits immunitaires héréditaires (enfants et adultes)',
      en: 'French National Registry for Primary Immunodeficiencies',
    },
    holders: ['ap-hp'],
    theme: 'immunologie',
    population: 'all',
    size: '3360 cas au 1er janvier 2010',
    aim: {
      fr: "Recenser les déficits immunitaires héréditaires de l'enfant et de l'adulte.",
      en: 'Record primary immunodeficiencies in children and adults.',
    },
    keyword: {
      fr: 'déficits immunitaires',
      en: 'immunodeficiencies',
    },
    access: 'Accès réservé',
    start: 2006,
    category: 'MRMR',
    rare: true,
  },
  {
    key: 'FRESH-PEF61',
    acronym: 'RNHE',
    title: {
      fr: "Registre National des Hémopathies malignes de l'Enfant (Avis CER 2015-2020)",
      en: 'National Registry of Childhood Haematological Malignancies',
    },
    holders: ['inserm'],
    theme: 'oncologie',
    population: 'children',
    size: '19820',
    aim: {
      fr: "Enregistrer les leucémies et lymphomes de l'enfant sur tout le territoire.",
      en: 'Record leukaemias and lymphomas of children over the whole territory.',
    },
    keyword: {
      fr: 'leucémies',
      en: 'leukaemia',
    },
    access: 'Accès réservé',
    start: 1990,
    category: 'MRMR',
    standards: 'CIM-O 3, ICCC-3',
  },
  {
    key: 'FRESH-PEF8176',
    acronym: 'UroCCR',
    title: {
      fr: 'Entrepôt de données de santé clinico-biologiques multidisciplinaire, multicentrique sur le Cancer du Rein',
      en: 'National Multicentre, Multidisciplinary, Clinical-Biological Database for Kidney Cancer',
    },
    holders: ['centre-hospitalier-universitaire-de-bordeaux'],
    theme: 'oncologie',
    population: 'patients',
    size: '20 269 patients (03/04/2025)',
    aim: {
      fr: "Réunir des données cliniques, biologiques et d'imagerie sur le cancer du rein dans de nombreux centres.",
      en: 'Bring together clinical, biological and imaging data on kidney cancer from many centres.',
    },
    keyword: {
      fr: 'cancer du rein',
      en: 'kidney cancer',
    },
    access: 'Accès réservé',
    start: 2007,
    category: 'RQSH',
    biobank: true,
  },
  {
    key: 'FRESH-PEF8378',
    acronym: 'FIV-ABM',
    title: {
      fr: 'Registre national des tentatives de Fécondation In Vitro',
      en: 'National Registry on In-Vitro Fertilization Attempts',
    },
    holders: ['agence-de-la-biomedecine'],
    theme: 'gynecologie',
    population: 'women',
    size: '50 000 par an',
    aim: {
      fr: "Évaluer l'activité et les résultats de la fécondation in vitro.",
      en: 'Assess the activity and the results of in vitro fertilisation.',
    },
    keyword: {
      fr: 'assistance médicale à la procréation',
      en: 'assisted reproduction',
    },
    access: 'Accès réservé',
    start: 2008,
    end: 2012,
    category: 'MRMR',
  },
  {
    key: 'FRESH-PEF2582',
    title: {
      fr: 'Réseau Sentinelles',
      en: 'Sentinelles (Monitoring) Network',
    },
    holders: ['inserm', 'sorbonne-universite'],
    theme: 'epidemiologie',
    population: 'all',
    size: 'Recueil continu, 39878 en 2013',
    aim: {
      fr: 'Surveiller en continu plusieurs indicateurs de santé grâce à des médecins généralistes.',
      en: 'Continuously monitor several health indicators thanks to general practitioners.',
    },
    keyword: {
      fr: 'surveillance',
      en: 'surveillance',
    },
    access: 'Accès réservé',
    start: 1984,
    category: 'PHDR',
  },
  {
    key: 'FRESH-PEF1025',
    title: {
      fr: 'Baromètre Santé',
      en: 'Health barometer',
    },
    holders: ['sante-publique-france'],
    theme: 'epidemiologie',
    population: 'all',
    size: '2099 (1992), 1993 (1995), 4115 jeunes (1997), 13 685 (2000), 30 514 (2005), 27 653 (2010)',
    aim: {
      fr: 'Suivre les comportements, les connaissances et les opinions de la population en matière de santé.',
      en: 'Follow the behaviours, knowledge and opinions of the population about health.',
    },
    keyword: {
      fr: 'prévention',
      en: 'prevention',
    },
    access: 'Sous embargo',
    start: 1992,
    end: 2010,
    category: 'RQSH',
  },
  {
    key: 'FRESH-PEF60037',
    acronym: 'EDEN',
    title: {
      fr: 'Cohorte de femmes enceintes : étude des déterminants pré et post natals du développement et de la santé des enfants',
      en: 'Study on the pre and early postnatal determinants of child health and development',
    },
    holders: ['inserm'],
    theme: 'pediatrie',
    population: 'newborns',
    size: '2002 femmes/women, 1898 nouveau-nés/newborns',
    aim: {
      fr: 'Étudier les expositions précoces et leurs effets sur la croissance et la santé des enfants.',
      en: 'Study early exposures and their effects on growth and child health.',
    },
    keyword: {
      fr: 'expositions précoces',
      en: 'early exposures',
    },
    access: 'Accès réservé',
    start: 2003,
    end: 2017,
    category: 'RQSH',
    biobank: true,
  },
  {
    key: 'FRESH-PEF60111',
    acronym: 'STANISLAS',
    title: {
      fr: 'Étude longitudinale de 1006 familles : Suivi Temporaire Annuel Non Invasif de la Santé des Lorrains Assurés Sociaux',
      en: 'STANISLAS cohort',
    },
    holders: ['universite-de-lorraine'],
    theme: 'cardiologie',
    population: 'families',
    size: '4295 personnes au bilan 1 (1006 familles), 2952 au bilan 2, 359 au bilan 3',
    aim: {
      fr: 'Étudier dans des familles volontaires les interactions entre gènes et environnement sur le risque cardiovasculaire.',
      en: 'Study in volunteer families the interactions of genes and environment on cardiovascular risk.',
    },
    keyword: {
      fr: 'risque cardiovasculaire',
      en: 'cardiovascular risk',
    },
    access: 'Accès réservé',
    start: 1993,
    end: 2004,
    category: 'RQSH',
    biobank: true,
  },
  {
    key: 'FRESH-PEF73376',
    acronym: 'RaDiCo-SEDVasc',
    title: {
      fr: "Cohorte nationale sur le Syndrome d'Ehlers-Danlos vasculaire",
      en: 'National cohort on the vascular Ehlers-Danlos syndrome (SEDv)',
    },
    holders: ['inserm'],
    theme: 'genetique',
    population: 'patients',
    size: '340 estimés',
    aim: {
      fr: "Décrire l'histoire naturelle du syndrome d'Ehlers-Danlos vasculaire.",
      en: 'Describe the natural history of vascular Ehlers-Danlos syndrome.',
    },
    keyword: {
      fr: 'maladies rares',
      en: 'rare diseases',
    },
    access: 'Accès réservé',
    start: 2016,
    end: 2026,
    category: 'RQSH',
    rare: true,
    standards: 'HPO, CIM10, SNOMED CT, Orphanet, Thériaque',
  },
  {
    key: 'FRESH-PEF3096',
    acronym: 'COBLAnCE',
    title: {
      fr: "Cohorte de patients atteints d'un cancer de la vessie",
      en: 'A COhort to study BLAdder CancEr',
    },
    holders: ['inserm'],
    theme: 'oncologie',
    population: 'patients',
    size: '1800',
    aim: {
      fr: 'Étudier les facteurs de risque, le pronostic et la prise en charge du cancer de la vessie.',
      en: 'Study risk factors, prognosis and care of bladder cancer.',
    },
    keyword: {
      fr: 'cancer de la vessie',
      en: 'bladder cancer',
    },
    access: 'Accès réservé',
    start: 2012,
    end: 2024,
    category: 'RQSH',
    biobank: true,
  },
  {
    key: 'FRESH-PEF64',
    acronym: 'RNTSE',
    title: {
      fr: "Registre National des Tumeurs Solides de l'Enfant (registre qualifié 2015-2020)",
      en: 'French National Registry of Childhood Solid Tumors (certified registry)',
    },
    holders: [
      'universite-paris-cite',
      'inserm',
      'centre-hospitalier-regional-et-universitaire-de-nancy',
      'arecea',
    ],
    theme: 'oncologie',
    population: 'children',
    size: '2011 : 1377 cas ; 2012 : 1376 cas ; 2013 : 1405 cas ; 2014 : 1311 cas',
    aim: {
      fr: "Enregistrer les tumeurs solides de l'enfant sur tout le territoire.",
      en: 'Record solid tumours of children over the whole territory.',
    },
    keyword: {
      fr: "tumeurs de l'enfant",
      en: 'childhood tumours',
    },
    access: 'Accès réservé',
    start: 2000,
    category: 'MRMR',
    standards: 'CIM-O-3, ICCC-3',
  },
  {
    key: 'FRESH-PEF29212',
    acronym: 'RENAPE',
    title: {
      fr: 'Registre National des Tumeurs Rares du Péritoine',
      en: 'French Registry for Rare Peritoneal Tumors',
    },
    holders: ['hcl'],
    theme: 'oncologie',
    population: 'patients',
    size: '5000',
    aim: {
      fr: 'Recenser les tumeurs rares du péritoine et leur prise en charge.',
      en: 'Record rare tumours of the peritoneum and their care.',
    },
    keyword: {
      fr: 'tumeurs rares',
      en: 'rare tumours',
    },
    access: 'Accès réservé',
    start: 2010,
    category: 'MRMR',
    biobank: true,
    rare: true,
  },
  {
    key: 'FRESH-PEF3503',
    acronym: 'TEMPO',
    title: {
      fr: 'Cohorte "Trajectoires Epidémiologiques en Population"',
      en: 'Epidemiological trajectories in the population',
    },
    holders: ['inserm'],
    theme: 'psychiatrie',
    population: 'youngAdults',
    size: '1300',
    aim: {
      fr: "Étudier les trajectoires de santé mentale et d'addiction de jeunes adultes.",
      en: 'Study mental health and addiction trajectories of young adults.',
    },
    keyword: {
      fr: 'santé mentale',
      en: 'mental health',
    },
    access: 'Accès réservé',
    start: 2009,
    end: 2020,
    category: 'RQSH',
  },
  {
    key: 'FRESH-PEF3145',
    acronym: 'Psy-COH',
    title: {
      fr: 'Cohorte Française de 3 maladies mentales majeures: Troubles bipolaires, Schizophrénie, et Asperger',
      en: 'French Cohort of Three Major Psychiatric disorders: Schizophrenia, Bipolar disorders, and Asperger syndrome',
    },
    holders: ['universite-sorbonne-paris-nord', 'upec', 'fondation-fondamental'],
    theme: 'psychiatrie',
    population: 'patients',
    size: '1000 personnes bipolaires, 800 schizophrènes et 200 Asperger visées',
    aim: {
      fr: "Étudier l'évolution des troubles bipolaires, de la schizophrénie et du syndrome d'Asperger.",
      en: 'Study the course of bipolar disorders, schizophrenia and Asperger syndrome.',
    },
    keyword: {
      fr: 'troubles psychiatriques',
      en: 'psychiatric disorders',
    },
    access: 'Accès réservé',
    start: 2012,
    category: 'RQSH',
    biobank: true,
  },
  {
    key: 'FRESH-PEF3101',
    acronym: 'E4N',
    title: {
      fr: 'Etude Epidémiologique auprès des Enfants des femmes E3N',
      en: 'Epidemiological Study Concerning The Children of E3N Women',
    },
    holders: ['igr', 'inserm', 'universite-paris-saclay'],
    theme: 'epidemiologie',
    population: 'families',
    size: '18 000 pères (G1) / 50 000 enfants attendus (G2) / 20 000 petits-enfants attendus (G3)',
    aim: {
      fr: 'Prolonger la cohorte E3N aux pères, aux enfants et aux petits-enfants.',
      en: 'Extend the E3N cohort to fathers, children and grandchildren.',
    },
    keyword: {
      fr: 'étude familiale',
      en: 'family study',
    },
    access: 'Accès aux seules métadonnées',
    category: 'RQSH',
    biobank: true,
    standards: 'CIM 10',
  },
  {
    key: 'FRESH-PEF73377',
    acronym: 'RaDiCo-ACOEIL',
    title: {
      fr: "Cohorte nationale sur les anomalies congénitales de l'œil",
      en: 'National cohort on congenital eye anomalies',
    },
    holders: ['inserm'],
    theme: 'ophtalmologie',
    population: 'patients',
    size: '151',
    aim: {
      fr: "Décrire les anomalies congénitales de l'œil et leurs causes génétiques.",
      en: 'Describe congenital eye anomalies and their genetic causes.',
    },
    keyword: {
      fr: 'maladies rares',
      en: 'rare diseases',
    },
    access: 'Accès réservé',
    category: 'RQSH',
    rare: true,
  },
  {
    key: 'FRESH-PEF73378',
    acronym: 'RaDiCo-ECYSCO',
    title: {
      fr: 'Cohorte européenne de cystinose',
      en: 'European cystinosis cohort',
    },
    holders: ['inserm'],
    theme: 'nephrologie',
    population: 'patients',
    size: '244',
    aim: {
      fr: "Suivre à l'échelle européenne les personnes atteintes de cystinose.",
      en: 'Follow people with cystinosis at European level.',
    },
    keyword: {
      fr: 'cystinose',
      en: 'cystinosis',
    },
    access: 'Accès réservé',
    category: 'RQSH',
    rare: true,
    standards: 'HPO ; CIM-10 ; SNOMED-CT ; ORPHA ; Thériaque',
  },
  {
    key: 'FRESH-PEF73379',
    acronym: 'RaDiCo-DCP',
    title: {
      fr: 'Dyskinésies ciliaires primitives',
      en: 'Primary ciliary dyskinesia',
    },
    holders: ['inserm'],
    theme: 'pneumologie',
    population: 'patients',
    size: '300 estimés',
    aim: {
      fr: 'Décrire les dyskinésies ciliaires primitives et leur évolution respiratoire.',
      en: 'Describe primary ciliary dyskinesia and its respiratory course.',
    },
    keyword: {
      fr: 'maladies rares',
      en: 'rare diseases',
    },
    access: 'Accès réservé',
    category: 'RQSH',
    rare: true,
  },
  {
    key: 'FRESH-PEF73380',
    acronym: 'RaDiCo-PID',
    title: {
      fr: "Pneumopathies interstitielles diffuses idiopathiques de l'enfant et de l'adulte",
      en: 'Idiopathic interstitial lung diseases in children and adults',
    },
    holders: ['inserm'],
    theme: 'pneumologie',
    population: 'patients',
    size: '2550',
    aim: {
      fr: 'Étudier les pneumopathies interstitielles diffuses idiopathiques à tout âge.',
      en: 'Study idiopathic interstitial lung diseases at all ages.',
    },
    keyword: {
      fr: 'pneumopathies interstitielles',
      en: 'interstitial lung diseases',
    },
    access: 'Accès réservé',
    category: 'RQSH',
    rare: true,
  },
  {
    key: 'FRESH-PEF73382',
    acronym: 'RaDiCo-IDMet',
    title: {
      fr: "Cohorte nationale sur les maladies d'empreinte et leurs conséquences métaboliques",
      en: 'National cohort on imprinting disorders and their metabolic consequences',
    },
    holders: ['inserm'],
    theme: 'endocrinologie',
    population: 'patients',
    size: '2000 patients estimés',
    aim: {
      fr: "Étudier les conséquences métaboliques des maladies d'empreinte.",
      en: 'Study the metabolic consequences of imprinting disorders.',
    },
    keyword: {
      fr: 'maladies rares',
      en: 'rare diseases',
    },
    access: 'Accès réservé',
    category: 'RQSH',
    rare: true,
  },
  {
    key: 'FRESH-PEF74147',
    acronym: 'RaDiCo-COLPAC',
    title: {
      fr: 'Cohorte nationale sur le syndrome « Low Phospholipid-Associated Cholelithiasis »',
      en: 'National cohort on low phospholipid-associated cholelithiasis',
    },
    holders: ['inserm'],
    theme: 'gastroenterologie',
    population: 'patients',
    size: '550 à 650 patients estimés',
    aim: {
      fr: 'Décrire le syndrome de lithiase biliaire associée à un faible taux de phospholipides.',
      en: 'Describe low phospholipid-associated cholelithiasis.',
    },
    keyword: {
      fr: 'maladies rares',
      en: 'rare diseases',
    },
    access: 'Accès réservé',
    category: 'RQSH',
    rare: true,
  },
  {
    key: 'FRESH-PEF74149',
    acronym: 'RaDiCo-ACOSTILL',
    title: {
      fr: 'Cohorte d’adultes et d’enfants avec maladie de Still',
      en: "Cohort of adults and children with Still's disease",
    },
    holders: ['inserm'],
    theme: 'rhumatologie',
    population: 'patients',
    size: '422',
    aim: {
      fr: "Étudier la maladie de Still de l'enfant et de l'adulte.",
      en: "Study Still's disease in children and adults.",
    },
    keyword: {
      fr: 'maladie de Still',
      en: "Still's disease",
    },
    access: 'Accès réservé',
    category: 'RQSH',
    rare: true,
    standards: 'HPO, CIM-10, SNOMED-CT, ORPHA, Thériaque',
  },
  {
    key: 'FRESH-PEF74150',
    acronym: 'RaDiCo-EURBIO-Alport',
    title: {
      fr: "Base internationale sur l'histoire naturelle du syndrome d'Alport",
      en: 'International natural history database of Alport syndrome',
    },
    holders: ['inserm'],
    theme: 'nephrologie',
    population: 'patients',
    size: '642',
    aim: {
      fr: "Décrire l'histoire naturelle du syndrome d'Alport dans plusieurs pays.",
      en: 'Describe the natural history of Alport syndrome in several countries.',
    },
    keyword: {
      fr: "syndrome d'Alport",
      en: 'Alport syndrome',
    },
    access: 'Accès réservé',
    category: 'RQSH',
    rare: true,
  },
  {
    key: 'FRESH-PEF172',
    acronym: 'RCT',
    title: {
      fr: 'Registre des cancers du Tarn',
      en: 'Tarn cancer registry',
    },
    holders: ['institut-claudius-regaud'],
    theme: 'oncologie',
    population: 'all',
    size: '60000',
    aim: {
      fr: 'Enregistrer tous les cancers des habitants du Tarn.',
      en: 'Record all cancers of the inhabitants of Tarn.',
    },
    keyword: {
      fr: 'registre de cancers',
      en: 'cancer registry',
    },
    access: 'Accès réservé',
    category: 'PHDR',
    standards: 'CIM-O-3, TNM',
  },
  {
    key: 'FRESH-PEF224',
    acronym: 'EPIC-PL',
    title: {
      fr: 'Registre des cancers de Loire-Atlantique et Vendée',
      en: 'Loire-Atlantique and Vendée cancer registry',
    },
    holders: ['epic-pl'],
    theme: 'oncologie',
    population: 'all',
    size: '>150 000 en 2017',
    aim: {
      fr: 'Enregistrer tous les cancers des habitants de Loire-Atlantique et de Vendée.',
      en: 'Record all cancers of the inhabitants of Loire-Atlantique and Vendée.',
    },
    keyword: {
      fr: 'registre de cancers',
      en: 'cancer registry',
    },
    access: 'Accès réservé',
    category: 'PHDR',
    standards: 'CIM-O 3',
  },
  {
    key: 'FRESH-PEF4865',
    acronym: 'ARER 68',
    title: {
      fr: 'Registre des cancers du Haut-Rhin',
      en: 'Haut-Rhin cancer registry',
    },
    holders: ['arer68'],
    theme: 'oncologie',
    population: 'all',
    size: '110 000',
    aim: {
      fr: 'Enregistrer tous les cancers des habitants du Haut-Rhin.',
      en: 'Record all cancers of the inhabitants of Haut-Rhin.',
    },
    keyword: {
      fr: 'registre de cancers',
      en: 'cancer registry',
    },
    access: 'A définir',
    category: 'PHDR',
    standards: 'CIM-0-3, CIM-10',
  },
  {
    key: 'FRESH-PEF1035',
    title: {
      fr: 'Registre général des tumeurs du Calvados',
      en: 'Calvados general tumour registry',
    },
    holders: ['centre-francois-baclesse'],
    theme: 'oncologie',
    population: 'all',
    size: '61 910 cas incidents depuis le début',
    aim: {
      fr: 'Enregistrer toutes les tumeurs des habitants du Calvados.',
      en: 'Record all tumours of the inhabitants of Calvados.',
    },
    keyword: {
      fr: 'registre de cancers',
      en: 'cancer registry',
    },
    access: 'Accès réservé',
    category: 'PHDR',
  },
  {
    key: 'FRESH-PEF69',
    acronym: 'REMERA',
    title: {
      fr: 'Registre des malformations en Rhône-Alpes',
      en: 'Rhône-Alpes registry of malformations',
    },
    holders: ['remera'],
    theme: 'pediatrie',
    population: 'newborns',
    size: '59000 par an/per year',
    aim: {
      fr: 'Enregistrer les malformations congénitales en Rhône-Alpes.',
      en: 'Record congenital malformations in Rhône-Alpes.',
    },
    keyword: {
      fr: 'malformations congénitales',
      en: 'congenital malformations',
    },
    access: 'Accès réservé',
    category: 'PHDR',
    standards: 'CIM10',
  },
  {
    key: 'FRESH-PEF231',
    acronym: 'REMACOR',
    title: {
      fr: "Registre des malformations congénitales de l'île de la Réunion",
      en: 'Reunion Island registry of congenital malformations',
    },
    holders: ['inserm', 'sante-publique-france'],
    theme: 'pediatrie',
    population: 'newborns',
    size: '2002-2016: 6342',
    aim: {
      fr: 'Enregistrer les malformations congénitales à La Réunion.',
      en: 'Record congenital malformations on Reunion Island.',
    },
    keyword: {
      fr: 'malformations congénitales',
      en: 'congenital malformations',
    },
    access: 'Accès réservé',
    category: 'PHDR',
  },
  {
    key: 'FRESH-PEF60145',
    acronym: 'AGRICAN',
    title: {
      fr: 'Cohorte des agriculteurs en France',
      en: 'Cohort of farmers in France',
    },
    holders: ['centre-francois-baclesse'],
    theme: 'oncologie',
    population: 'adults',
    size: '188 000',
    aim: {
      fr: 'Étudier les cancers et leurs facteurs professionnels en milieu agricole.',
      en: 'Study cancers and their occupational factors in agriculture.',
    },
    keyword: {
      fr: 'agriculture',
      en: 'agriculture',
    },
    access: 'Accès réservé',
    category: 'RQSH',
  },
  {
    key: 'FRESH-PEF73435',
    acronym: 'FREGAT',
    title: {
      fr: 'Base de données française des cancers oeso-gastriques',
      en: 'French database of oesophageal and gastric cancers',
    },
    holders: ['centre-hospitalier-universitaire-de-lille'],
    theme: 'oncologie',
    population: 'patients',
    size: '15000',
    aim: {
      fr: 'Décrire la prise en charge et le pronostic des cancers œso-gastriques.',
      en: 'Describe care and prognosis of oesophageal and gastric cancers.',
    },
    keyword: {
      fr: 'cancers digestifs',
      en: 'digestive cancers',
    },
    access: 'Accès réservé',
    category: 'RQSH',
  },
  {
    key: 'FRESH-PEF8468',
    acronym: 'FREGAT',
    title: {
      fr: 'Cohorte interventionnelle FREGAT',
      en: 'FREGAT interventional cohort',
    },
    holders: ['centre-hospitalier-universitaire-de-lille'],
    theme: 'oncologie',
    population: 'patients',
    size: '135 patients au 20/01/2015',
    aim: {
      fr: 'Constituer une cohorte interventionnelle clinico-biologique sur les cancers œso-gastriques.',
      en: 'Build an interventional clinical and biological cohort on oesophageal and gastric cancers.',
    },
    keyword: {
      fr: 'cancers digestifs',
      en: 'digestive cancers',
    },
    access: 'Accès réservé',
    category: 'RQSH',
  },
  {
    key: 'FRESH-PEF60138',
    acronym: 'CEMARA',
    title: {
      fr: 'Cohorte de jeunes atteints de maladies inflammatoires',
      en: 'Cohort of young people with inflammatory diseases',
    },
    holders: ['inserm', 'ap-hp'],
    theme: 'rhumatologie',
    population: 'children',
    size: '1068',
    aim: {
      fr: 'Suivre des enfants et de jeunes adultes atteints de maladies inflammatoires.',
      en: 'Follow children and young adults with inflammatory diseases.',
    },
    keyword: {
      fr: 'maladies inflammatoires',
      en: 'inflammatory diseases',
    },
    access: 'Accès réservé',
    category: 'RQSH',
    rare: true,
  },
  {
    key: 'FRESH-PEF3925',
    acronym: 'SU.VI.MAX',
    title: {
      fr: 'SUpplémentation en VItamines et Minéraux AntioXydants',
      en: 'Supplementation with antioxidant vitamins and minerals',
    },
    holders: ['catalent'],
    theme: 'nutrition',
    population: 'adults',
    size: '12741 personnes incluses, 12177 encore vivantes en 2003',
    aim: {
      fr: "Évaluer l'effet d'une supplémentation en vitamines et minéraux antioxydants sur la santé.",
      en: 'Assess the effect of supplementation with antioxidant vitamins and minerals on health.',
    },
    keyword: {
      fr: 'nutrition',
      en: 'nutrition',
    },
    access: 'Accès réservé',
    category: 'RQSH',
  },
  {
    key: 'FRESH-PEF73143',
    acronym: 'PELAGIE',
    title: {
      fr: 'Cohorte mères-enfants PELAGIE',
      en: 'PELAGIE mother-child cohort',
    },
    holders: ['inserm'],
    theme: 'pediatrie',
    population: 'newborns',
    size: '3421',
    aim: {
      fr: "Étudier les expositions environnementales pendant la grossesse et leurs effets chez l'enfant en Bretagne.",
      en: 'Study environmental exposures during pregnancy and their effects on children in Brittany.',
    },
    keyword: {
      fr: 'grossesse',
      en: 'pregnancy',
    },
    access: 'Accès réservé',
    category: 'RQSH',
  },
  {
    key: 'FRESH-PEF73088',
    acronym: 'FGB',
    title: {
      fr: 'Biobanque française sur le glioblastome',
      en: 'French glioblastoma biobank',
    },
    holders: ['centre-hospitalier-universitaire-d-angers'],
    theme: 'oncologie',
    population: 'patients',
    size: '1200',
    aim: {
      fr: 'Réunir des échantillons biologiques et des données sur le glioblastome.',
      en: 'Bring together biological samples and data on glioblastoma.',
    },
    keyword: {
      fr: 'biobanque',
      en: 'biobank',
    },
    access: 'Accès réservé',
    category: 'EINS',
    biobank: true,
  },
  {
    key: 'FRESH-PEF5153',
    acronym: 'CRB-REFGENSEP',
    title: {
      fr: "Centre de ressources biologiques du réseau français d'études génétiques de la sclérose en plaques",
      en: 'Biological resource centre of the French network for genetic studies of multiple sclerosis',
    },
    holders: ['inserm'],
    theme: 'neurologie',
    population: 'families',
    size: '6000',
    aim: {
      fr: 'Conserver des échantillons de familles touchées par la sclérose en plaques.',
      en: 'Keep samples of families affected by multiple sclerosis.',
    },
    keyword: {
      fr: 'biobanque',
      en: 'biobank',
    },
    access: 'Accès réservé',
    category: 'EINS',
    biobank: true,
  },
];
