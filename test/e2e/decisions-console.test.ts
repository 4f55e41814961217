import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examine, launchChromium } from '../support/chromium.ts';
import { inventoryOf, type SignedIn, signIn } from '../support/console-service.ts';
import { type PushService, startPushService } from '../support/push-service.ts';

const turtle = (source: string) => `@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
<https://${source}.example.org/sets/1> a dcat:Dataset ;
  dct:title "Registre national des maladies rares ${source}"@fr ;
  dct:description "Décrit par ${source}."@fr ; dcat:keyword "santé"@fr ;
  dcat:contactPoint [ a vcard:Kind ; vcard:hasEmail <mailto:contact@example.org> ] .`;

let service: PushService;
let address: string;
let browser: Browser;
let admin: SignedIn;
let curator: SignedIn;
let stranger: SignedIn;
/** Pages of the console below the language. */
let paths: Readonly<Record<string, string>>;

async function sheet(...names: readonly string[]): Promise<void> {
  const source = service.context.registry.get('sheets');
  const body = Buffer.from(inventoryOf(...names));
  await service.context.ingest.sheet(
    { source },
    { body, mediaType: 'text/csv', charset: undefined },
  );
}

async function document(id: string, text: string): Promise<void> {
  const source = service.context.registry.get(id);
  const body = { body: Buffer.from(text), mediaType: 'text/turtle', charset: undefined };
  await service.context.ingest.document({ source }, body);
}

beforeAll(async () => {
  service = await startPushService('http://localhost:8080');
  address = await service.app.listen({ port: 0, host: '127.0.0.1' });
  admin = await signIn(service, 'admin', [], { name: 'Camille Exemple' });
  curator = await signIn(service, 'curator', ['sheets']);
  stranger = await signIn(service, 'curator', ['north']);
  await document('north', turtle('north'));
  await document('south', turtle('south'));
  await document('north', turtle('north').replace('Décrit par', 'Raconté par'));
  const bare = turtle('north').replace('sets/1', 'sets/2').replace('dct:description', 'dct:source');
  await document('north', bare.replace('Registre', 'Inventaire'));
  await sheet('Alpha', 'Beta', 'Gamma', 'Delta');
  await sheet('Alpha');
  const records = await service.context.database.query<{ id: string; state: string }>(
    `select id, state from record where source_id = 'north' order by remote_key`,
  );
  const of = (state: string) => records.find((record) => record.state === state)?.id;
  const [pair] = await service.context.duplicates.list();
  const { key } = await service.context.access.keys.create({
    role: 'push',
    sourceId: 'north',
    name: 'Export de nuit',
    expiresAt: null,
  });
  const upload = '/admin/sources/sheets/upload';
  const uploaded = await admin.upload(
    `/fr${upload}`,
    'inventaire.csv',
    inventoryOf('Alpha', 'Eta'),
  );
  const duplicate = `/admin/duplicates/${pair?.first.id}/${pair?.second.id}`;
  const published = `/admin/sources/north/records/${of('published')}`;
  paths = {
    records: '/admin/records',
    record: published,
    'kept-back': `/admin/sources/north/records/${of('quarantined')}`,
    diff: `${published}/diff?from=1&to=2`,
    decisions: '/admin/decisions',
    deletions: '/admin/sources/sheets/deletions',
    approve: '/admin/sources/sheets/deletions/approve',
    duplicate,
    merge: `${duplicate}/merge`,
    uploads: '/admin/upload',
    upload,
    preview: String(uploaded.headers.location).slice('/fr'.length),
    keys: '/admin/keys',
    revoke: `/admin/keys/${key.id}/revoke`,
    people: '/admin/people',
    person: `/admin/people/${curator.id}`,
    audit: '/admin/audit',
  };
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  await service?.close();
});

async function enter(
  who: SignedIn,
  { javaScriptEnabled = true }: { readonly javaScriptEnabled?: boolean } = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    javaScriptEnabled,
    // Without scripts there is nothing for axe to be let past.
    bypassCSP: javaScriptEnabled,
  });
  await context.addCookies([{ name: 'glaneur-session', value: who.secret, url: address }]);
  return context;
}

async function open(context: BrowserContext, path: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(address + path);
  return page;
}

const published = async () =>
  (await service.context.reader.datasets({ page: 1, pageSize: 50 })).items.map(({ iri }) => iri);

describe.each([true, false])('with scripts: %s', (javaScriptEnabled) => {
  it('a held deletion is found, approved and undone', async () => {
    const before = await published();
    const context = await enter(curator, { javaScriptEnabled });
    const page = await open(context, '/fr/admin/decisions');
    await page.getByRole('link', { name: 'Examiner' }).click();
    expect(await page.getByRole('main').textContent()).toContain(
      '3 description(s) sur 4 seraient supprimées.',
    );
    await page.getByRole('link', { name: 'Supprimer…' }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(
      'Supprimer 3 description(s) ?',
    );
    await page.getByRole('button', { name: 'Oui, supprimer' }).click();
    await page.getByRole('button', { name: 'Annuler la suppression' }).waitFor();
    expect(await published()).toHaveLength(before.length - 3);
    await page.getByRole('button', { name: 'Annuler la suppression' }).click();
    await page.getByText('Annulé : les descriptions sont publiées de nouveau.').waitFor();
    expect(await published()).toEqual(before);
    await context.close();
    await sheet('Alpha');
  });

  it('a curator finds nothing of another’s source, and changes nothing of it', async () => {
    const before = await published();
    const context = await enter(stranger, { javaScriptEnabled });
    const page = await open(context, '/en/admin/decisions');
    const main = page.getByRole('main');
    expect(await main.textContent()).toContain('No deletion waits for a decision.');
    for (const path of [
      '/en/admin/sources/sheets/deletions',
      '/en/admin/sources/sheets/upload',
      '/en/admin/records?source=sheets',
    ]) {
      const answer = await page.goto(address + path);
      expect(answer?.status(), path).toBe(403);
      expect(await main.textContent()).toContain('You are not in charge of this source.');
    }
    await page.goto(`${address}/en/admin/records`);
    const csrf = await page.locator('input[name=csrf]').first().getAttribute('value');
    for (const decision of ['approve', 'reject', 'undo']) {
      const url = `${address}/en/admin/sources/sheets/deletions/${decision}`;
      const answer = await context.request.post(url, { form: { csrf: csrf ?? '', seen: 'x' } });
      expect(answer.status(), decision).toBe(403);
      expect(await answer.text()).toContain('not in charge of this source');
    }
    expect(await published()).toEqual(before);
    await context.close();
  });
});

it.each(['fr', 'en'])('axe finds nothing on any page in %s', async (language) => {
  const context = await enter(admin);
  for (const [label, path] of Object.entries(paths)) {
    const page = await open(context, `/${language}${path}`);
    await examine(page, `${label}-${language}`);
    await page.close();
  }
  await context.close();
});
