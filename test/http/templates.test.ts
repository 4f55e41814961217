import { expect, it } from 'vitest';
import { parseTable } from '../../src/parse/table.ts';
import { memoryCatalogue } from '../support/memory-catalogue.ts';
import { startApp } from './support.ts';

it('serves the template of an inventory as CSV that French spreadsheet programs open', async () => {
  const app = await startApp(memoryCatalogue());
  const { statusCode, headers, body } = await app.inject('/templates/inventory.csv');
  expect(statusCode).toBe(200);
  expect(headers['content-type']).toBe('text/csv; charset=utf-8');
  expect(headers['content-disposition']).toBe('attachment; filename="inventory.csv"');
  expect(body.startsWith('\ufeffOrganisme;')).toBe(true);
});

it('serves it as a workbook whose first sheet has the same columns and no row', async () => {
  const app = await startApp(memoryCatalogue());
  const csv = await app.inject('/templates/inventory.csv');
  const { headers, rawPayload } = await app.inject('/templates/inventory.xlsx');
  expect(headers['content-type']).toContain('spreadsheetml');
  const sheet = parseTable(rawPayload);
  expect(sheet.columns).toEqual(parseTable(csv.rawPayload).columns);
  expect(sheet.rows).toEqual([]);
  expect(parseTable(rawPayload, { sheet: 'Exemple' }).rows).toHaveLength(1);
  expect(parseTable(rawPayload, { sheet: 'Lisez-moi' }).rows).toHaveLength(sheet.columns.length);
});
