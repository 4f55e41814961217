import { describe, expect, it } from 'vitest';
import { parseEmbedded } from '../../../src/parse/embedded-json-ld.ts';
import { asksForPassword, decodeHtml, jsonLdBlocks, parseBlock } from '../../../src/parse/html.ts';
import { quadToNTriples } from '../../../src/rdf/serialise.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('the JSON-LD blocks of a page', () => {
  it.each([
    [
      'several',
      '<script type="application/ld+json">1</script><p><script type="application/ld+json">2</script>',
      ['1', '2'],
    ],
    [
      'with other attributes and quotes',
      `<SCRIPT data-x="a>b" TYPE='application/ld+json; charset=utf-8' async>1</SCRIPT >`,
      ['1'],
    ],
    ['without quotes', '<script type=application/ld+json>1</script>', ['1']],
    ['in a comment', '<!-- <script type="application/ld+json">1</script> -->', []],
    ['in another script', '<script>x = \'<script type="application/ld+json">\';</script>', []],
    [
      'of another type',
      '<script type="application/json">1</script><scripty type="application/ld+json">',
      [],
    ],
    [
      'holding what looks like a comment',
      '<script type="application/ld+json">"<!--"</script>',
      ['"<!--"'],
    ],
  ] as const)('%s are found or left', (_, html, expected) => {
    expect(jsonLdBlocks(html)).toEqual(expected);
  });

  it('that have no end are refused', () => {
    expect(() => jsonLdBlocks('<script type="application/ld+json">{"a":')).toThrow(
      expect.objectContaining({ code: 'PARSE_TRUNCATED' }),
    );
  });

  it.each(['<script>', '<!--', '<!-- -->', '<script ', '</script>', '<script type="'])(
    'are looked for in a long page of %j',
    (piece) => {
      expect(jsonLdBlocks(piece.repeat(200_000))).toEqual([]);
    },
  );

  it.each([
    '{"a":"b"}',
    '//<![CDATA[\n{"a":"b"}\n//]]>',
    '/*<![CDATA[*/{"a":"b"}/*]]>*/',
    '<!-- {"a":"b"} -->',
    '{&quot;a&quot;:&quot;b&quot;}',
  ])('are read when they are written as %j', (block) => {
    expect(parseBlock(block)).toEqual({ a: 'b' });
  });

  it('keep entities in JSON that can be read as it stands', () => {
    expect(parseBlock('{"a":"R&amp;D"}')).toEqual({ a: 'R&amp;D' });
  });
});

describe('a block of schema.org', () => {
  it('keeps a text where schema.org expects an address, and nothing else', async () => {
    const block = JSON.stringify({
      '@context': 'https://schema.org',
      '@id': '#d',
      license: 'CC BY 4.0',
      url: ['/page', 'www.example.org/a b'],
      sameAs: 'https://doi.org/10.5072/x',
    });
    const { quads, failures } = await parseEmbedded(block, 'https://example.org/page');
    expect(failures).toEqual([]);
    expect(quads.map(quadToNTriples).sort()).toEqual([
      '<https://example.org/page#d> <http://schema.org/license> "CC BY 4.0" .',
      '<https://example.org/page#d> <http://schema.org/sameAs> <https://doi.org/10.5072/x> .',
      '<https://example.org/page#d> <http://schema.org/url> "www.example.org/a b" .',
      '<https://example.org/page#d> <http://schema.org/url> <https://example.org/page> .',
    ]);
  });
});

describe('the text of a page', () => {
  it.each([
    ['UTF-8 whatever the server says', bytes('<p>été</p>'), 'iso-8859-1'],
    ['windows-1252 as the server says', Buffer.from('<p>été</p>', 'latin1'), 'windows-1252'],
    [
      'the charset of its own when the server is wrong',
      Buffer.from('<meta charset="iso-8859-15"><p>été</p>', 'latin1'),
      'utf-8',
    ],
    [
      'the charset of its own when the server says none',
      Buffer.from(
        '<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1"><p>été</p>',
        'latin1',
      ),
      undefined,
    ],
  ])('is read in %s', (_, body, charset) => {
    expect(decodeHtml(body, charset)).toContain('<p>été</p>');
  });

  it('in no charset that it says is refused', () => {
    expect(() => decodeHtml(Buffer.from('<p>été</p>', 'latin1'), 'utf-8')).toThrow(
      expect.objectContaining({ code: 'PARSE_CHARSET' }),
    );
  });

  it('that asks for a password is told from one that does not', () => {
    expect(asksForPassword('<input name="p" type=password>')).toBe(true);
    expect(asksForPassword('<input name="q" type="search"> password')).toBe(false);
  });
});
