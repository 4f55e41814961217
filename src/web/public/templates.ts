import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { inventoryColumns, inventoryCsv, inventoryWorkbook } from './inventory-template.ts';

const download = (name: string) => `attachment; filename="${name}"`;

/** Templates for holders who describe their data in a sheet. */
export function templateRoutes(): FastifyPluginAsyncTypebox {
  let workbook: Promise<Buffer> | null = null;
  return async (app) => {
    app.get('/templates/inventory.csv', async (_request, reply) =>
      reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', download('inventory.csv'))
        .header('cache-control', 'public, max-age=3600')
        .send(inventoryCsv(inventoryColumns)),
    );
    app.get('/templates/inventory.xlsx', async (_request, reply) => {
      workbook ??= inventoryWorkbook(inventoryColumns);
      return reply
        .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
        .header('content-disposition', download('inventory.xlsx'))
        .header('cache-control', 'public, max-age=3600')
        .send(await workbook);
    });
  };
}
