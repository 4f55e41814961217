import { describe, expect, it } from 'vitest';
import { parsePayload } from '../../../src/parse/index.ts';
import { isLegalIri } from '../../../src/parse/iri.ts';
import { parseJson } from '../../../src/parse/json.ts';
import { parseSheet } from '../../../src/parse/sheet.ts';
import { decodeText } from '../../../src/parse/text.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const latin = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));
const coded = (code: string) => expect.objectContaining({ code });

describe('decodeText', () => {
  it.each([
    ['UTF-8 by default', bytes('été'), {}],
    ['a UTF-8 byte order mark, which it drops', bytes('\ufeffété'), { charset: 'iso-8859-1' }],
    ['UTF-16 by its mark', Uint8Array.of(0xfe, 0xff, 0, 0xe9, 0, 0x74, 0, 0xe9), {}],
    ['the charset declared', latin('été'), { charset: 'iso-8859-1' }],
    [
      'UTF-8 in Turtle whatever is declared',
      bytes('été'),
      { charset: 'latin1', mediaType: 'text/turtle' },
    ],
    [
      'Latin-1 in Turtle where it is declared',
      latin('été'),
      { charset: 'latin1', mediaType: 'text/turtle' },
    ],
  ])('reads %s', (_name, input, options) => {
    expect(decodeText(input, options)).toBe('été');
  });

  it('believes an XML declaration before the charset', () => {
    const text = '<?xml version="1.0" encoding="ISO-8859-1"?><a>été</a>';
    expect(decodeText(latin(text), { charset: 'utf-8' })).toBe(text);
  });

  it('does not believe a declaration of UTF-16 that is itself in ASCII', () => {
    const text = '<?xml version="1.0" encoding="UTF-16"?><a>été</a>';
    expect(decodeText(bytes(text))).toBe(text);
  });

  it('knows the characters of windows-1252', () => {
    const input = Uint8Array.of(0x80, 0x9c, 0x92, 0xe9);
    expect(decodeText(input, { charset: 'windows-1252' })).toBe('€œ’é');
  });

  it.each([
    ['bytes that are not UTF-8', latin('été'), {}],
    ['an unknown charset', bytes('x'), { charset: 'klingon' }],
  ])('refuses %s', (_name, input, options) => {
    expect(() => decodeText(input, options)).toThrow(coded('PARSE_CHARSET'));
  });
});

describe('isLegalIri', () => {
  it.each([
    'http://e.org',
    'https://e.org:8080/é/%C3%A9?q=a&b=(1)#x',
    'http://[::1]:80/',
    'urn:uuid:1',
    'mailto:contact@example.org',
    'file:///x',
    'https:/one-slash',
  ])('accepts %s', (iri) => {
    expect(isLegalIri(iri)).toBe(true);
  });

  it.each([
    '',
    'relative',
    'http://e.org:x/',
    'http://[bad',
    'http://e.org/[x]',
    'http://e.org/100%zz',
    'http://e.org/a b',
    'http://e.org/\u0007',
    'http://e.org/\ufffd',
    'http://e.org/\ud800',
  ])('refuses %j', (iri) => {
    expect(isLegalIri(iri)).toBe(false);
  });
});

describe('parseJson', () => {
  it('reads a value behind a byte order mark', () => {
    expect(parseJson('\ufeff{"a":[1,"]"]}')).toEqual({ a: [1, ']'] });
  });

  it.each([
    ['a web page', '<!DOCTYPE html><html>', 'PARSE_LOGIN_PAGE'],
    ['broken JSON', '{"a":,}', 'PARSE_SYNTAX'],
    ['nothing', '', 'PARSE_SYNTAX'],
    ['JSON that breaks off', '{"a":["b', 'PARSE_TRUNCATED'],
    ['JSON nested very deep', '['.repeat(101) + ']'.repeat(101), 'PARSE_UNSAFE'],
  ])('refuses %s', (_name, text, code) => {
    expect(() => parseJson(text)).toThrow(coded(code));
  });
});

describe('parseSheet', () => {
  it.each([
    [';', bytes('\ufeffNom;Effectif\n"A; B";"11,4 millions"\n')],
    [',', bytes('\nNom,Effectif\n"A; B","11,4 millions"\n')],
    ['tab', bytes('Nom\tEffectif\r\nA; B\t11,4 millions\r\n')],
    ['|', bytes(' Nom | Effectif \n A; B | 11,4 millions \n')],
  ])('finds the separator %s', (_name, input) => {
    const { columns, rows } = parseSheet(input);
    expect(columns).toEqual(['Nom', 'Effectif']);
    expect(rows.map(({ cells }) => cells)).toEqual([{ Nom: 'A; B', Effectif: '11,4 millions' }]);
  });

  it('falls back to windows-1252', () => {
    const { rows } = parseSheet(latin('Nom;Ville\nEntrepôt\x92;N\xeemes\n'));
    expect(rows[0]?.cells).toEqual({ Nom: 'Entrepôt’', Ville: 'Nîmes' });
  });

  it('reports rows with too many or too few cells, and goes on', () => {
    const { rows, failures } = parseSheet(bytes('a;b\n1;2\n3\n4;5;6\n7;8;;\n\n9;"x\ny"\n10;11\n'));
    expect(rows.map(({ line, cells }) => [line, cells['a']])).toEqual([
      [2, '1'],
      [5, '7'],
      [8, '9'],
      [9, '10'],
    ]);
    expect(failures).toEqual([
      { line: 3, error: coded('PARSE_SYNTAX'), cells: ['3'] },
      { line: 4, error: coded('PARSE_SYNTAX'), cells: ['4', '5', '6'] },
    ]);
  });

  it('reports a quote left open', () => {
    const { rows, failures } = parseSheet(bytes('a;b\n1;2\n3;"x\n4;5\n'));
    expect(rows.map(({ line }) => line)).toEqual([2]);
    expect(failures.map(({ error }) => error)).toEqual([coded('PARSE_TRUNCATED')]);
  });

  it.each([
    ['in the middle of a row', 'a;b;c\n1;2;3\n4;5', 'PARSE_TRUNCATED'],
    ['in the middle of a quote', 'a;b;c\n1;2;3\n4;"5', 'PARSE_TRUNCATED'],
    ['with a short row and its line break', 'a;b;c\n1;2;3\n4;5\n', 'PARSE_SYNTAX'],
    ['without a line break after a short row in its middle', 'a;b;c\n4;5\n1;2;3', 'PARSE_SYNTAX'],
    ['with a long row', 'a;b;c\n1;2;3\n4;5;6;7', 'PARSE_SYNTAX'],
  ])('tells a file that ends %s from one that was cut off', (_how, text, code) => {
    const { rows, failures } = parseSheet(bytes(text));
    expect(rows).toHaveLength(1);
    expect(failures.map(({ error }) => error)).toEqual([coded(code)]);
  });

  it('names columns that have no name or a name twice, and is not fooled by __proto__', () => {
    const { columns, rows } = parseSheet(bytes('a;;a;__proto__;;\n1;2;3;4;;\n'));
    expect(columns).toEqual(['a', 'column 2', 'a (2)', '__proto__']);
    expect(Object.values(rows[0]?.cells ?? {})).toEqual(['1', '2', '3', '4']);
  });

  it.each([
    ['a web page', '<!doctype html><html>', 'PARSE_LOGIN_PAGE'],
    ['nothing', '\n\n', 'PARSE_SYNTAX'],
  ])('refuses %s', (_name, text, code) => {
    expect(() => parseSheet(bytes(text))).toThrow(coded(code));
  });
});

describe('parsePayload', () => {
  const payload = (mediaType: string, body: string) => ({
    remoteKey: 'a',
    url: 'https://example.org/a',
    mediaType,
    body,
  });

  it('gives quads, JSON or XML by media type', async () => {
    const triple = '<http://e.org/a> <http://e.org/p> "x" .\n';
    const kinds = await Promise.all([
      parsePayload(payload('application/n-triples', triple)),
      parsePayload(payload('text/turtle', triple)),
      parsePayload(payload('application/json', '{"a":1}')),
      parsePayload(payload('application/xml', '<a/>')),
    ]);
    expect(kinds.map(({ kind }) => kind)).toEqual(['rdf', 'rdf', 'json', 'xml']);
    expect(kinds[2]).toEqual({ kind: 'json', value: { a: 1 } });
  });

  it.each([
    ['application/n-triples', '<http://e.org/a> <http://e.org/p> <a b> .', 'PARSE_IRI'],
    ['text/turtle', '<http://e.org/a> <http://e.org/p> "x"@fr_FR .', 'PARSE_LANGUAGE_TAG'],
    ['application/xml', '<a>', 'PARSE_TRUNCATED'],
    ['image/png', 'x', 'PARSE_NOT_RDF'],
  ])('throws the error of a broken %s record', async (mediaType, body, code) => {
    await expect(parsePayload(payload(mediaType, body))).rejects.toMatchObject({ code });
  });
});
