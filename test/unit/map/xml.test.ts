import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mapToHealthDcat } from '../../../src/map/index.ts';
import { HarvestError } from '../../../src/model/problem.ts';
import { childElements, parseXml, toXml, type XmlElement } from '../../../src/parse/xml.ts';
import { csvw, dct, geodcatap, healthdcatap } from '../../../src/rdf/vocabularies.ts';
import { context } from './context.ts';

const map = (id: string, text: string) => mapToHealthDcat(id, { kind: 'xml', text }, context);

function codeOf(run: () => unknown): string | undefined {
  try {
    run();
  } catch (error) {
    return error instanceof HarvestError ? error.code : String(error);
  }
  return undefined;
}

describe('XML records that cannot be mapped', () => {
  it.each([
    ['ddi', '<codeBook/>', 'MAP_UNREADABLE'],
    ['ddi', '<codeBook><stdyDscr/></codeBook>', 'MAP_NO_TITLE'],
    ['ddi', '<codeBook', 'MAP_UNREADABLE'],
    ['dublin-core', '<dc><title> </title></dc>', 'MAP_NO_TITLE'],
    [
      'dublin-core',
      '<dc><title>t</title><type>Text</type><type>Journal Article</type></dc>',
      'MAP_NO_DATASET',
    ],
    [
      'datacite',
      '<resource><resourceType resourceTypeGeneral="Software"/></resource>',
      'MAP_NO_DATASET',
    ],
    ['datacite', '<other/>', 'MAP_UNREADABLE'],
    ['iso-19139', '<MD_Metadata/>', 'MAP_UNREADABLE'],
  ])('%s refuses %s with %s', (id, text, code) => {
    expect(codeOf(() => map(id, text))).toBe(code);
  });

  it.each(['ddi', 'dublin-core', 'datacite', 'iso-19139'])('%s refuses JSON', (id) => {
    const run = () => mapToHealthDcat(id, { kind: 'json', value: {} }, context);
    expect(codeOf(run)).toBe('MAP_UNREADABLE');
  });
});

describe('a codebook', () => {
  const study = (rest: string) =>
    `<codeBook><stdyDscr><citation><titlStmt><titl>t</titl></titlStmt></citation>${rest}</stdyDscr>`;

  it.each([
    ['85 %', undefined],
    ['85', undefined],
    ['62,5', undefined],
    ['98 995', '98995'],
    ['entre 10 et 20', undefined],
  ])('with the response rate %s has %s people', (text, count) => {
    const draft = map(
      'ddi',
      `${study(`<method><anlyInfo><respRate>${text}</respRate></anlyInfo></method>`)}</codeBook>`,
    );
    const found = draft.quads.find((q) =>
      q.predicate.equals(healthdcatap.numberOfUniqueIndividuals),
    );
    expect(found?.object.value).toBe(count);
  });

  it('keeps 6,000 variables', () => {
    const variables = Array.from(
      { length: 6_000 },
      (_, number) => `<var name="V${number}"><labl>Variable ${number}</labl></var>`,
    );
    const draft = map('ddi', `${study('')}<dataDscr>${variables.join('')}</dataDscr></codeBook>`);
    expect(draft.quads.filter((q) => q.predicate.equals(csvw.name))).toHaveLength(6_000);
    expect(draft.notes.length).toBeLessThan(20);
  });
});

const oracle = process.env['ORACLE_DATA'];

describe.skipIf(!oracle)('XML samples of the field', () => {
  const inside = (element: XmlElement, name: string): readonly XmlElement[] =>
    element.name === name
      ? [element]
      : childElements(element).flatMap((child) => inside(child, name));
  const records = (path: string, name: string) =>
    inside(parseXml(readFileSync(join(oracle ?? '', 'sources', path), 'utf8'), path), name).map(
      (element) => toXml(element),
    );

  it('maps the cohorts of an OAI-PMH page, their numbers and their holders', () => {
    const drafts = records('oai-ddi/listrecords-ddi25.synthetic.xml', 'codeBook').map((text) =>
      map('ddi', text),
    );
    const values = (property: { readonly value: string }) =>
      drafts.map(
        ({ quads }) => quads.find((q) => q.predicate.value === property.value)?.object.value,
      );
    expect(values(healthdcatap.numberOfUniqueIndividuals)).toEqual([
      '215000',
      '98995',
      '18300',
      '20625',
      undefined,
    ]);
    expect(values(geodcatap.custodian)).toEqual([
      'https://ror.org/05f82e368',
      'https://ror.org/0321g0743',
      'https://ror.org/02vjkv261',
      'https://ror.org/02vjkv261',
      'https://ror.org/02vjkv261',
    ]);
    expect(drafts.some(({ quads }) => quads.some((q) => /\bNOM\b/.test(q.object.value)))).toBe(
      false,
    );
  });

  it('maps the records of a geographic catalogue', () => {
    const drafts = records('csw/geonetwork-iso19139-page-1.xml', 'MD_Metadata').map((text) =>
      map('iso-19139', text),
    );
    expect(drafts).toHaveLength(2);
    for (const { quads, subject } of drafts) {
      const said = quads.filter((q) => q.subject.equals(subject)).map((q) => q.predicate.value);
      expect(said).toEqual(expect.arrayContaining([dct.title.value, dct.description.value]));
    }
  });
});
