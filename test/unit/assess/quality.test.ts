import fc from 'fast-check';
import { Parser } from 'n3';
import { describe, expect, it } from 'vitest';
import { assess } from '../../../src/assess/quality.ts';
import { evaluate, mostPoints, pointsOf } from '../../../src/model/mqa.ts';
import {
  blankNode,
  dcat,
  dct,
  literal,
  namedNode,
  quad,
  xsd,
} from '../../../src/rdf/vocabularies.ts';
import { assessTurtle, pointsByMetric, prefixes } from '../../support/mqa.ts';

const knowing = { isIn: () => true, isDcatAp: true };
const none = { mandatory: [], recommended: [] };

describe('the quality of a description', () => {
  it('counts what the profile expects and names what is missing', () => {
    const quads = new Parser().parse(
      `${prefixes} :dataset dct:title "Titre"@fr ; dcat:keyword "k" .`,
    );
    const quality = assess(quads, 'https://data.example.org/dataset', {
      ...knowing,
      expectations: {
        mandatory: [dct.title.value, dct.description.value],
        recommended: [dcat.keyword.value, dcat.theme.value, dct.spatial.value, dct.temporal.value],
      },
    });
    expect(quality).toMatchObject({
      mandatory: 0.5,
      recommended: 0.25,
      missing: ['dct:description', 'dcat:theme', 'dct:spatial', 'dct:temporal'],
    });
  });

  it('is told in a language only when both title and description are', async () => {
    const quality = await assessTurtle(`
      :dataset dct:title "Titre"@fr-FR, "Title"@en, "Titel"@de, "?" ;
        dct:description "Texte"@FR, "Text"@de-AT .
    `);
    expect(quality.languages).toEqual(['de', 'fr']);
  });

  it.each([
    ['"2026-03-04"^^xsd:date', '2026-03-04'],
    ['"2026-03-04T23:30:00+02:00"^^xsd:dateTime', '2026-03-04'],
    ['"2026-03"^^xsd:gYearMonth', '2026-03-01'],
    ['"2026"^^xsd:gYear', '2026-01-01'],
    ['"2026-02-31"', null],
    ['"0001-01-01"', null],
    ['"-2026"', null],
    ['"printemps 2026"@fr', null],
  ])('reads when it was modified out of %s', async (value, day) => {
    expect((await assessTurtle(`:dataset dct:modified ${value} .`)).statedOn).toBe(day);
  });

  it('takes the later of issue and modification', async () => {
    const turtle = ':dataset dct:issued "2025-01-01" ; dct:modified "2024-01-01", "2024-12-31" .';
    expect((await assessTurtle(turtle)).statedOn).toBe('2025-01-01');
  });

  it('counts a media type that is open and machine-readable where no format is given', async () => {
    const turtle = `:dataset dcat:distribution :d . :d dcat:mediaType iana:text\\/csv .`;
    expect(pointsByMetric(await assessTurtle(turtle))).toMatchObject({
      formatAvailability: 0,
      mediaTypeAvailability: 10,
      formatMediaTypeVocabularyAlignment: 0,
      formatMediaTypeNonProprietary: 20,
      formatMediaTypeMachineInterpretable: 20,
    });
  });

  it('leaves out addresses that nobody can ask', async () => {
    const turtle = `:dataset dcat:distribution :d . :d dcat:accessURL <mailto:a@example.org>,
      <ftp://example.org/>, <https://example.org/${'a'.repeat(2000)}>, <HTTPS://b.example.org/>,
      <http://a.example.org/>, "https://example.org/" .`;
    const [distribution] = (await assessTurtle(turtle)).mqa.distributions;
    expect(distribution?.accessUrls).toEqual(['HTTPS://b.example.org/', 'http://a.example.org/']);
  });

  it('bounds what thousands of distributions cost', () => {
    const dataset = namedNode('https://data.example.org/dataset');
    const quads = Array.from({ length: 5000 }, (_, index) => {
      const distribution = namedNode(`https://data.example.org/${index}`);
      return [
        quad(dataset, dcat.distribution, distribution),
        ...Array.from({ length: 20 }, (_, other) =>
          quad(distribution, dcat.accessURL, namedNode(`https://data.example.org/${other}`)),
        ),
      ];
    }).flat();
    const { mqa } = assess(quads, dataset.value, { ...knowing, expectations: none });
    expect(mqa.distributions).toHaveLength(50);
    expect(JSON.stringify(mqa).length).toBeLessThan(100_000);
  });

  it('takes any description, in any order, and never gives more than there is', () => {
    const properties = [
      ...[dct.title, dct.description, dct.format, dct.license, dct.modified, dct.accessRights],
      ...[dcat.distribution, dcat.accessURL, dcat.mediaType, dcat.keyword],
    ];
    const node = fc.oneof(
      fc.constantFrom('dataset', 'one', 'two', 'constructor', '__proto__').map(namedNode),
      fc.constantFrom('b0', 'b1').map((label) => blankNode(label)),
      fc.webUrl().map(namedNode),
    );
    const value = fc.oneof(
      node,
      fc.string({ unit: 'binary' }).map((text) => literal(text)),
      fc.date({ noInvalidDate: true }).map((date) => literal(date.toISOString(), xsd.dateTime)),
    );
    const statement = fc
      .tuple(node, fc.constantFrom(...properties), value)
      .map(([subject, property, object]) => quad(subject, property, object));
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 40 }), fc.boolean(), (quads, reached) => {
        const measure = (some: typeof quads) =>
          assess(some, 'dataset', { ...knowing, expectations: none });
        const quality = measure(quads);
        const { met, waiting } = evaluate(quality.mqa, () => reached);
        expect(pointsOf(met)).toBeLessThanOrEqual(mostPoints);
        expect(waiting).toBe(0);
        expect(evaluate(measure([...quads].reverse()).mqa, () => reached).met).toBe(met);
        expect(quality.statedOn ?? '2000-01-01').toMatch(/^\d{4}-\d\d-\d\d$/);
      }),
    );
  });
});
