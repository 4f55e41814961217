import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AdminService, startAdminService } from '../../support/admin-service.ts';
import { workbook } from '../../support/workbook.ts';

let service: AdminService;
beforeAll(async () => {
  service = await startAdminService();
});
afterAll(() => service.close());

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const put = (key: string | null, list: string, payload: string | Buffer, type = 'text/csv') =>
  service.app.inject({
    method: 'PUT',
    url: `/api/v1/declarations/${list}`,
    headers: { 'content-type': type, ...(key === null ? {} : { authorization: `Bearer ${key}` }) },
    payload,
  });

describe('a list of declared databases', () => {
  it('is taken from an admin as CSV and as a workbook, shown, logged and forgotten', async () => {
    const { admin } = service.keys;
    const csv = await put(admin, 'cnil', 'nom;région\nEntrepôt A;Île-de-France\n;x\n');
    expect([csv.statusCode, csv.json()]).toEqual([
      200,
      { declared: 1, failures: [{ line: 3, reason: 'The line has no name' }] },
    ]);
    const sheet = workbook([
      {
        name: 'Liste',
        rows: [
          ['Nom', 'Sigle'],
          ['Base B', 'B'],
        ],
      },
    ]);
    expect((await put(admin, 'hub', sheet, xlsx)).json()).toEqual({ declared: 1, failures: [] });
    const { body } = await service.app.inject('/en/coverage');
    expect(body).toContain('Entrepôt A');
    expect(body).toContain('Île-de-France');
    expect(body).toContain('Base B (B)');
    const log = (await service.call(admin, 'GET', '/audit')).body;
    expect(log).toContain('declarations.import');
    const remove = () => service.call(admin, 'DELETE', '/declarations/cnil');
    expect((await remove()).json()).toEqual({ list: 'cnil' });
    expect((await remove()).statusCode).toBe(404);
    expect((await service.app.inject('/en/coverage')).body).not.toContain('Entrepôt A');
  });

  it('is taken from nobody else', async () => {
    const { viewer, curator } = service.keys;
    const statuses = [null, viewer, curator].map(
      async (key) => (await put(key, 'x', 'nom\nA\n')).statusCode,
    );
    expect(await Promise.all(statuses)).toEqual([401, 403, 403]);
  });

  it.each([
    ['', 'text/csv', 400],
    ['sigle\nA\n', 'text/csv', 400],
    ['<!doctype html><p>Sign in', 'text/csv', 400],
    ['PK\u0003\u0004 no workbook', xlsx, 400],
    ['{"nom":"A"}', 'application/json', 415],
    [Buffer.alloc(17 * 1_048_576, 'a'), 'text/csv', 413],
  ])('that is none is refused in words: %#', async (payload, type, status) => {
    const reply = await put(service.keys.admin, 'odd', payload, type);
    expect(reply.statusCode).toBe(status);
    expect(reply.json()).toHaveProperty('code');
    expect(reply.body).not.toMatch(/at .*\.ts:/);
  });
});
