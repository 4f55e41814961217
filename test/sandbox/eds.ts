import { encodeWindows1252 } from './charset.ts';
import { type InventoryRow, inventoryColumns, inventoryRows } from './data/eds-inventory.ts';
import {
  type WarehouseProduct,
  warehouseCodingSystems,
  warehouseProducts,
} from './data/eds-products.ts';
import { type Answer, notFound, type Respond } from './server.ts';
import type { Edits } from './switches.ts';
import { date, describe, iri, node, prefixes, text, typed } from './turtle.ts';

/** Keys of the product files, then of the rows of the sheet. */
export const edsKeys: readonly string[] = [...warehouseProducts, ...inventoryRows].map(
  ({ key }) => key,
);

const sheetName = 'inventaire-eds.csv';

function addedProduct(key: string): WarehouseProduct {
  return {
    key,
    title: `Nouveau produit ${key}`,
    description: 'Produit de données **ajouté** après la première moisson.',
    tags: ['ajout'],
    categories: ['EHRS'],
    coding: ['ICD-10'],
    people: '1 000',
    bytes: '1048576',
    tables: ['person'],
  };
}

function presentProducts(edits: Edits): readonly WarehouseProduct[] {
  return [...warehouseProducts, ...edits.added.map(addedProduct)]
    .filter(({ key }) => !edits.removed.has(key))
    .map((product) => {
      const changes = edits.changed.get(product.key);
      return changes === undefined
        ? product
        : { ...product, title: `${product.title} (révision ${changes})` };
    });
}

/** The name is part of a row's identity, so a change shows in the description. */
function withChanges({ key, cells }: InventoryRow, edits: Edits): readonly string[] {
  const changes = edits.changed.get(key);
  if (changes === undefined) return cells;
  return cells.map((cell, index) =>
    inventoryColumns[index] === 'Description' ? `${cell} (révision ${changes})` : cell,
  );
}

const authority = 'http://publications.europa.eu/resource/authority';
const hdeu = 'https://hdeu-dcat.data.health.europa.eu/resource/authority';

function distributions({ key, bytes, tables }: WarehouseProduct): string[] {
  return tables.map((table) =>
    node(
      ['a', 'dcat:Distribution'],
      ['dct:title', text(table)],
      [
        'dct:identifier',
        text(`urn:li:dataset:(urn:li:dataPlatform:postgres,${key}.${table},PROD)`),
      ],
      ['dcatap:applicableLegislation', iri('http://data.europa.eu/eli/reg/2025/327/oj')],
      ['dcat:accessURL', iri('https://eds.aphp.fr')],
      ['dcat:byteSize', text(bytes)],
    ),
  );
}

/** A product as the exporter writes it: subject `dataset:{id}`, numbers as strings, own code systems. */
function productFile(product: WarehouseProduct, changed: boolean): string {
  const { categories, coding, description, key, people, tags, title } = product;
  return (
    prefixes +
    describe(
      iri(`dataset:${key}`),
      ['a', 'dcat:Dataset , dcat:Resource'],
      ['dct:title', text(title, 'fr')],
      ['dct:description', description && text(description, 'fr')],
      ['dct:identifier', typed(`https://eds.aphp.fr/dataset/${key}`, 'xsd:anyURI')],
      ['dct:modified', date(changed ? '2026-09-15' : '2026-08-10')],
      ['dcat:theme', iri(`${authority}/data-theme/HEAL`)],
      ['dcat:keyword', ...tags.map((tag) => text(tag))],
      ['dct:accessRights', iri(`${authority}/access-right/RESTRICTED`)],
      ['dct:accrualPeriodicity', iri(`${authority}/frequency/IRREGULAR`)],
      ['dct:language', iri(`${authority}/language/FRA`)],
      [
        'healthdcatap:healthCategory',
        ...categories.map((code) => iri(`${hdeu}/healthcategories/${code}`)),
      ],
      [
        'healthdcatap:hasCodingSystem',
        ...coding.map((code) => iri(warehouseCodingSystems[code] ?? code)),
      ],
      ['healthdcatap:numberOfUniqueIndividuals', people && text(people)],
      ['dpv:hasLegalBasis', iri('https://w3id.org/dpv/legal/eu/gdpr#A6-1-e')],
      ['dcat:distribution', ...distributions(product)],
    )
  );
}

const cell = (value: string): string =>
  /[;"\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;

/** The sheet as a French spreadsheet program saves it: windows-1252, semicolons, CRLF. */
function sheet(edits: Edits): Buffer {
  const rows = inventoryRows.filter(({ key }) => !edits.removed.has(key));
  const lines = rows.map((row) => withChanges(row, edits).map(cell).join(';'));
  return encodeWindows1252(
    [inventoryColumns.map(cell).join(';'), ...lines].map((line) => `${line}\r\n`).join(''),
  );
}

function index(edits: Edits): string {
  const names = [...presentProducts(edits).map(({ key }) => `${key}.ttl`), sheetName];
  return `<!DOCTYPE html>
<html><head><title>Index of /exports</title></head><body><h1>Index of /exports</h1>
<table><tr><th><a href="?C=N;O=D">Name</a></th><th><a href="?C=M;O=A">Last modified</a></th></tr>
<tr><td><a href="/">Parent Directory</a></td><td></td></tr>
${names.map((name) => `<tr><td><a href="${name}">${name}</a></td><td>2026-09-01 03:00</td></tr>`).join('\n')}
</table></body></html>
`;
}

function file(name: string, edits: Edits): Answer {
  if (name === '')
    return { contentType: 'text/html; charset=utf-8', body: index(edits), validators: true };
  // Without a charset, as web servers send such files.
  if (name === sheetName) return { contentType: 'text/csv', body: sheet(edits), validators: true };
  const product = presentProducts(edits).find(({ key }) => `${key}.ttl` === name);
  if (product === undefined) return notFound;
  const body = productFile(product, edits.changed.has(product.key));
  return { contentType: 'text/turtle', body, validators: true };
}

/** A directory listing of exported Turtle files and the inventory sheet. */
export function createEds(): Respond {
  return (url, edits) =>
    url.pathname.startsWith('/exports/')
      ? file(decodeURIComponent(url.pathname.slice('/exports/'.length)), edits)
      : notFound;
}
