import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setPaused } from '../../../src/store/sources.ts';
import { inventoryOf, type SignedIn, signIn } from '../../support/console-service.ts';
import { type PushService, startPushService } from '../../support/push-service.ts';
import { workbook } from '../../support/workbook.ts';

let service: PushService;
let curator: SignedIn;
let other: SignedIn;
let stranger: SignedIn;
let viewer: SignedIn;
beforeAll(async () => {
  service = await startPushService();
  curator = await signIn(service, 'curator', ['sheets', 'north']);
  other = await signIn(service, 'curator', ['sheets']);
  stranger = await signIn(service, 'curator', ['south']);
  viewer = await signIn(service, 'viewer');
});
afterAll(() => service.close());

const sheets = '/en/admin/sources/sheets/upload';
const total = async () => (await service.context.reader.datasets({ page: 1, pageSize: 1 })).total;

/** Uploads a file and returns the address of its preview. */
async function previewOf(name: string, body: string | Buffer, url = sheets): Promise<string> {
  const { statusCode, headers, body: answer } = await curator.upload(url, name, body);
  expect(statusCode, answer).toBe(303);
  return String(headers.location);
}

describe('an inventory sheet', () => {
  it('is previewed row by row before anything is stored, and taken in when confirmed', async () => {
    const hostile = '../../etc/<b>passwd</b>.csv';
    const preview = await previewOf(hostile, inventoryOf('Alpha', 'Beta'));
    const page = await curator.get(preview);
    expect(page.body).toContain('Nothing is published or stored yet.');
    expect(page.body.match(/>to be created</g)).toHaveLength(3);
    expect(page.body).toContain('chu-d-exemple-alpha');
    expect(page.body).not.toContain('<b>passwd');
    expect(await total()).toBe(0);
    expect(await service.context.runs.list('sheets', 1)).toEqual([]);
    const confirmed = await curator.post(`${preview}/confirm`);
    const [run] = await service.context.runs.list('sheets', 1);
    expect(confirmed.headers.location).toBe(`/en/admin/runs/${run?.id}`);
    expect(await total()).toBe(2);
    expect((await curator.get(preview)).statusCode).toBe(404);
    const acts = await service.context.audit.list({ sourceId: 'sheets', limit: 2 });
    expect(acts.map(({ action }) => action)).toEqual(['upload.store', 'upload.preview']);
  });

  it('may be a workbook, and says which records it no longer lists', async () => {
    const [head = '', alpha = ''] = inventoryOf('Alpha').replace('\ufeff', '').split('\r\n');
    const rows = [head.split(';'), alpha.split(';')];
    const preview = await previewOf('i.xlsx', workbook([{ name: 'Inventaire', rows }]));
    const { body } = await curator.get(preview);
    expect(body).toContain('unchanged');
    expect(body).toContain('Records of the source that are not in the file');
    expect((await curator.post(`${preview}/forget`)).statusCode).toBe(303);
    expect((await curator.get(preview)).statusCode).toBe(404);
    expect(await total()).toBe(2);
  });

  it('says what is wrong with a row', async () => {
    const [head, row = ''] = inventoryOf('Gamma').split('\r\n');
    const preview = await previewOf('i.csv', `${head}\r\n${row};too;many;cells\r\n`);
    expect((await curator.get(preview)).body).toContain('unreadable');
  });

  it('is seen and confirmed by nobody but who uploaded it', async () => {
    const preview = await previewOf('i.csv', inventoryOf('Delta'));
    expect((await other.get(preview)).statusCode).toBe(404);
    expect((await other.post(`${preview}/confirm`)).statusCode).toBe(404);
    const elsewhere = preview.replace('/sheets/', '/north/');
    expect((await curator.post(`${elsewhere}/confirm`)).statusCode).toBe(404);
    expect((await curator.post(`${preview}/confirm`, {}, null)).statusCode).toBe(403);
    expect(await total()).toBe(2);
  });

  it('takes the place of the one uploaded before, and is kept for an hour', async () => {
    const before = await previewOf('i.csv', inventoryOf('Delta'));
    const after = await previewOf('i.csv', inventoryOf('Epsilon'));
    expect((await curator.get(before)).statusCode).toBe(404);
    await service.context.database.query(`update upload set at = at - interval '61 minutes'`);
    expect((await curator.get(after)).statusCode).toBe(404);
  });
});

describe('a file that cannot be read', () => {
  it.each([
    ['a page', '<!doctype html><html></html>', 'PARSE_LOGIN_PAGE'],
    ['half a workbook', Buffer.from('PK\u0003\u0004garbage'), 'PARSE_TRUNCATED'],
    ['other columns', 'a;b\r\n1;2\r\n', 'GATHER_OPTION'],
    ['an archive that would unpack to a gigabyte', zipBomb(), 'PARSE_UNSAFE'],
  ])('(%s) is refused with the reason, and not kept', async (_, body, code) => {
    const { statusCode, body: page } = await curator.upload(sheets, 'i.xlsx', body);
    expect(statusCode).toBe(422);
    expect(page).toContain(code);
    expect(page).toContain('role="alert"');
  });

  it('is refused when it is empty, or larger than 8 MB', async () => {
    expect((await curator.upload(sheets, 'i.csv', '')).statusCode).toBe(422);
    const large = Buffer.alloc(9 * 1024 * 1024, 'a');
    expect((await curator.upload(sheets, 'i.csv', large)).statusCode).toBe(413);
  });
});

it('an RDF file brings all its datasets, and leaves the others as they are', async () => {
  const prefixes = `@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .`;
  const dataset = (key: string) => `<https://north.example.org/sets/${key}> a dcat:Dataset ;
    dct:title "Jeu ${key}"@fr ; dct:description "Une description."@fr ; dcat:keyword "santé"@fr ;
    dcat:contactPoint [ a vcard:Kind ; vcard:hasEmail <mailto:contact@example.org> ] .`;
  const north = '/en/admin/sources/north/upload';
  const before = await total();
  for (const keys of [['a', 'b'], ['c']]) {
    const file = `${prefixes}\n${keys.map(dataset).join('\n')}`;
    const preview = await previewOf('sets.ttl', file, north);
    expect((await curator.get(preview)).body).toContain('to be created');
    expect((await curator.post(`${preview}/confirm`)).statusCode).toBe(303);
  }
  expect(await total()).toBe(before + 3);
  const { statusCode, body } = await curator.upload(north, 'x.ttl', '<a> <b>');
  expect(statusCode).toBe(422);
  expect(body).toContain('PARSE_');
});

describe('uploading', () => {
  it('is for those in charge of a source that takes files', async () => {
    expect((await curator.get('/en/admin/upload')).body).toContain(sheets);
    expect((await stranger.get('/en/admin/upload')).body).not.toContain(sheets);
    expect((await viewer.get('/en/admin/upload')).statusCode).toBe(403);
    for (const who of [stranger, viewer]) {
      expect((await who.get(sheets)).statusCode).toBe(403);
      expect((await who.upload(sheets, 'i.csv', inventoryOf('Zeta'))).statusCode).toBe(403);
    }
  });

  it('is refused without the token of the form, and while the source is paused', async () => {
    const cookie = { cookie: `__Host-glaneur-session=${curator.secret}` };
    const form = 'multipart/form-data; boundary=b';
    const bare = await service.app.inject({
      method: 'POST',
      url: sheets,
      headers: { ...cookie, 'content-type': form },
      payload:
        '--b\r\ncontent-disposition: form-data; name="file"; filename="i.csv"\r\n\r\na\r\n--b--\r\n',
    });
    expect(bare.json()).toMatchObject({ code: 'CROSS_SITE' });
    await setPaused(service.context.database, 'sheets', true);
    await service.context.registry.refresh();
    expect((await curator.get(sheets)).body).toContain('This source is paused');
    expect((await curator.upload(sheets, 'i.csv', inventoryOf('Zeta'))).statusCode).toBe(403);
  });
});

/** An archive of a megabyte whose directory announces one entry of a gigabyte. */
function zipBomb(): Buffer {
  const packed = deflateRawSync(Buffer.alloc(1024 * 1024));
  const name = Buffer.from('xl/workbook.xml');
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(2 ** 30, 24);
  entry.writeUInt16LE(name.length, 28);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(2 ** 30, 22);
  local.writeUInt16LE(name.length, 26);
  const start = Buffer.concat([local, name, packed]);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(start.length, 16);
  return Buffer.concat([start, entry, name, end]);
}
