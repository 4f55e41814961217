import { type CellValue, type SheetContent, workbook } from '../support/workbook.ts';
import { inventoryColumns, inventoryRows } from './data/eds-inventory.ts';
import { type LoneEndpoint, startLoneEndpoint } from './lone-endpoint.ts';
import { type Answer, notFound, type Respond } from './server.ts';
import type { Edits } from './switches.ts';

/** Rows of the workbook: warehouses whose facts are public, and two that share a merged cell. */
const rows = [
  ...inventoryRows.slice(0, 14),
  ...['adultes', 'enfants'].map((who) => ({
    key: `exemple-${who}`,
    cells: [
      "CHU d'Exemple",
      `EDS ${who}`,
      '',
      '01/02/2024',
      'Référentiel EDS',
      '120000',
      'CIM-10',
      `Entrepôt des ${who}`,
      '',
      'https://eds.example.org/',
    ],
  })),
];

/** Key of the OMOP database, and names of the tables of the schema. */
export const omopKey = 'EDS-EX';
export const tableNames = ['BENEFICIAIRE', 'PRESTATION', 'SEJOUR'] as const;

const firstDay = Date.UTC(1899, 11, 30);

/** Cells as a person types them: dates and numbers become dates and numbers. */
function typed(text: string): CellValue {
  const date = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(text);
  if (date) {
    const [, day, month, year] = date.map(Number);
    return { day: (Date.UTC(year ?? 0, (month ?? 1) - 1, day) - firstDay) / 86_400_000 };
  }
  if (text === '') return null;
  return /^\d+$/.test(text) ? Number(text) : text;
}

function inventory(edits: Edits): Buffer {
  const present = [
    ...rows.filter(({ key }) => !edits.removed.has(key)),
    ...edits.added.map((key) => ({ key, cells: ['CHU Nouveau', `EDS ${key}`] })),
  ].map(({ key, cells }) =>
    cells.map((cell, index) => {
      const changes =
        inventoryColumns[index] === 'Description' ? edits.changed.get(key) : undefined;
      return typed(changes === undefined ? cell : `${cell} (révision ${changes})`);
    }),
  );
  // A title above the header, a blank line, and the organisation of two rows in one cell.
  const first = present.findIndex(([organisation]) => organisation === "CHU d'Exemple") + 4;
  const merged = present.map((row, index) =>
    index + 4 === first + 1 ? [null, ...row.slice(1)] : row,
  );
  const sheet: SheetContent = {
    name: 'Inventaire',
    rows: [['Inventaire des entrepôts, 2026'], [], [...inventoryColumns], ...merged],
    merges: ['A1:J1', `A${first}:A${first + 1}`],
  };
  const hidden: SheetContent = {
    name: 'Listes',
    isHidden: true,
    rows: [
      ['Organisme', "Nom de l'entrepôt"],
      ['Ne pas moissonner', 'Brouillon'],
    ],
  };
  return workbook([hidden, sheet]);
}

function cdmSource(edits: Edits): string {
  const changes = edits.changed.get(omopKey) ?? 0;
  return `CDM_SOURCE_NAME,CDM_SOURCE_ABBREVIATION,CDM_HOLDER,SOURCE_DESCRIPTION,SOURCE_DOCUMENTATION_REFERENCE,CDM_RELEASE_DATE,CDM_VERSION,VOCABULARY_VERSION
"Entrepôt OMOP du CHU d'Exemple",${omopKey},"CHU d'Exemple","Séjours, biologie et prescriptions",https://eds.example.org/doc,2026-07-${15 + changes},v5.4,"v5.0 27-FEB-26"
`;
}

/** Keys of the OMOP databases of a site that has one CDM_SOURCE for all of them. */
export const databaseKeys = ['EDS-ADULTES', 'EDS-ENFANTS', 'EDS-MATERNITE'] as const;

function cdmSources(edits: Edits): string {
  const present = [...databaseKeys, ...edits.added].filter((key) => !edits.removed.has(key));
  const rows = present.map((key) => {
    const day = 10 + (edits.changed.get(key) ?? 0);
    return `"Entrepôt OMOP ${key}","${key}","CHU d'Exemple","Séjours, données de ${key}","",${day}/07/2026,"v5.4",""`;
  });
  const header =
    'cdm_source_name,cdm_source_abbreviation,cdm_holder,source_description,cdm_etl_reference,cdm_release_date,cdm_version,vocabulary_version';
  return [header, ...rows, ''].join('\n');
}

const achilles = `analysis_id,stratum_1,stratum_2,count_value
0,${omopKey},2026-07-16,1204331
1,,,1204331
2,8507,,571204
2,8532,,633127
101,0,,20114
101,45,,1100000
101,97,,412
109,2010,,55
111,200901,,8123
111,202605,,19233
112,202606,,19233
`;

/** Tables in the manner of schema-snds: lost apostrophes, years, names of nomenclatures. */
function table(name: string, edits: Edits): string {
  const changes = edits.changed.get(name) ?? 0;
  const added = Array.from({ length: changes }, (_, index) => ({
    name: `AJOUT_${index + 1}`,
    description: 'Variable ajoutée',
    type: 'string',
  }));
  return JSON.stringify({
    name,
    title: `Table ${name.toLowerCase()}`,
    produit: 'EXEMPLE',
    fields: [
      {
        name: 'BEN_IDT',
        description: 'Identifiant pseudonymisé de lassuré',
        type: 'string',
        nomenclature: '-',
        dateCreated: '2006',
        dateDeleted: '',
      },
      {
        name: 'BEN_SEX_COD',
        description: 'Code sexe',
        type: 'integer',
        nomenclature: 'IR_SEX_V',
        dateCreated: '',
        dateDeleted: '01/2020',
      },
      ...added,
    ],
    missingValues: [''],
  });
}

const respond: Respond = ({ pathname }, edits): Answer => {
  const csv = (body: string): Answer => ({ contentType: 'text/csv', body, validators: true });
  const present = tableNames.filter((name) => !edits.removed.has(name));
  const name = present.find((each) => pathname === `/schemas/${each}.json`);
  if (name) {
    return { contentType: 'application/json', body: table(name, edits), validators: true };
  }
  switch (pathname) {
    case '/inventaire':
      // As file servers do that do not know the type.
      return { contentType: 'application/octet-stream', body: inventory(edits), validators: true };
    case '/omop/cdm_source.csv':
      return csv(cdmSource(edits));
    case '/omop/cdm_sources.csv':
      return csv(cdmSources(edits));
    case '/omop/achilles_results.csv':
      return csv(achilles);
    case '/schemas/index.json': {
      const body = JSON.stringify(present.map((each) => `${each}.json`));
      return { contentType: 'application/json', body, validators: true };
    }
    default:
      return notFound;
  }
};

/** Addresses of the three layouts, with their switches. */
export interface TabularSandbox extends LoneEndpoint {
  readonly workbook: string;
  readonly cdmSource: string;
  readonly cdmSources: string;
  readonly schemas: string;
}

/** Starts a file server with an inventory in XLSX, the exports of an OMOP database and a schema. */
export async function startTabular(): Promise<TabularSandbox> {
  const keys = [...rows.map(({ key }) => key), omopKey, ...databaseKeys, ...tableNames];
  const endpoint = await startLoneEndpoint(keys, () => respond);
  return {
    ...endpoint,
    workbook: `${endpoint.origin}/inventaire`,
    cdmSource: `${endpoint.origin}/omop/cdm_source.csv`,
    cdmSources: `${endpoint.origin}/omop/cdm_sources.csv`,
    schemas: `${endpoint.origin}/schemas/index.json`,
  };
}
