/** Header of the inventory sheet. */
export const inventoryColumns = [
  'Organisme',
  "Nom de l'entrepôt",
  'N° autorisation CNIL',
  "Date d'autorisation",
  'Base légale',
  'Nb patients',
  'Nomenclatures',
  'Description',
  'Contact',
  'Site web',
] as const;

/** One row of the sheet: its stable key and its cells. */
export interface InventoryRow {
  readonly key: string;
  readonly cells: readonly string[];
}

const authorisation = 'Autorisation CNIL';
const reference = 'Référentiel EDS';

/** Warehouses whose facts are public. */
const known: readonly (readonly string[])[] = [
  [
    'Assistance Publique - Hôpitaux de Paris',
    'EDS AP-HP',
    '1980120',
    '19/01/2017',
    authorisation,
    '11,4 millions',
    'CIM-10, CCAM, LOINC, ATC, SNOMED CT',
    "Entrepôt de données de santé commun aux hôpitaux de l'AP-HP",
    'contact@eds-aphp.example.org',
    'eds.aphp.fr',
  ],
  [
    'GCS HUGO',
    'Ouest Data Hub',
    '',
    '2020',
    authorisation,
    '5 000 000',
    'CIM-10, CCAM',
    'Réseau des entrepôts hospitaliers du Grand Ouest : Angers, Brest, Nantes, Rennes, Tours et ICO',
    'contact@odh.example.org',
    'https://www.chu-hugo.fr',
  ],
  [
    'CHU de Rennes',
    'eHOP',
    '',
    'N/A',
    'Conformité au référentiel',
    '1,2 M',
    'CIM-10, CCAM',
    'Entrepôt eHOP : 27 millions de documents',
    'contact@ehop.example.org',
    'https://ehop.example.org/entrepôt rennes',
  ],
  [
    'CHU de Lille',
    'INCLUDE',
    '',
    '05/09/2019',
    authorisation,
    'env. 1 500 000',
    'CIM10 / CCAM',
    'Entrepôt INCLUDE, données PMSI depuis 2008',
    'contact@include.example.org',
    'http://include.example.org ',
  ],
  [
    'CHU de Montpellier',
    'eDOL',
    '',
    '2 août 2024',
    authorisation,
    'NC',
    'CIM 10',
    'Entrepôt de données de santé eDOL',
    '',
    '',
  ],
  [
    'CHU de Bordeaux',
    'EDS CHU Bordeaux',
    '',
    '2019-2020',
    reference,
    '2000000',
    'CIM-10, LOINC',
    "Entrepôt au format i2b2, en cours de conversion ; l'œuvre de plusieurs services",
    'contact@eds-bordeaux.example',
    'https://www.chu-bordeaux.fr',
  ],
  [
    'CHU de Bordeaux',
    'UroCCR',
    '',
    '',
    authorisation,
    '20 269',
    'CIM-10',
    'Entrepôt thématique sur le cancer du rein',
    'contact@uroccr.example.org',
    'https://www.uroccr.fr',
  ],
  [
    'CHU de Nantes',
    'EDSN',
    '',
    '2018',
    authorisation,
    '',
    'CIM-10, CCAM',
    'Entrepôt de données de santé du CHU de Nantes',
    '',
    'https://www.chu-nantes.fr',
  ],
  [
    'Hospices Civils de Lyon',
    'EDS HCL',
    '',
    '31/12/2022',
    reference,
    '- ',
    'CIM-10',
    '',
    '',
    'www.chu-lyon.fr',
  ],
  [
    'CHU de Toulouse',
    'EDS CHU Toulouse',
    '',
    '12/10/2021',
    reference,
    '',
    'CIM-10',
    '<p>Entrepôt de données de santé du <b>CHU de Toulouse</b></p>',
    '',
    '',
  ],
  [
    'CHU de Poitiers',
    'EDS CHU Poitiers',
    '',
    '',
    reference,
    '',
    'CIM-10',
    'Entrepôt de données de santé du CHU de Poitiers',
    '',
    '',
  ],
  [
    'CHRU de Nancy',
    'EDS CHRU Nancy',
    '',
    '',
    reference,
    '',
    'CIM-10 ; CCAM',
    'Entrepôt de données de santé du CHRU de Nancy',
    '',
    '',
  ],
  [
    'Consortium P4DP',
    'P4DP',
    '',
    '2024',
    reference,
    '5000000 (cible)',
    'CISP-2, CIM-10, ATC',
    'Données de soins premiers : 2 000 cabinets de médecine générale visés',
    'contact@p4dp.example.org',
    'https://p4dp.fr',
  ],
  [
    'Assistance Publique - Hôpitaux de Paris',
    'ComPaRe',
    '',
    '2017',
    authorisation,
    '',
    '',
    'Communauté de patients pour la recherche : questionnaires remplis en ligne',
    'contact@compare.example.org',
    'https://compare.aphp.fr',
  ],
  [
    'Écolab et Anses',
    'GD4H',
    '',
    '',
    '',
    '',
    '',
    'Catalogue de données environnementales utiles à la santé',
    'contact@gd4h.example.org',
    'https://gd4h.ecologie.gouv.fr',
  ],
];

const universityHospitals = [
  'CHU Amiens-Picardie',
  "CHU d'Angers",
  'CHU de Besançon',
  'CHU de Brest',
  'CHU de Caen Normandie',
  'CHU de Clermont-Ferrand',
  'CHU Dijon Bourgogne',
  'CHU Grenoble Alpes',
  'CHU de la Guadeloupe',
  'CHU de La Réunion',
  'CHU de Limoges',
  'CHU de Martinique',
  'Assistance Publique - Hôpitaux de Marseille',
  'CHR Metz-Thionville',
  'CHU de Nice',
  'CHU de Nîmes',
  "CHU d'Orléans",
  'CHU de Reims',
  'CHU de Rouen',
  'CHU de Saint-Étienne',
  'Hôpitaux universitaires de Strasbourg',
  'CHU de Tours',
];

const cancerCentres = [
  'Institut Bergonié',
  'Centre François Baclesse',
  'Centre Jean Perrin',
  'Centre Georges-François Leclerc',
  'Centre Oscar Lambret',
  'Centre Léon Bérard',
  'Institut Paoli-Calmettes',
  'Institut du cancer de Montpellier',
  'Institut de cancérologie de Lorraine',
  "Institut de cancérologie de l'Ouest",
  'Centre Antoine Lacassagne',
  'Institut Curie',
  'Institut Godinot',
  'Centre Eugène Marquis',
  'Centre Henri Becquerel',
  'Institut de cancérologie Strasbourg Europe',
  'Institut Claudius Regaud',
  'Gustave Roussy',
];

const privateGroups = [
  'Ramsay Santé',
  'ELSAN',
  'Vivalto Santé',
  'Almaviva Santé',
  'Hôpital Foch',
  'Hôpital Paris Saint-Joseph',
  "Groupement des hôpitaux de l'Institut catholique de Lille",
  'Hôpital Fondation Adolphe de Rothschild',
  'Institut Mutualiste Montsouris',
  'Groupe hospitalier Diaconesses Croix Saint-Simon',
];

const generalHospitals = [
  'CH de Valenciennes',
  'CH du Mans',
  'CH Sud Francilien',
  'CH Annecy Genevois',
  'CH de Versailles',
  'CH de Pau',
  'CH de Perpignan',
  'CH de Troyes',
  'CH de Vannes',
  'CH de Saint-Nazaire',
  'CH de La Rochelle',
  'CH de Chartres',
  'CH de Dunkerque',
  'CH de Lens',
  'CH de Colmar',
  'CH de Mulhouse',
  'CH de Chambéry',
  "CH d'Avignon",
  'CH de Toulon',
  'CH de Bayonne',
];

const thematic: readonly (readonly [hospital: string, theme: string])[] = [
  ['CHU de Lille', 'cardiologie'],
  ['CHU de Toulouse', 'gériatrie'],
  ['CHU de Rennes', 'imagerie'],
  ['CHU de Nantes', 'transplantation'],
  ['CHU de Bordeaux', 'neurologie'],
  ['CHU de Montpellier', 'diabétologie'],
  ['Hospices Civils de Lyon', 'infectiologie'],
  ['CHU Grenoble Alpes', 'sommeil'],
  ['CHU de Nice', 'mémoire'],
  ['CHU de Brest', 'thrombose'],
  ['CHU de Rouen', 'périnatalité'],
  ['CHU de Tours', 'réanimation'],
  ['CHU Dijon Bourgogne', 'ophtalmologie'],
  ['CHU de Clermont-Ferrand', 'douleur'],
  ['CHU de Limoges', 'néphrologie'],
  ['CHU de Reims', 'pneumologie'],
  ['CHU de Saint-Étienne', 'rhumatologie'],
  ["CHU d'Angers", 'hépatologie'],
  ['CHU Amiens-Picardie', 'dialyse'],
  ['CHU de Besançon', 'dermatologie'],
  ['CHU de Nîmes', 'urgences'],
  ['CHU de Martinique', 'drépanocytose'],
  ['CHU de La Réunion', 'maladies tropicales'],
  ['CHU de la Guadeloupe', 'hématologie'],
  ['Hôpitaux universitaires de Strasbourg', 'immunologie'],
  ['Assistance Publique - Hôpitaux de Marseille', 'épilepsie'],
  ['CHRU de Nancy', 'insuffisance cardiaque'],
  ['CHU de Poitiers', 'urologie'],
  ['CHU de Caen Normandie', 'gynécologie'],
  ["CHU d'Orléans", 'endocrinologie'],
  ['Ramsay Santé', 'chirurgie'],
  ['ELSAN', 'obstétrique'],
  ['Vivalto Santé', 'orthopédie'],
  ['Gustave Roussy', 'essais précoces'],
  ['Institut Curie', 'sénologie'],
  ['Centre Léon Bérard', 'sarcomes'],
  ['Hôpital Foch', 'greffe pulmonaire'],
  ['CH de Valenciennes', 'urgences'],
];

const dates = ['12/03/2021', '2 juin 2022', '', '2023', 'Octobre 2023', '15-11-2022', ''];
const sizes = ['350 000', '', 'env. 600 000', '1,1 million', 'NC', '82 500', '0,9 M', ''];
const codings = [
  'CIM-10, CCAM',
  'CIM10',
  'CIM-10, CCAM, LOINC',
  'CIM 10 / CCAM',
  'CIM-10 ; ATC',
  'SNOMED CT, CIM-10',
];

/** The n-th of a list that starts again at its end; the lists here are never empty. */
function turn(list: readonly string[], index: number): string {
  return list[index % list.length] ?? '';
}

function slug(value: string): string {
  return value
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

function generic(
  organisation: string,
  name: string,
  description: string,
  index: number,
): readonly string[] {
  const mail = index % 3 === 0 ? `contact@${slug(organisation)}.example.org` : '';
  const site = index % 4 === 0 ? `https://${slug(organisation)}.example.org/eds` : '';
  return [
    organisation,
    name,
    '',
    turn(dates, index),
    index % 2 === 0 ? reference : authorisation,
    turn(sizes, index),
    turn(codings, index),
    description,
    mail,
    site,
  ];
}

const hospitals = [
  ...universityHospitals,
  ...cancerCentres,
  ...privateGroups,
  ...generalHospitals,
].map((organisation, index) =>
  generic(
    organisation,
    `EDS ${organisation}`,
    `Entrepôt de données de santé – ${organisation} : données issues du soin, réutilisables pour la recherche`,
    index,
  ),
);

const specialised = thematic.map(([organisation, theme], index) =>
  generic(
    organisation,
    `Entrepôt thématique ${theme} – ${organisation}`,
    `Entrepôt thématique (${theme}) constitué à partir des données du soin`,
    index + 3,
  ),
);

/** A row broken by separators that stand unquoted in a cell. */
const stray = [
  'CH de Cholet',
  'EDS CH Cholet',
  '',
  '2022',
  reference,
  '',
  'CIM-10 ',
  ' CCAM ',
  ' LOINC',
  'Entrepôt de données de santé',
  'contact@ch-cholet.example.org',
  'https://ch-cholet.example.org/eds',
];

const duplicate = [
  'CHU de Lille',
  'INCLUDE',
  '',
  '05/09/2019',
  authorisation,
  '1,5 M',
  'CIM10',
  'Entrepôt INCLUDE, saisi une seconde fois',
  'contact@include.example.org',
  '',
];

const keyOf = (cells: readonly string[]): string => slug(`${cells[0]} ${cells[1]}`);

/** The 125 data rows of the sheet. */
export const inventoryRows: readonly InventoryRow[] = [
  ...known.map((cells) => ({ key: keyOf(cells), cells })),
  ...hospitals.map((cells) => ({ key: keyOf(cells), cells })),
  { key: 'stray-separator', cells: stray },
  ...specialised.map((cells) => ({ key: keyOf(cells), cells })),
  { key: 'duplicate-include', cells: duplicate },
];
