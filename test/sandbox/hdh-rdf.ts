import type { NationalDataset } from './data/hdh.ts';
import { agentIri, contact, datasetIri, draftAgent, hosts } from './hdh-agents.ts';
import { table } from './hdh-variables.ts';
import {
  bilingual,
  count,
  date,
  describe,
  iri,
  node,
  type Property,
  text,
  typed,
} from './turtle.ts';

const authority = 'http://publications.europa.eu/resource/authority';
/** The only regulation that the draft's vocabulary knows. */
const draftRegulation = iri('https://eur-lex.europa.eu/eli/reg_impl/2023/138/oj');
const ehds = iri('http://data.europa.eu/eli/reg/2025/327/oj');

const accessRight = (level: string): string => iri(`${authority}/access-right/${level}`);
function titleOf({ title, defect }: NationalDataset): string[] {
  // BCP 47 has no underscore: the tag makes the whole statement unreadable.
  return defect === 'bad-language-tag' ? [text(title.fr, 'fr_FR')] : bilingual(title);
}

function landingPageOf({ landingPage, defect }: NationalDataset): string {
  return iri(defect === 'iri-with-space' ? `${landingPage}/fiche de la base` : landingPage);
}

/** What all dialects say in the same way. */
function commonProperties(dataset: NationalDataset, modified: string): Property[] {
  const { access, acronym, defect, start } = dataset;
  return [
    ['a', 'dcat:Dataset'],
    ['dct:title', ...titleOf(dataset)],
    ['dct:alternative', text(acronym)],
    ['dct:description', ...bilingual(dataset.description)],
    [
      'dct:accessRights',
      accessRight(access),
      defect === 'two-access-rights' ? accessRight('PUBLIC') : undefined,
    ],
    [
      'dct:type',
      iri(`${authority}/dataset-type/${access === 'PUBLIC' ? 'STATISTICAL' : 'PERSONAL_DATA'}`),
    ],
    ['dct:language', iri(`${authority}/language/FRA`)],
    ['dct:accrualPeriodicity', iri(`${authority}/frequency/ANNUAL`)],
    ['dct:spatial', iri(`${authority}/country/FRA`)],
    ['dct:temporal', start && node(['a', 'dct:PeriodOfTime'], ['dcat:startDate', date(start)])],
    ['dct:issued', date('2025-03-03')],
    ['dct:modified', date(modified)],
    ['dcat:theme', iri(`${authority}/data-theme/HEAL`)],
    ['dcat:keyword', text(acronym), text('données de santé', 'fr'), text('health data', 'en')],
    ['dcat:landingPage', landingPageOf(dataset)],
    ['dcat:contactPoint', contact(dataset.holder)],
    ...proseProperties(dataset),
  ];
}

/** People, provenance and purpose, in words. */
function proseProperties({ access, individuals }: NationalDataset): Property[] {
  return [
    ['healthdcatap:numberOfUniqueIndividuals', count(individuals)],
    [
      'healthdcatap:populationCoverage',
      text('Population résidant en France concernée par la base', 'fr'),
      text('Population living in France that the database covers', 'en'),
    ],
    [
      'dct:provenance',
      node(
        ['a', 'dct:ProvenanceStatement'],
        [
          'rdfs:label',
          text('Données transmises par le responsable de la base, qui les décrit lui-même.', 'fr'),
          text(
            'Data sent by the body in charge of the database, which describes them itself.',
            'en',
          ),
        ],
      ),
    ],
    [
      'dpv:hasPurpose',
      node(
        ['a', 'dpv:Purpose'],
        [
          'dct:description',
          text("Recherche, étude et évaluation d'intérêt public", 'fr'),
          text('Research, studies and evaluation in the public interest', 'en'),
        ],
      ),
    ],
    ...(access === 'PUBLIC'
      ? []
      : ([
          ['dpv:hasPersonalData', 'dpv-pd:MedicalHealth', 'dpv-pd:Age', 'dpv-pd:Gender'],
        ] as const)),
  ];
}

function distribution(dataset: NationalDataset): string {
  const { access, dialect, key, variables } = dataset;
  const draft: Property[] = [
    ['dcat:byteSize', count(1_048_576)],
    ['csvw:table', variables && table(dataset, 'csvw:titles')],
  ];
  return describe(
    iri(`${datasetIri(key)}/distribution/1`),
    ['a', 'dcat:Distribution'],
    [
      'dct:title',
      text(access === 'PUBLIC' ? 'Fichier en libre accès' : "Demande d'accès", 'fr'),
      text(access === 'PUBLIC' ? 'Open file' : 'Access request', 'en'),
    ],
    ['dcatap:applicableLegislation', dialect === 'draft' ? draftRegulation : ehds],
    ['dcat:accessURL', iri(`https://acces.sante.example/demande/${key}`)],
    [
      'dcat:downloadURL',
      access === 'PUBLIC' ? iri(`https://acces.sante.example/fichiers/${key}.csv`) : undefined,
    ],
    ['dct:format', iri(`${authority}/file-type/CSV`)],
    [
      'dct:rights',
      node(
        ['a', 'dct:RightsStatement'],
        [
          'rdfs:label',
          text("Conditions d'accès décrites par le responsable de la base", 'fr'),
          text('Access conditions described by the body in charge', 'en'),
        ],
      ),
    ],
    ...(dialect === 'draft' ? draft : []),
  );
}

const legalBasis = (predicate: string): Property => [
  predicate,
  node(
    ['a', 'dpv:LegalBasis'],
    [
      'dct:description',
      text("Mission d'intérêt public, RGPD article 6(1)(e)", 'fr'),
      text('Task in the public interest, GDPR Article 6(1)(e)', 'en'),
    ],
  ),
];

const healthConcepts = ({ category, coding, dialect, theme }: NationalDataset): Property[] => [
  ['healthdcatap:healthCategory', iri(`${hosts[dialect]}/healthcategories/${category}`)],
  ['healthdcatap:healthTheme', iri(`${hosts[dialect]}/health-theme/${theme}`)],
  [
    'healthdcatap:hasCodingSystem',
    ...coding.map((code) => iri(`${hosts[dialect]}/coding-system/${code}`)),
  ],
];

const distributionOf = ({ key }: NationalDataset): Property => [
  'dcat:distribution',
  iri(`${datasetIri(key)}/distribution/1`),
];

/** A dataset in Release 7 or 8 terms: complete by itself. */
function releaseProperties(dataset: NationalDataset): Property[] {
  const { dialect, holder, key, variables } = dataset;
  const regulation = dialect === 'r7' ? iri('http://data.europa.eu/eli/reg/2025/327') : ehds;
  return [
    ['dct:identifier', text(datasetIri(key))],
    ['dcatap:applicableLegislation', regulation],
    ['dct:publisher', iri(agentIri(holder))],
    ['geodcatap:custodian', iri(agentIri(holder))],
    ['healthdcatap:hdab', iri(agentIri('hdh'))],
    ...healthConcepts(dataset),
    ['healthdcatap:hasStructuredData', variables === undefined ? 'false' : 'true'],
    [
      'healthdcatap:hasVariables',
      variables &&
        node(
          ['a', 'csvw:TableGroup'],
          [
            'dct:title',
            text(`Dictionnaire des variables – ${dataset.acronym}`, 'fr'),
            text(`Data dictionary – ${dataset.acronym}`, 'en'),
          ],
          ['csvw:table', table(dataset, dialect === 'r7' ? 'csvw:titles' : 'csvw:title')],
        ),
    ],
    legalBasis('dpv:hasLegalBasis'),
    distributionOf(dataset),
  ];
}

/** A dataset as the draft profile of the national platform wants it. */
function draftProperties(dataset: NationalDataset): Property[] {
  const { coding, holder, key } = dataset;
  return [
    ['dct:identifier', typed(datasetIri(key), 'xsd:anyURI')],
    ['dcatap:applicableLegislation', draftRegulation],
    ['dct:publisher', draftAgent(holder, true)],
    ['healthdcatap:hdab', draftAgent('hdh', false)],
    ...healthConcepts(dataset),
    [
      'healthdcatap:hasCodeValues',
      ...coding
        .slice(0, 1)
        .map((code) =>
          node(
            ['dct:identifier', text(code === 'ICD-10' ? 'C00-C97' : '8000/3')],
            ['skos:inScheme', iri(`${hosts.draft}/coding-system/${code}`)],
          ),
        ),
    ],
    // The national shapes ask for this property under a prefix that is not its own.
    legalBasis('dqv:hasLegalBasis'),
    distributionOf(dataset),
  ];
}

/** The statements about a dataset and its distribution. */
export function datasetStatements(dataset: NationalDataset, modified: string): string {
  return (
    describe(
      iri(datasetIri(dataset.key)),
      ...commonProperties(dataset, modified),
      ...(dataset.dialect === 'draft' ? draftProperties(dataset) : releaseProperties(dataset)),
    ) + distribution(dataset)
  );
}
