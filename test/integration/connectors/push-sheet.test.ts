import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { inventoryColumns, inventoryCsv } from '../../../src/web/public/inventory-template.ts';
import { type PushService, startPushService } from '../../support/push-service.ts';
import { workbook } from '../../support/workbook.ts';

const csvType = 'text/csv';
const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

let service: PushService;
let key: string;
let serial = 0;
beforeAll(async () => {
  service = await startPushService();
  key = await service.key('sheets');
});
afterAll(() => service.close());
beforeEach(async () => {
  serial = (await service.context.reader.state()).serial;
});

/** A row of the template, as its example but for these cells. */
function row(name: string, changes: Readonly<Record<string, string>> = {}): readonly string[] {
  const own: Readonly<Record<string, string>> = {
    "Nom de l'entrepôt": name,
    'N° autorisation CNIL': '',
    ...changes,
  };
  return inventoryColumns.map((column) => own[column.name] ?? column.example);
}

const keyOf = (name: string) => `chu-d-exemple-${name.toLowerCase()}`;

function csv(...rows: readonly (readonly string[])[]): string {
  return inventoryCsv(inventoryColumns) + rows.map((cells) => `${cells.join(';')}\r\n`).join('');
}

async function send(body: string | Buffer, type = csvType, secret: string | null = key) {
  const reply = await service.app.inject({
    method: 'PUT',
    url: '/ingest/sheet',
    headers: { 'content-type': type, ...(secret !== null && { 'x-api-key': secret }) },
    payload: body,
  });
  return { status: reply.statusCode, body: reply.json() };
}

async function eventTypes(): Promise<readonly string[]> {
  const events = await service.context.reader.eventsAfter(serial, 1000);
  return events.filter(({ kind }) => kind === 'dataset').map(({ type }) => type);
}

const lastRun = async () => (await service.context.runs.list('sheets', 1))[0];

const three = csv(row('Alpha'), row('Beta'), row('Gamma'));

describe('a sheet that is pushed', () => {
  it('is the template filled in: one run, a dataset for each row', async () => {
    const { status, body } = await send(three);
    expect(body).toMatchObject({ verdict: 'complete', counts: { created: 3 }, rejected: [] });
    expect(status).toBe(200);
    expect(await eventTypes()).toEqual(['create', 'create', 'create']);
    expect(await lastRun()).toMatchObject({ id: body.run, trigger: 'push', gathered: 3 });
  });

  it('changes nothing when it is sent again, nor as a workbook', async () => {
    const cells = [inventoryColumns.map(({ name }) => name), row('Alpha'), row('Beta')];
    const book = workbook([{ name: 'Inventaire', rows: [...cells, row('Gamma')] }]);
    for (const reply of [await send(three), await send(book, xlsxType)]) {
      expect(reply).toMatchObject({ status: 200, body: { counts: { unchanged: 3, created: 0 } } });
    }
    expect(await eventTypes()).toEqual([]);
  });

  it('may be in the charset that its type names', async () => {
    const body = Buffer.from(three.replace('\ufeff', ''), 'latin1');
    const reply = await send(body, `${csvType}; charset=iso-8859-1`);
    expect(reply).toMatchObject({ status: 200, body: { counts: { unchanged: 3 } } });
  });

  it('with no row deletes nothing', async () => {
    expect(await send(csv())).toMatchObject({
      status: 422,
      body: { code: 'INGEST_REJECTED', problem: { code: 'GATHER_EMPTY' } },
    });
    expect(await lastRun()).toMatchObject({ verdict: 'partial', missing: 0, held: 0 });
    expect(await eventTypes()).toEqual([]);
  });

  it('deletes the row that it lacks', async () => {
    const { body } = await send(csv(row('Alpha'), row('Beta')));
    expect(body).toMatchObject({ counts: { unchanged: 2, deleted: 1 }, missing: 0, held: 0 });
    expect(await eventTypes()).toEqual(['delete']);
  });

  it('that lacks more rows than the breaker allows has them held', async () => {
    const { body } = await send(csv(row('Delta')));
    expect(body).toMatchObject({ counts: { created: 1, deleted: 0 }, held: 2 });
    expect(await eventTypes()).toEqual(['create']);
  });

  it('is answered with the rows that are not published, also when it is sent again', async () => {
    const site = { 'Site web': 'https://eds.example.org/other' };
    const sheet = csv(
      row('Alpha'),
      row('Beta'),
      row('Delta'),
      row('Delta', site),
      row('', { Organisme: '' }),
      row('', { Organisme: "CHU d'Ailleurs" }),
      row('Epsilon', { Accès: 'Non public' }),
      ['cut off'],
    );
    const { status, body } = await send(sheet);
    expect(status).toBe(200);
    const rejected = [
      { key: keyOf('Delta'), outcome: 'skipped', code: 'IDENTIFY_DUPLICATE_KEY' },
      { key: 'line 6', outcome: 'failed', code: 'MAP_UNREADABLE' },
      { key: 'chu-d-ailleurs', outcome: 'failed', code: 'MAP_NO_TITLE' },
      { key: keyOf('Epsilon'), outcome: 'quarantined', code: 'VALIDATE_VIOLATION' },
      { key: 'cut-off', outcome: 'failed', code: 'PARSE_SYNTAX' },
    ];
    const byKey = (rows: readonly { readonly key: string }[]) =>
      [...rows].sort((a, b) => (a.key < b.key ? -1 : 1));
    const wanted = byKey(rejected.map((each) => ({ ...each, reason: expect.any(String) })));
    expect(byKey(body.rejected)).toEqual(wanted);
    const again = await send(sheet);
    expect(byKey(again.body.rejected)).toEqual(wanted);
    expect(again.body.counts).toMatchObject({ unchanged: 4, quarantined: 0 });
  });
});

describe('a sheet that cannot be taken', () => {
  it.each([
    ['nothing', '', csvType, 'PARSE_SYNTAX'],
    ['a page', '<!doctype html><html></html>', csvType, 'PARSE_LOGIN_PAGE'],
    ['half a workbook', Buffer.from('PK\u0003\u0004garbage'), xlsxType, 'PARSE_TRUNCATED'],
    ['other columns', 'a;b\r\n1;2\r\n', csvType, 'GATHER_OPTION'],
  ])('(%s) is answered with the problem, and is no run', async (_, body, type, code) => {
    const before = await lastRun();
    const reply = await send(body, type);
    expect(reply).toMatchObject({
      status: 400,
      body: { code: 'INGEST_UNREADABLE', problem: { code } },
    });
    expect(await lastRun()).toEqual(before);
    expect(await eventTypes()).toEqual([]);
  });

  it('needs a key, and one of a source whose mapping reads rows', async () => {
    expect((await send(three, csvType, null)).status).toBe(401);
    expect((await send(three, csvType, `gln_00000000_${'a'.repeat(43)}`)).status).toBe(401);
    expect(await send(three, csvType, await service.key('north'))).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining('its mapping is dcat-ap') },
    });
  });

  it('is refused when it is of another type or too large', async () => {
    expect((await send(three, 'text/turtle')).status).toBe(415);
    expect((await send(Buffer.alloc(9 * 1024 * 1024, ' '))).status).toBe(413);
  });
});
