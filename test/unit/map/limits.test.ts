import type { Quad } from '@rdfjs/types';
import fc from 'fast-check';
import { Parser } from 'n3';
import { describe, expect, it } from 'vitest';
import { mappings, mapToHealthDcat } from '../../../src/map/index.ts';
import { HarvestError } from '../../../src/model/problem.ts';
import {
  csvw,
  dcat,
  dct,
  healthdcatap,
  literal,
  namedNode,
  quad,
  rdf,
} from '../../../src/rdf/vocabularies.ts';
import { isomorphic } from '../../support/isomorphic.ts';
import { context } from './context.ts';

const dataset = namedNode('https://example.org/d');
const titled = [
  quad(dataset, rdf.type, dcat.Dataset),
  quad(dataset, dct.title, literal('Titre', 'fr')),
];

function codeOf(run: () => unknown): string | undefined {
  try {
    run();
  } catch (error) {
    return error instanceof HarvestError ? error.code : String(error);
  }
  return undefined;
}

describe('records that cannot be mapped', () => {
  it.each([
    ['dcat-ap', { kind: 'json', value: {} }, 'MAP_UNREADABLE'],
    ['dcat-ap', { kind: 'rdf', quads: [] }, 'MAP_NO_DATASET'],
    ['dcat-ap', { kind: 'rdf', quads: [quad(dataset, rdf.type, dcat.Dataset)] }, 'MAP_NO_TITLE'],
    ['nada', { kind: 'json', value: { idno: 'x', records: {} } }, 'MAP_UNREADABLE'],
    [
      'nada',
      {
        kind: 'json',
        value: { idno: 'x', records: { fr: { title: ' ', metadata: { study_desc: {} } } } },
      },
      'MAP_NO_TITLE',
    ],
    ['inventory', { kind: 'json', value: ['a'] }, 'MAP_UNREADABLE'],
    ['inventory', { kind: 'json', value: { Organisme: 'CHU' } }, 'MAP_NO_TITLE'],
    ['eds', { kind: 'json', value: null }, 'MAP_UNREADABLE'],
    ['unheard-of', { kind: 'json', value: {} }, 'CONFIG_INVALID'],
  ] as const)('%s refuses %j with %s', (id, document, code) => {
    expect(codeOf(() => mapToHealthDcat(id, document, context))).toBe(code);
  });
});

describe('large and hostile records', () => {
  it('keep 6,000 columns in order of seconds', () => {
    const table = namedNode('https://example.org/table');
    const columns = Array.from({ length: 6_000 }, (_, index) => {
      const column = namedNode(`https://example.org/column/${index}`);
      return [
        quad(table, csvw.column, column),
        quad(column, csvw.name, literal(`C${index}`)),
        quad(column, csvw.titles, literal(`Colonne ${index}`)),
      ];
    }).flat();
    const quads = [
      ...titled,
      quad(dataset, healthdcatap.hasVariables, table),
      quad(table, rdf.type, csvw.Table),
      ...columns,
    ];
    const draft = mapToHealthDcat('dcat-ap', { kind: 'rdf', quads }, context);
    expect(draft.quads.filter((q) => q.predicate.equals(csvw.title))).toHaveLength(6_000);
    expect(draft.notes.length).toBeLessThan(20);
  });

  it('read the columns of an RDF list', () => {
    const quads = new Parser().parse(`
      @prefix dcat: <${dcat.base}> . @prefix dct: <${dct.base}> . @prefix csvw: <${csvw.base}> .
      <https://example.org/d> a dcat:Dataset ; dct:title "Titre" ; dcat:distribution [
        csvw:tableSchema [ csvw:column ( [ csvw:name "a" ] [ csvw:name "b" ] ) ] ] .`);
    const draft = mapToHealthDcat('dcat-ap', { kind: 'rdf', quads }, context);
    const names = draft.quads
      .filter((q) => q.predicate.equals(csvw.name))
      .map((q) => q.object.value);
    expect(names).toEqual(['a', 'b']);
  });

  it('survive chains deeper than any description', () => {
    const chain = Array.from({ length: 5_000 }, (_, index) =>
      quad(
        namedNode(`https://example.org/n${index}`),
        dcat.accessService,
        namedNode(`https://example.org/n${index + 1}`),
      ),
    );
    const quads = [
      ...titled,
      quad(dataset, dcat.distribution, namedNode('https://example.org/n0')),
      ...chain,
    ];
    expect(
      codeOf(() => mapToHealthDcat('dcat-ap', { kind: 'rdf', quads }, context)),
    ).toBeUndefined();
  });

  it('throw nothing but HarvestErrors on any JSON', () => {
    const anything = fc.jsonValue({ maxDepth: 5 });
    fc.assert(
      fc.property(anything, anything, (study, record) => {
        for (const value of [
          study,
          {
            idno: 'x',
            records: {
              fr: { title: 'Titre', metadata: { study_desc: study, additional: record } },
            },
          },
        ]) {
          for (const id of ['nada', 'inventory', 'eds', 'dcat-ap']) {
            const code = codeOf(() => mapToHealthDcat(id, { kind: 'json', value }, context));
            if (code !== undefined) expect(code).toMatch(/^MAP_/);
          }
        }
      }),
    );
  });

  it('do not depend on the order of triples or the labels of blank nodes', async () => {
    const turtle = `
      @prefix dcat: <${dcat.base}> . @prefix dct: <${dct.base}> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
      <https://example.org/d> a dcat:Dataset ; dct:title "Titre" ; dct:provenance [ dct:title "A" ] , [ dct:title "B" ] ;
        dct:publisher [ foaf:name "P" ; foaf:homepage <https://p.example.org/> ] .`;
    const parse = (prefix: string): Quad[] => new Parser({ blankNodePrefix: prefix }).parse(turtle);
    const graph = (quads: readonly Quad[]) =>
      mappings['dcat-ap']({ kind: 'rdf', quads }, context).quads;
    expect(await isomorphic(graph(parse('x').reverse()), graph(parse('b')))).toBe(true);
    expect(await isomorphic(graph(parse('x')), graph(parse('x').slice(0, -1)))).toBe(false);
  });
});
