import { describe, expect, it } from 'vitest';
import type { ProblemCode } from '../../../src/model/problem.ts';
import { parseRdf } from '../../../src/parse/rdf.ts';

const baseIri = 'https://example.org/data';
const parse = (text: string) => parseRdf(text, { mediaType: 'application/rdf+xml', baseIri });

const open = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e.org/">`;
const about = (iri: string, content: string) =>
  `<rdf:Description rdf:about="${iri}">${content}</rdf:Description>`;
const document = (...parts: string[]) =>
  `<?xml version="1.0"?>\n${open}${parts.join('\n')}</rdf:RDF>`;

describe('an RDF/XML document', () => {
  it('is read whole, relative IRIs against its address', async () => {
    const { quads } = await parse(document(about('x', '<e:p xml:lang="fr">été</e:p>')));
    expect(quads.map(({ subject, object }) => [subject.value, object.value])).toEqual([
      ['https://example.org/x', 'été'],
    ]);
  });

  it('shares no blank node with another document', async () => {
    const text = document('<rdf:Description rdf:nodeID="a"><e:p>x</e:p></rdf:Description>');
    const [one, two] = [await parse(text), await parse(text)];
    expect(one.quads[0]?.subject.value).not.toBe(two.quads[0]?.subject.value);
  });

  it('loses only the triples with an illegal IRI or language tag', async () => {
    const { quads, failures } = await parse(
      document(
        about('http://e.org/a', '<e:p rdf:resource="http://e.org/a b"/><e:q>x</e:q>'),
        about('http://e.org/b', '<e:p xml:lang="fr_FR">x</e:p>'),
      ),
    );
    expect(quads.map(({ predicate }) => predicate.value)).toEqual(['http://e.org/q']);
    expect(failures.map(({ subject, error }) => [subject, error.code])).toEqual([
      ['http://e.org/a', 'PARSE_IRI'],
      ['http://e.org/b', 'PARSE_LANGUAGE_TAG'],
    ]);
  });

  it('with a long IRI costs no time', async () => {
    const long = `http://e.org/${'a'.repeat(5000)}`;
    const { quads } = await parse(document(about(long, '<e:p>x</e:p>')));
    expect(quads[0]?.subject.value).toBe(long);
  });

  const whole = document(about('http://e.org/a', '<e:p>x</e:p>'));
  const bomb = `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>`;
  it.each<[string, string, ProblemCode]>([
    ['cut off between elements', whole.slice(0, -'</rdf:RDF>'.length), 'PARSE_TRUNCATED'],
    ['cut off inside a tag', whole.slice(0, -4), 'PARSE_TRUNCATED'],
    ['cut off early', open.slice(0, 60), 'PARSE_TRUNCATED'],
    ['with entities of its own', whole.replace('?>', `?>${bomb}`), 'PARSE_UNSAFE'],
    ['nested very deep', document('<e:a><e:p>'.repeat(200)), 'PARSE_UNSAFE'],
    ['that is not well-formed', whole.replace('</e:p>', '</e:q>'), 'PARSE_SYNTAX'],
    ['with a raw control character', whole.replace('>x<', '>\u0001<'), 'PARSE_SYNTAX'],
    ['that breaks RDF rules', document('<rdf:li>x</rdf:li>'), 'PARSE_SYNTAX'],
  ])('%s is refused', async (_name, text, code) => {
    await expect(parse(text)).rejects.toMatchObject({ code });
  });
});
