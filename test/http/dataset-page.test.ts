import { describe, expect, it } from 'vitest';
import type { NoteText } from '../../src/model/note-texts.ts';
import { datasetDocument } from '../../src/rdf/mint.ts';
import { toCanonicalNTriples } from '../../src/rdf/serialise.ts';
import { csvw, dct, foaf, literal, namedNode, quad, rdf } from '../../src/rdf/vocabularies.ts';
import { baseUrl, sampleCatalogue, sampleDataset } from '../support/sample-catalogue.ts';
import { startApp } from './support.ts';

/** A dataset with so many variables and a relation of each kind of address. */
function withVariables(count: number) {
  const dataset = sampleDataset('v', { title: 'Beaucoup de variables' });
  const quads = Array.from({ length: count }, (_, n) => {
    const column = namedNode(`${datasetDocument(baseUrl, 'v')}#column-${n}`);
    return [
      quad(column, rdf.type, csvw.Column),
      quad(column, csvw.name, literal(`var${String(n + 1).padStart(5, '0')}`)),
    ];
  });
  const relation = (iri: string) => quad(namedNode(dataset.iri), dct.relation, namedNode(iri));
  const others = [relation('https://example.org/other'), relation('javascript:alert(1)')];
  const ntriples = dataset.ntriples + toCanonicalNTriples([...quads.flat(), ...others]);
  return { ...dataset, ntriples };
}

describe('the page of a dataset', () => {
  it('says first who holds what about whom, then how to ask for it', async () => {
    const app = await startApp(sampleCatalogue(3));
    const { body } = await app.inject('/fr/datasets/d001');
    expect(body).toContain('Institut exemple détient ces données. Elles portent sur 42 personnes.');
    const order = ['détient ces données', 'id="access"', 'id="provenance"', 'id="cite"'];
    const places = order.map((part) => body.indexOf(part));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(body).toContain('href="https://example.org/access"');
    expect(body).toContain('href="/fr/?holder=https%3A%2F%2Fror.org%2F03wkt5x30"');
    expect(body).toContain('href="/fr/datasets/d002"');
    expect(body).not.toContain('href="/fr/datasets/d001"');
  });

  it('tells the addresses of what is described in place, but for those that were minted', async () => {
    const catalogue = sampleCatalogue(0);
    const dataset = sampleDataset('d');
    const page = namedNode('https://example.org/access');
    const paper = namedNode('https://example.org/paper');
    const more = toCanonicalNTriples([
      quad(page, rdf.type, foaf.Document),
      quad(namedNode(dataset.iri), foaf.page, paper),
      quad(paper, dct.title, literal('Profil de cohorte')),
    ]);
    catalogue.put({ ...dataset, ntriples: dataset.ntriples + more });
    const app = await startApp(catalogue);
    const { body } = await app.inject('/en/datasets/d');
    const text = body.replace(/^.*id="whole"/s, '').replace(/<[^>]*>/g, ' ');
    expect(text).toMatch(/Access address\s+https:\/\/example.org\/access\s/);
    expect(text).toMatch(/https:\/\/example.org\/paper\s+Title\s+Profil de cohorte/);
    expect(text).not.toContain('#distribution');
  });

  it('names agents and concepts in the whole description too', async () => {
    const app = await startApp(sampleCatalogue(1));
    const whole = async (language: string) =>
      (await app.inject(`/${language}/datasets/d001`)).body.replace(/^.*id="whole"/s, '');
    const french = await whole('fr');
    expect(french).toContain('href="https://ror.org/03wkt5x30"');
    expect(french).toContain('<bdi lang="fr">Institut exemple</bdi>');
    expect(french).toContain('<bdi lang="fr">Cohortes, questionnaires et enquêtes</bdi>');
    expect(french).toMatch(/data-printed="[^"]*NON_PUBLIC"><bdi lang="fr">Non public</);
    expect(await whole('en')).toContain('<bdi lang="en">Non-public</bdi>');
    expect(french).toContain('>dcat:Distribution</a>');
  });

  it('names datasets that may overlap, with the reason in words', async () => {
    const catalogue = sampleCatalogue(0);
    for (const id of ['a', 'b', 'c']) catalogue.put(sampleDataset(id, { title: `Set ${id}` }));
    const other = async (id: string) => {
      const found = await catalogue.dataset(id);
      if (!found) throw new Error(`There is no ${id}`);
      return { ...found, languages: ['en'] };
    };
    const age = { facet: 'age', code: 'children', label: null } as const;
    const coding = { facet: 'coding', code: '<b>ICD</b>', label: null } as const;
    const app = await startApp({
      ...catalogue,
      overlaps: async () => [
        { ...(await other('b')), ground: 'suggested', similarity: 0.7, shared: [] },
        { ...(await other('c')), ground: 'alike', similarity: 0.9, shared: [coding, age] },
      ],
    });
    const english = (await app.inject('/en/datasets/a')).body;
    expect(english).toContain('Possible overlaps');
    expect(english).toMatch(/datasets\/b"[\s\S]*Alike titles or acronyms/);
    const text = english.replace(/<[^>]*>/g, '');
    expect(text).toContain('say: age Children (under 18); coding system &lt;b>ICD&lt;/b>.');
    expect((await app.inject('/fr/datasets/a')).body).toContain('Recoupements possibles');
    expect((await app.inject('/fr/datasets/a')).body).toContain('Enfants (moins de 18 ans)');
  });

  it('tells what the catalogue changed in the reader’s language, where that has words for it', async () => {
    const catalogue = sampleCatalogue(0);
    const older = 'Said in the words of an earlier release' as NoteText;
    catalogue.put(
      sampleDataset('a', {
        notes: [
          { kind: 'repaired', property: 'dct:title', message: 'A text was cut at 200 characters' },
          { kind: 'repaired', property: 'dct:title', message: older },
        ],
      }),
    );
    const app = await startApp(catalogue);
    const french = (await app.inject('/fr/datasets/a')).body;
    expect(french).toContain('<bdi lang="fr">Un texte a été coupé à 200 caractères</bdi>');
    expect(french).toContain(`<bdi lang="en">${older}</bdi>`);
    const english = (await app.inject('/en/datasets/a')).body;
    expect(english).toContain('<bdi lang="en">A text was cut at 200 characters</bdi>');
  });

  it('shows thousands of variables a hundred at a time', async () => {
    const catalogue = sampleCatalogue(0);
    catalogue.put(withVariables(2500));
    const app = await startApp(catalogue);
    const first = (await app.inject('/en/datasets/v')).body;
    expect(first).toContain('Variables 1 to 100 of 2,500');
    expect(first.match(/var\d{5}/g)?.length).toBeLessThan(500);
    const last = (await app.inject('/en/datasets/v?variables=25')).body;
    expect(last).toContain('var02500');
    expect((await app.inject('/en/datasets/v?variables=9999')).body).toContain('var02500');
    expect((await app.inject('/en/datasets/v?variables=0')).statusCode).toBe(400);
  });

  it('names what the description refers to, and links to web addresses alone', async () => {
    const catalogue = sampleCatalogue(0);
    catalogue.put(withVariables(0));
    const app = await startApp(catalogue);
    const { body } = await app.inject('/en/datasets/v');
    expect(body).toContain('href="https://example.org/other"');
    expect(body).not.toContain('href="javascript');
  });

  it('tells what is missing in the reader’s language', async () => {
    const app = await startApp(sampleCatalogue(1));
    expect((await app.inject('/fr/datasets/d001')).body).toContain('Finalité');
    expect((await app.inject('/en/datasets/d001')).body).toContain('Purpose');
  });

  it('offers every profile in every format, and citations that hostile titles do not break', async () => {
    const catalogue = sampleCatalogue(0);
    catalogue.put(
      sampleDataset('x', { title: 'Bad}, url={http://bad.example} \\input{/etc} 50 %' }),
    );
    const app = await startApp(catalogue);
    const { body } = await app.inject('/fr/datasets/x');
    expect(body).toContain('href="/datasets/x.ttl?_profile=hdh-2025"');
    expect(body).toContain('title = {{Bad, url=http://bad.example input/etc 50 \\%}}');
    expect(body).toContain(`(2026). Bad}, url=`);
    expect(body).toContain('TY  - DATA');
  });
});
