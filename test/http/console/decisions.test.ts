import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inventoryOf, type SignedIn, signIn } from '../../support/console-service.ts';
import { type PushService, startPushService } from '../../support/push-service.ts';

let service: PushService;
let admin: SignedIn;
let curator: SignedIn;
let stranger: SignedIn;
let viewer: SignedIn;

beforeAll(async () => {
  service = await startPushService();
  admin = await signIn(service, 'admin');
  curator = await signIn(service, 'curator', ['sheets']);
  stranger = await signIn(service, 'curator', ['north']);
  viewer = await signIn(service, 'viewer');
  await publish('A', 'B', 'C', 'D');
});
afterAll(() => service.close());

async function publish(...names: readonly string[]): Promise<void> {
  const source = service.context.registry.get('sheets');
  const body = Buffer.from(inventoryOf(...names));
  await service.context.ingest.sheet({ source }, { body, mediaType: 'text/csv', charset: '' });
}

const total = async () => (await service.context.reader.datasets(all)).total;
const all = { text: '', page: 1, pageSize: 1 };
const deletions = '/en/admin/sources/sheets/deletions';

/** Value of a hidden field of a form. */
function field(body: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? '';
}

describe('held deletions', () => {
  beforeAll(() => publish('A'));

  it('are shown with how many of how many, since when and why', async () => {
    const list = await curator.get('/en/admin/decisions');
    expect(list.body).toContain('3 of 4');
    const page = await curator.get(deletions);
    expect(page.body).toContain('3 of 4 record(s) would be deleted.');
    expect(page.body).toContain('may be deleted at once (1)');
    expect(page.body).toContain('chu-d-exemple-b');
    expect((await curator.get('/fr/admin/sources/sheets/deletions')).body).toContain(
      '3 description(s) sur 4 seraient supprimées.',
    );
  });

  it('are for the eyes of those in charge of the source and of viewers, and decided by the former', async () => {
    for (const path of ['', '/approve', '/reject']) {
      expect((await stranger.get(deletions + path)).statusCode).toBe(403);
    }
    expect((await stranger.get('/en/admin/decisions')).body).not.toContain('3 of 4');
    const seen = field((await curator.get(`${deletions}/approve`)).body, 'seen');
    for (const who of [stranger, viewer]) {
      for (const path of ['approve', 'reject', 'undo']) {
        expect((await who.post(`${deletions}/${path}`, { seen })).statusCode).toBe(403);
      }
    }
    const page = await viewer.get(deletions);
    expect(page.statusCode).toBe(200);
    expect(page.body).not.toContain('Delete…');
    expect(await total()).toBe(4);
  });

  it('are not decided by a form without its token, or one about another list', async () => {
    const seen = field((await curator.get(`${deletions}/approve`)).body, 'seen');
    expect((await curator.post(`${deletions}/approve`, { seen }, null)).statusCode).toBe(403);
    expect((await curator.post(`${deletions}/approve`, { seen }, 'guess')).statusCode).toBe(403);
    const outdated = await curator.post(`${deletions}/approve`, { seen: 'another' });
    expect(outdated.statusCode).toBe(409);
    expect(outdated.body).toContain('The list changed while you read it');
    expect(await total()).toBe(4);
  });

  it('are approved, and undone on the page that follows', async () => {
    const before = await service.context.reader.datasets({ ...all, pageSize: 10 });
    const seen = field((await curator.get(`${deletions}/approve`)).body, 'seen');
    const approved = await curator.post(`${deletions}/approve`, { seen });
    expect(approved.statusCode).toBe(303);
    expect(await total()).toBe(1);
    const after = await curator.get(String(approved.headers.location));
    expect(after.body).toContain('3 record(s) deleted');
    const at = field(after.body, 'at');
    expect((await stranger.post(`${deletions}/undo`, { at })).statusCode).toBe(403);
    const undone = await curator.post(`${deletions}/undo`, { at });
    expect(undone.statusCode).toBe(303);
    const restored = await service.context.reader.datasets({ ...all, pageSize: 10 });
    expect(restored.items.map(({ iri }) => iri)).toEqual(before.items.map(({ iri }) => iri));
    const acts = await service.context.audit.list({ actorId: curator.id, limit: 2 });
    expect(acts).toMatchObject(
      [
        { action: 'deletions.undo', sourceId: 'sheets', detail: { records: 3, of: 3 } },
        { action: 'deletions.approve', sourceId: 'sheets', detail: { records: 3 } },
      ].map((act) => ({ ...act, status: 303 })),
    );
  });

  it('are rejected: everything stays published and nothing waits any more', async () => {
    await publish('A');
    const seen = field((await admin.get(`${deletions}/reject`)).body, 'seen');
    const rejected = await admin.post(`${deletions}/reject`, { seen });
    expect((await admin.get(String(rejected.headers.location))).body).toContain('Kept');
    expect(await total()).toBe(4);
    expect((await admin.get('/en/admin/decisions')).body).toContain(
      'No deletion waits for a decision.',
    );
  });
});

describe('a duplicate', () => {
  const turtle = (source: string, number = 1) => `@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix cv: <http://data.europa.eu/m8g/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
<${source === 'south' ? 'urn:sets:' : 'https://north.example.org/sets/'}${number}> a dcat:Dataset ;
  dct:title "Registre national des maladies rares ${source} <script>"@fr ;
  dct:description "Décrit par ${source}."@fr ; dcat:keyword "santé"@fr ;
  dct:language <http://publications.europa.eu/resource/authority/language/DEU> ;
  dct:publisher <https://ror.org/03wkt5x30> ; dct:creator <https://example.org/teams/${source}> ;
  dcat:contactPoint [ a vcard:Kind ; vcard:hasEmail <mailto:contact@example.org> ] ;
  dcat:distribution [ a dcat:Distribution ; dcat:accessURL <https://example.org/access> ;
    dct:rights [ a dct:RightsStatement ; rdfs:label "Sur demande"@fr ] ] .
<https://example.org/teams/${source}> a foaf:Agent ; foaf:name "Équipe exemple"@fr .
<https://ror.org/03wkt5x30> a foaf:Agent ; foaf:name "Institut exemple"@fr ;
  cv:contactPoint [ a cv:ContactPoint ; cv:email "contact@example.org" ] .`;
  let path: string;
  beforeAll(async () => {
    for (const id of ['north', 'south']) {
      const source = service.context.registry.get(id);
      const body = { body: Buffer.from(turtle(id)), mediaType: 'text/turtle', charset: undefined };
      await service.context.ingest.document({ source }, body);
    }
    const [pair] = await service.context.duplicates.list();
    path = `/en/admin/duplicates/${pair?.first.id}/${pair?.second.id}`;
  });

  it('is shown side by side, with what differs marked and hostile text as text', async () => {
    expect((await admin.get('/en/admin/decisions')).body).toContain(path);
    const { body } = await admin.get(path);
    expect(body).toContain('differs');
    expect(body).toContain('the same');
    // Once: the identifier is the text of an IRI, not what is said of it.
    expect(body.match(/Décrit par south\./g)).toHaveLength(1);
    expect(body).not.toContain('<script>');
  });

  it('is told with the names of agents and concepts', async () => {
    const text = (await admin.get(path)).body.replace(/<[^>]*>/g, '');
    for (const row of ['Publisher, Institut exemple', 'Language, German', 'Kind, dcat:Dataset']) {
      const [property = '', value = ''] = row.split(', ');
      expect(text).toContain(property + value + value);
    }
    // By their names alone these would not be told apart.
    expect(text).toMatch(
      /Équipe exemple \(https:..example.org.teams.(north|south)\).*Équipe exemple \(https:..example.org.teams.(?!\1)(north|south)\)differs/,
    );
    expect(text).toMatch(/Sur demande.*Sur demande · https:\/\/example.org\/accessthe same/);
    const french = (await admin.get(path.replace('/en/', '/fr/'))).body;
    expect(french).toContain('<bdi lang="fr">allemand</bdi>');
  });

  it('is no pair for a curator of neither source, and decided by admins alone', async () => {
    expect((await curator.get(path)).statusCode).toBe(404);
    expect((await curator.get('/en/admin/decisions')).body).not.toContain(path);
    expect((await stranger.get(path)).statusCode).toBe(200);
    for (const decision of ['merge', 'never', 'split']) {
      expect((await stranger.post(`${path}/${decision}`)).statusCode).toBe(403);
      expect((await admin.post(`${path}/${decision}`, {}, null)).statusCode).toBe(403);
    }
  });

  it('is merged after a confirmation in plain words, split again, and then never merged', async () => {
    const before = await total();
    const question = await admin.get(`${path}/merge`);
    expect(question.body).toContain('loses its own page');
    expect((await admin.post(`${path}/merge`)).statusCode).toBe(303);
    expect(await total()).toBe(before - 1);
    expect((await admin.get(path)).body).toContain('merged by a person');
    expect((await admin.post(`${path}/split`)).statusCode).toBe(303);
    expect(await total()).toBe(before);
    expect((await admin.get(path)).body).toContain('never merged by a person');
    const [act] = await service.context.audit.list({ action: 'duplicates.split', limit: 1 });
    expect(act).toMatchObject({ actor: { id: admin.id }, status: 303 });
  });

  it('is listed by the API in pages, each pair once', async () => {
    const source = service.context.registry.get('south');
    const body = { mediaType: 'text/turtle', charset: undefined };
    await service.context.ingest.document(
      { source },
      { ...body, body: Buffer.from(turtle('south', 2)) },
    );
    const whole = (await admin.get('/api/v1/duplicates')).json();
    expect(whole.items.length).toBeGreaterThan(1);
    expect(whole.next).toBeNull();
    const seen: unknown[] = [];
    let cursor = '';
    for (;;) {
      const page = (await admin.get(`/api/v1/duplicates?limit=1${cursor}`)).json();
      seen.push(...page.items);
      if (page.next === null) break;
      cursor = `&cursor=${page.next}`;
    }
    expect(seen).toEqual(whole.items);
  });
});
