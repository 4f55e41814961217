import exceljs from 'exceljs';
import { afterAll, describe, expect, it } from 'vitest';
import {
  inventoryColumns,
  inventoryCsv,
  inventoryWorkbook,
} from '../../../src/web/public/inventory-template.ts';
import { startConnectorHarvest } from '../../support/connector-harvest.ts';
import { startServer } from '../../support/loopback-server.ts';

const closing: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

const example = inventoryColumns.map((column) => column.example);

/** The workbook as a holder fills it in: the row of the example, and one with little in it. */
async function filledWorkbook(): Promise<Buffer> {
  const workbook = new exceljs.Workbook();
  const template = await inventoryWorkbook(inventoryColumns);
  // The library's own Buffer type is an older one.
  await workbook.xlsx.load(template as unknown as exceljs.Buffer);
  const sheet = workbook.getWorksheet('Inventaire');
  sheet?.getRow(2).splice(1, 0, ...example);
  sheet?.getRow(3).splice(1, 0, 'CHU Bis', 'EDS Bis');
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

function filledCsv(): string {
  const line = example.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';');
  return `${inventoryCsv(inventoryColumns)}${line}\r\nCHU Bis;EDS Bis${';'.repeat(12)}\r\n`;
}

async function harvestOf(body: Buffer | string, contentType: string) {
  const site = await startServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': contentType });
    response.end(body);
  });
  closing.push(site.close);
  const agent = { name: { fr: 'Organisme d’accès' }, contactPage: 'https://hdab.example.org/' };
  const service = await startConnectorHarvest({
    connector: 'tabular',
    url: `${site.url}/inventory`,
    mapping: 'inventory',
    options: { nameColumns: ['Organisme', "Nom de l'entrepôt"] },
    defaults: {
      hdab: agent,
      contactPoint: { url: 'https://hdab.example.org/' },
      accessRights: 'RESTRICTED',
      healthCategory: ['EHRS'],
      hasStructuredData: false,
      applicableLegislation: ['http://data.europa.eu/eli/reg/2025/327/oj'],
      distribution: { accessUrl: 'landingPage' },
    },
  });
  closing.push(service.close);
  return { ...(await service.harvest()), service };
}

describe('a filled template', () => {
  it.each([
    ['XLSX', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', filledWorkbook],
    ['CSV', 'text/csv', async () => filledCsv()],
  ])('in %s gives valid datasets, with a meaning for every column', async (_, type, fill) => {
    const { run, outcomes, service } = await harvestOf(await fill(), type);
    expect(run).toMatchObject({ verdict: 'complete', violations: 0 });
    expect(outcomes.map(({ kind }) => kind)).toEqual(['created', 'created']);
    const { items } = await service.context.reader.datasets({ page: 1, pageSize: 10 });
    const full = items.find(({ summary }) => summary.alternative.includes('EDS-EX'));
    expect(full?.summary).toMatchObject({
      title: { fr: "Entrepôt de données de santé du CHU d'Exemple" },
      individuals: 1204331,
      landingPage: 'https://eds.example.org/',
    });
    const kinds = items.flatMap(({ notes }) => notes.map(({ kind }) => kind));
    expect(kinds).not.toContain('dropped');
    expect(kinds).not.toContain('unknown-value');
  });
});
