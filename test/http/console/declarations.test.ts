import { afterAll, beforeAll, expect, it } from 'vitest';
import { type SignedIn, signIn } from '../../support/console-service.ts';
import { type PushService, startPushService } from '../../support/push-service.ts';

let service: PushService;
let admin: SignedIn;
let curator: SignedIn;
beforeAll(async () => {
  service = await startPushService();
  admin = await signIn(service, 'admin');
  curator = await signIn(service, 'curator', ['north']);
});
afterAll(() => service.close());

const path = '/en/admin/declarations';
const csv = 'nom;région\nEntrepôt <b>A</b>;Île-de-France\n;x\n';

it('takes a list in by a form, says what it left out, shows it, and forgets it', async () => {
  const taken = await admin.upload(path, 'l.csv', csv, { list: 'cnil' });
  expect(taken.statusCode, taken.body).toBe(200);
  expect(taken.body).toContain('List cnil: declared databases, 1.');
  expect(taken.body).toContain('The line has no name');
  const coverage = await service.app.inject('/en/coverage');
  expect(coverage.body).toContain('Entrepôt &lt;b>A&lt;/b>');
  const acts = await service.context.audit.list({ limit: 1 });
  expect(acts[0]).toMatchObject({ action: 'declarations.import', target: 'cnil' });
  expect((await admin.post(`${path}/cnil/remove`)).headers.location).toBe(path);
  expect((await admin.get(path)).body).toContain('No list has been taken in yet.');
  expect((await admin.post(`${path}/cnil/remove`)).statusCode).toBe(404);
});

it('refuses a form without a name or file, a bad name, and what is no table', async () => {
  for (const list of ['', 'A list', '../x', 'x'.repeat(101)]) {
    const answer = await admin.upload(path, 'l.csv', csv, { list });
    expect(answer.statusCode, list).toBe(422);
    expect(answer.body).toContain('Give the list a name');
  }
  expect((await admin.upload(path, 'l.csv', '', { list: 'cnil' })).statusCode).toBe(422);
  const rubbish = await admin.upload(path, 'l.xlsx', Buffer.from('PK\u0003\u0004no'), {
    list: 'cnil',
  });
  expect(rubbish.statusCode).toBe(422);
  expect(rubbish.body).toContain('role="alert"');
});

it('is for admins, and wants the token of their session', async () => {
  expect((await curator.get(path)).statusCode).toBe(403);
  expect((await curator.upload(path, 'l.csv', csv, { list: 'cnil' })).statusCode).toBe(403);
  const forged = await admin.upload(path, 'l.csv', csv, { list: 'cnil', csrf: 'forged' });
  expect(forged.statusCode).toBe(403);
});
