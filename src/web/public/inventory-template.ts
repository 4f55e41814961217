/** One column of the inventory of data warehouses, as the mapping `inventory` reads it. */
export interface InventoryColumn {
  readonly name: string;
  /** What to write there. */
  readonly help: { readonly fr: string; readonly en: string };
  readonly example: string;
  /** Values to choose from. */
  readonly choice?: readonly string[];
}

/** The columns of the template, in order. */
export const inventoryColumns: readonly InventoryColumn[] = [
  {
    name: 'Organisme',
    help: { fr: 'Détenteur des données', en: 'Holder of the data' },
    example: "CHU d'Exemple",
  },
  {
    name: "Nom de l'entrepôt",
    help: { fr: 'Titre publié ; obligatoire', en: 'Published title; required' },
    example: "Entrepôt de données de santé du CHU d'Exemple",
  },
  {
    name: 'Acronyme',
    help: { fr: "Nom d'usage", en: 'Name in use' },
    example: 'EDS-EX',
  },
  {
    name: 'Description',
    help: { fr: 'Contenu et origine, en quelques phrases', en: 'Content and origin, in sentences' },
    example: 'Séjours, biologie et prescriptions depuis 2009.',
  },
  {
    name: 'N° autorisation CNIL',
    help: { fr: "Numéro seul : il identifie l'entrepôt", en: 'Number alone: it is an identifier' },
    example: '1234567',
  },
  {
    name: "Date d'autorisation",
    help: { fr: 'JJ/MM/AAAA', en: 'DD/MM/YYYY' },
    example: '19/01/2017',
  },
  {
    name: 'Base légale',
    help: { fr: 'Autorisation CNIL ou conformité au référentiel', en: 'Legal basis' },
    example: 'Autorisation CNIL',
  },
  {
    name: 'Nb patients',
    help: { fr: 'Un seul nombre', en: 'A single number' },
    example: '1204331',
  },
  {
    name: 'Nomenclatures',
    help: { fr: 'Séparées par des virgules', en: 'Coding systems, separated by commas' },
    example: 'CIM-10, CCAM, LOINC',
  },
  {
    name: 'Accès',
    help: { fr: "Niveau d'accès", en: 'Access level' },
    example: 'Restreint',
    choice: ['Ouvert', 'Restreint', 'Non public'],
  },
  {
    name: 'Région',
    help: { fr: 'Région couverte', en: 'Region covered' },
    example: 'Bretagne',
  },
  {
    name: 'Depuis',
    help: { fr: 'Début des données : année ou date', en: 'Start of the data: year or date' },
    example: '2009',
  },
  {
    name: 'Contact',
    help: {
      fr: "Adresse fonctionnelle ; celle d'une personne n'est pas publiée",
      en: "Functional address; a person's is not published",
    },
    example: 'contact@example.org',
  },
  {
    name: 'Site web',
    help: { fr: "Page de l'entrepôt", en: 'Page of the warehouse' },
    example: 'https://eds.example.org/',
  },
];

/** The header as spreadsheet programs in French open it: UTF-8 with its mark, semicolons, CRLF. */
export function inventoryCsv(columns: readonly InventoryColumn[]): string {
  return `\ufeff${columns.map(({ name }) => name).join(';')}\r\n`;
}

const rowsWithChoice = 500;
const width = 24;

/** A workbook with an empty inventory, an example of a row, and what each column is for. */
export async function inventoryWorkbook(columns: readonly InventoryColumn[]): Promise<Buffer> {
  // On demand: few ask for it, and the library is large.
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.Workbook();
  const names = columns.map(({ name }) => name);
  const inventory = workbook.addWorksheet('Inventaire', {
    views: [{ state: 'frozen', ySplit: 1 }],
  });
  const example = workbook.addWorksheet('Exemple');
  for (const sheet of [inventory, example]) {
    sheet.addRow(names).font = { bold: true };
    for (const index of columns.keys()) sheet.getColumn(index + 1).width = width;
  }
  example.addRow(columns.map((column) => column.example));
  columns.forEach(({ choice }, index) => {
    if (!choice) return;
    for (let row = 2; row <= rowsWithChoice; row += 1) {
      inventory.getCell(row, index + 1).dataValidation = {
        type: 'list',
        allowBlank: true,
        formulae: [`"${choice.join(',')}"`],
      };
    }
  });
  const help = workbook.addWorksheet('Lisez-moi');
  help.addRow(['Colonne', 'Que renseigner', 'What to write']).font = { bold: true };
  for (const column of columns) help.addRow([column.name, column.help.fr, column.help.en]);
  for (const index of [1, 2, 3]) help.getColumn(index).width = 2 * width;
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
