import type { Quad } from '@rdfjs/types';
import { Parser } from 'n3';
import { describe, expect, it } from 'vitest';
import { dct, rdf, skos } from '../../../src/rdf/vocabularies.ts';
import { indexVocabularies, selectBackground } from '../../../src/validate/background.ts';
import { chooseLevel } from '../../../src/validate/profile.ts';
import { countResults, maxResults } from '../../../src/validate/report.ts';
import { createValidator } from '../../../src/validate/shacl.ts';
import { withTurtle } from '../../support/mutations.ts';

const turtle = (text: string): Quad[] => withTurtle([], text);
const right = 'http://publications.europa.eu/resource/authority/access-right';

describe('chooseLevel', () => {
  it.each([
    ['PUBLIC', `ex:d a dcat:Dataset ; dct:accessRights <${right}/PUBLIC> .`],
    ['RESTRICTED', `ex:d a dcat:Dataset ; dct:accessRights <${right}/RESTRICTED> .`],
    ['NON_PUBLIC', `ex:d a dcat:Dataset ; dct:accessRights <${right}/NON_PUBLIC> .`],
    ['NON_PUBLIC', 'ex:d a dcat:Dataset .'],
    ['NON_PUBLIC', 'ex:d a dcat:Dataset ; dct:accessRights ex:unknown .'],
    ['NON_PUBLIC', `ex:d a dcat:Dataset ; dct:accessRights <${right}/PUBLIC>, ex:other .`],
    ['NON_PUBLIC', `ex:s a dcat:DataService ; dct:accessRights <${right}/PUBLIC> .`],
  ])('chooses %s for %s', (level, text) => {
    expect(chooseLevel(turtle(text))).toEqual({ level });
  });
});

describe('selectBackground', () => {
  const vocabularies = indexVocabularies(
    turtle(`
      ex:list a skos:ConceptScheme ; dct:title "List"@en ; dct:source ex:elsewhere .
      ex:a a skos:Concept ; skos:inScheme ex:list ; skos:prefLabel "A"@en ; skos:notation "A" .
      ex:b a skos:Concept ; skos:inScheme ex:list ; skos:prefLabel "B"@en .
    `),
  );

  it('gives type, scheme and label of the concepts used and of their scheme, and nothing else', () => {
    const quads = selectBackground(
      turtle('ex:d dct:type ex:a ; dct:relation ex:a, ex:unknown .'),
      vocabularies,
    );
    expect(quads.map(({ subject, predicate }) => [subject.value, predicate.value])).toEqual([
      ['https://data.example.org/a', rdf.type.value],
      ['https://data.example.org/a', skos.inScheme.value],
      ['https://data.example.org/list', rdf.type.value],
      ['https://data.example.org/list', dct.title.value],
      ['https://data.example.org/a', skos.prefLabel.value],
    ]);
  });

  it('gives nothing for a record that uses no concept', () => {
    expect(selectBackground(turtle('ex:d dct:title "A" .'), vocabularies)).toEqual([]);
  });
});

const shapesOf = (text: string) =>
  new Parser({ baseIRI: 'https://shapes.example.org/' }).parse(`
    @prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
    @prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
    ${text}`);

function createEngine(text: string, engine: 'compiled' | 'reference') {
  const shapes = shapesOf(text);
  return createValidator({
    profileId: 'test',
    shapes: { PUBLIC: shapes, RESTRICTED: shapes, NON_PUBLIC: shapes },
    vocabularies: indexVocabularies([]),
    engine,
  });
}

const titles = `
  <#Page> sh:targetClass foaf:Document ; sh:property <#Page-title> .
  <#Page-title> sh:path dct:title ; sh:minCount 1 ; sh:message "No title"@en, "Sans titre"@fr .`;

describe.each(['compiled', 'reference'] as const)('createValidator (%s)', (engine) => {
  const validatorOf = (text: string) => createEngine(text, engine);

  it('names blank nodes by their path from the dataset', async () => {
    const report = await validatorOf(titles)(
      turtle('ex:d a dcat:Dataset ; foaf:page [ a foaf:Document ], [ a foaf:Document ] .'),
    );
    expect(report.results.map(({ focusNode }) => focusNode)).toEqual(['foaf:page', 'foaf:page[2]']);
  });

  it('ends on descriptions whose blank nodes form a circle', async () => {
    const quads = turtle(
      '_:d a dcat:Dataset ; foaf:page _:p . _:p a foaf:Document ; foaf:page _:d .',
    );
    const report = await validatorOf(titles)(quads);
    expect(report.results.map(({ focusNode }) => focusNode)).toEqual(['foaf:page']);
  });

  it('gives messages by language, the path with prefixes and the shape', async () => {
    const report = await validatorOf(titles)(turtle('ex:p a foaf:Document .'));
    expect(report).toEqual({
      profile: 'test',
      level: 'NON_PUBLIC',
      conforms: false,
      results: [
        {
          severity: 'Violation',
          focusNode: 'https://data.example.org/p',
          path: 'dct:title',
          component: 'http://www.w3.org/ns/shacl#MinCountConstraintComponent',
          value: null,
          sourceShape: 'https://shapes.example.org/#Page-title',
          message: { en: 'No title', fr: 'Sans titre' },
        },
      ],
    });
  });

  it('lists at most 200 results, says how many more there are, and keeps the verdict', async () => {
    const pages = Array.from({ length: 250 }, (_, index) => `ex:p${index} a foaf:Document .`);
    const report = await validatorOf(titles)(turtle(pages.join('\n')));
    expect(countResults(report, 'Violation')).toBe(maxResults);
    expect(report.conforms).toBe(false);
    expect(report.results.at(-1)?.message['en']).toContain('50 more results');
    expect(report.results.at(-1)?.message['fr']).toContain('50 autres résultats');
    expect(report.results.at(-2)?.message['en']).toBe('No title');
  });

  it('puts violations before warnings', async () => {
    const report = await validatorOf(`${titles}
      <#Page> sh:property [ sh:path dct:description ; sh:minCount 1 ; sh:severity sh:Warning ] .`)(
      turtle('ex:p a foaf:Document .'),
    );
    expect(report.results.map(({ severity }) => severity)).toEqual(['Violation', 'Warning']);
  });

  it('evaluates SPARQL constraints', async () => {
    const report = await validatorOf(`<#Page> sh:targetClass foaf:Document ; sh:sparql [
      sh:message "No page may be called x"@en ;
      sh:select "SELECT $this WHERE { $this <http://purl.org/dc/terms/title> 'x' }" ] .`)(
      turtle('ex:p a foaf:Document ; dct:title "x" . ex:q a foaf:Document ; dct:title "y" .'),
    );
    expect(report.results.map(({ focusNode }) => focusNode)).toEqual([
      'https://data.example.org/p',
    ]);
  });

  it('fails with a sentence when the shapes cannot be evaluated', async () => {
    const broken = validatorOf(
      '<#Page> sh:targetClass foaf:Document ; sh:sparql [ sh:select "SELECT nonsense" ] .',
    );
    await expect(broken(turtle('ex:p a foaf:Document .'))).rejects.toMatchObject({
      code: 'VALIDATE_FAILED',
      message: expect.stringContaining('NON_PUBLIC shapes of profile test'),
    });
  });
});
