import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HarvestError, type ProblemCode } from '../../../src/model/problem.ts';
import { parseRdf } from '../../../src/parse/rdf.ts';

const baseIri = 'https://example.org/catalogue/data';

async function failure(promise: Promise<unknown>): Promise<HarvestError> {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(HarvestError);
  // The line above proves it.
  return error as HarvestError;
}

const subjects = (quads: readonly { subject: { value: string } }[]) =>
  quads.map(({ subject }) => subject.value);

describe('the syntax of a document', () => {
  const triple = { subject: 'http://e.org/a', predicate: 'http://e.org/p', object: 'x' };
  const rdfXml = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e.org/">
    <rdf:Description rdf:about="http://e.org/a"><e:p>x</e:p></rdf:Description></rdf:RDF>`;

  it.each([
    ['Turtle sent as plain text', 'text/plain', '<http://e.org/a> <http://e.org/p> "x" .'],
    ['Turtle behind a byte order mark', '', '\ufeff@prefix e: <http://e.org/> . e:a e:p "x" .'],
    [
      'Turtle behind comments',
      '',
      '# a catalogue\n\n# of data\nPREFIX e: <http://e.org/> e:a e:p "x" .',
    ],
    ['Turtle sent as HTML', 'text/html', '@prefix e: <http://e.org/> . e:a e:p "x" .'],
    ['RDF/XML sent as Turtle', 'text/turtle', `<?xml version="1.0"?><!-- e -->${rdfXml}`],
    ['RDF/XML without a declaration', 'application/xml', rdfXml],
    ['JSON-LD sent as JSON', 'application/json', '{"@id":"http://e.org/a","http://e.org/p":"x"}'],
    ['JSON-LD in an array', '', '[{"@id":"http://e.org/a","http://e.org/p":"x"}]'],
    ['N-Triples', 'application/n-triples', '<http://e.org/a> <http://e.org/p> "x" .\n'],
    ['TriG that is wrapped', 'application/trig', '{ <http://e.org/a> <http://e.org/p> "x" . }'],
  ])('is recognised: %s', async (_name, mediaType, text) => {
    const { quads, failures } = await parseRdf(text, { mediaType, baseIri });
    expect(failures).toEqual([]);
    expect(
      quads.map(({ subject, predicate, object }) => ({
        subject: subject.value,
        predicate: predicate.value,
        object: object.value,
      })),
    ).toEqual([triple]);
  });

  it('takes a relative IRI for Turtle and not for an XML element', async () => {
    const { quads } = await parseRdf('<catalog> a <urn:x:Catalog> .', { baseIri });
    expect(subjects(quads)).toEqual(['https://example.org/catalogue/catalog']);
  });

  it('keeps the graphs of N-Quads', async () => {
    const text = '<http://e.org/a> <http://e.org/p> "x" <http://e.org/g> .\n';
    const { quads } = await parseRdf(text, { mediaType: 'application/n-quads', baseIri });
    expect(quads[0]?.graph.value).toBe('http://e.org/g');
  });

  it.each<[string, string, string, ProblemCode]>([
    [
      'a login form',
      'text/turtle',
      '<!DOCTYPE html><form><input type="password">',
      'PARSE_LOGIN_PAGE',
    ],
    [
      'an XHTML login page',
      '',
      '<?xml version="1.0"?>\n<html>Connexion</html>',
      'PARSE_LOGIN_PAGE',
    ],
    ['another web page', 'text/html', '<html><h1>Welcome</h1></html>', 'PARSE_NOT_RDF'],
    ['XML without RDF', 'application/xml', '<?xml version="1.0"?><OAI-PMH/>', 'PARSE_NOT_RDF'],
    ['plain JSON', 'application/json', '{"title":"x"}', 'PARSE_NOT_RDF'],
    ['prose', 'text/plain', 'Service unavailable.', 'PARSE_NOT_RDF'],
    ['prose sent as Turtle', 'text/turtle', 'Service unavailable.', 'PARSE_NOT_RDF'],
    ['nothing', '', ' \n', 'PARSE_NOT_RDF'],
    ['nothing, sent as JSON-LD', 'application/ld+json', '', 'PARSE_NOT_RDF'],
  ])('is refused when it is %s', async (_name, mediaType, text, code) => {
    expect((await failure(parseRdf(text, { mediaType, baseIri }))).code).toBe(code);
  });

  it.each(['', '# nothing today\n'])('may be Turtle without a statement: %j', async (text) => {
    const parsed = await parseRdf(text, { mediaType: 'text/turtle', baseIri });
    expect(parsed).toEqual({ quads: [], failures: [] });
  });
});

describe('a broken Turtle statement', () => {
  const around = (broken: string) => `@prefix e: <http://e.org/> .
e:before e:p "x" .
${broken}
e:after e:p [ e:q "1.5. <z>" ] , """long "quoted" . text""" , 1.5 .`;

  it.each<[string, string, ProblemCode, number]>([
    ['an IRI with a space', 'e:bad e:p\n  <http://e.org/a b> .', 'PARSE_IRI', 4],
    ['an IRI with braces', 'e:bad e:p <http://e.org/{id}> .', 'PARSE_IRI', 3],
    ['an IRI with a broken host', 'e:bad e:p <http://[bad> .', 'PARSE_IRI', 3],
    ['an IRI with a broken port', 'e:bad e:p <http://e.org:x/> .', 'PARSE_IRI', 3],
    ['an IRI with a broken escape', 'e:bad e:p <http://e.org/100%zz> .', 'PARSE_IRI', 3],
    ['a control character in an IRI', 'e:bad e:p <http://e.org/\u0085> .', 'PARSE_IRI', 3],
    ['a wrong language tag', 'e:bad e:p "x"@fr_FR .', 'PARSE_LANGUAGE_TAG', 3],
    ['a prefix nobody declared', 'e:bad no:p "x" .', 'PARSE_PREFIX', 3],
    ['a word too many', 'e:bad e:p "x" "y" "z" .', 'PARSE_SYNTAX', 3],
    ['a bracket left open', 'e:bad e:p [ e:q "x" .', 'PARSE_SYNTAX', 3],
    ['a raw line break in a string', 'e:bad e:p "one.\ntwo. three" .', 'PARSE_SYNTAX', 3],
    ['a quote left open', 'e:bad e:p "one ;\n  e:q "two" .', 'PARSE_SYNTAX', 3],
    ['an IRI left open', 'e:bad e:p <http://e.org/x ;\n  e:q "two" .', 'PARSE_SYNTAX', 3],
  ])('with %s is reported, the others are kept', async (_name, broken, code, line) => {
    const { quads, failures } = await parseRdf(around(broken), { baseIri });
    expect(subjects(quads).filter((value) => value.startsWith('http'))).toEqual([
      'http://e.org/before',
      'http://e.org/after',
      'http://e.org/after',
      'http://e.org/after',
    ]);
    expect(failures).toHaveLength(1);
    expect(failures[0]).toMatchObject({ subject: 'http://e.org/bad', line, error: { code } });
    expect(failures[0]?.mentions).toContain('http://e.org/bad');
    expect(failures[0]?.error.message).toContain(`line ${line}`);
  });

  it('names the IRIs that can be read in it, and not those that cannot', async () => {
    const { failures } = await parseRdf(
      around('<rel> e:p <http://e.org/a b>, <http://f.org/>, e:q, "<http://in.string/>" .'),
      { baseIri },
    );
    expect(failures[0]?.subject).toBe('https://example.org/catalogue/rel');
    expect(failures[0]?.mentions).toEqual([
      'https://example.org/catalogue/rel',
      'http://e.org/p',
      'http://f.org/',
      'http://e.org/q',
    ]);
  });

  it('names 1000 IRIs at most', async () => {
    const many = Array.from({ length: 3000 }, (_, index) => `e:o${index}`).join(', ');
    const { failures } = await parseRdf(around(`e:bad e:p <a b>, ${many} .`), { baseIri });
    expect(failures[0]?.mentions).toHaveLength(1000);
  });

  it('does not part the blank nodes of the others', async () => {
    const { quads } = await parseRdf(around('_:x e:p "x" .\ne:bad e:p <a b> .\n e:y e:p _:x .'), {
      baseIri,
    });
    const link = quads.find(({ subject }) => subject.value === 'http://e.org/y');
    expect(link?.object.termType).toBe('BlankNode');
    expect(subjects(quads)).toContain(link?.object.value);
  });

  it('does not hide a change of prefix or base behind it', async () => {
    const { quads } = await parseRdf(
      around(
        'e:bad e:p <a b> .\n@base <http://base.org/x/> .\nPREFIX e: <http://new.org/>\n<y> e:p "z" .',
      ),
      { baseIri },
    );
    const moved = quads.find(({ subject }) => subject.value === 'http://base.org/x/y');
    expect(moved?.predicate.value).toBe('http://new.org/p');
  });

  it('that the document ends in is truncated, also after a dot inside an IRI', async () => {
    const text = around('e:c e:p <http://e.org/x> .');
    const cut = text.slice(0, text.indexOf('e.org/x') + 2);
    const { failures } = await parseRdf(cut, { baseIri });
    expect(failures.map(({ error }) => error.code)).toEqual(['PARSE_TRUNCATED']);
  });

  it('that the document ends in is truncated', async () => {
    const text = around('e:c e:p "x" .').slice(0, -5);
    const { quads, failures } = await parseRdf(text, { baseIri });
    expect(subjects(quads)).toEqual(['http://e.org/before', 'http://e.org/c']);
    expect(failures.map(({ error }) => error.code)).toEqual(['PARSE_TRUNCATED']);
  });

  it('does not let the text of a string pass for statements', async () => {
    const { quads } = await parseRdf(
      around(
        'e:bad e:p "one\n<http://evil.org/a> <http://evil.org/p> <http://evil.org/o> .\ntwo" .',
      ),
      { baseIri },
    );
    expect(subjects(quads).some((subject) => subject.includes('evil'))).toBe(false);
  });

  it('repeated more than 10 000 times refuses the document', async () => {
    const error = await failure(parseRdf(around('e:a e:p <a b> .\n'.repeat(10_001)), { baseIri }));
    expect(error.code).toBe('PARSE_SYNTAX');
  });
});

describe('a broken line of N-Triples', () => {
  it('is reported with its number, the others are kept', async () => {
    const text = [
      '<http://e.org/a> <http://e.org/p> _:x .',
      '<http://e.org/b> <http://e.org/p> "x"@fr_FR .',
      '<relative> <http://e.org/p> "x" .',
      '# comment',
      '_:x <http://e.org/p> "x" .',
      '<http://e.org/c> <http://e.org/p> "cu',
    ].join('\n');
    const { quads, failures } = await parseRdf(text, {
      mediaType: 'application/n-triples',
      baseIri,
    });
    expect(quads.map(({ object }) => object.value)).toEqual([quads[1]?.subject.value, 'x']);
    expect(failures.map(({ line, error }) => [line, error.code])).toEqual([
      [2, 'PARSE_LANGUAGE_TAG'],
      [3, 'PARSE_SYNTAX'],
      [6, 'PARSE_TRUNCATED'],
    ]);
  });
});

describe('broken TriG', () => {
  it('is refused as a whole', async () => {
    const text = '{ <http://e.org/a> no:p "x" . }';
    const error = await failure(parseRdf(text, { mediaType: 'application/trig', baseIri }));
    expect(error.code).toBe('PARSE_PREFIX');
  });
});

describe('recovery', () => {
  const local = fc.stringMatching(/^[a-z][a-z0-9]{0,5}$/);
  const word = fc.constantFrom('x', 'l’été', 'a. b', '<i>', '# no', "it's", '"', '\\', ';', '[ ]');
  const quoted = word.map((text) => JSON.stringify(text));
  const value = fc.oneof(
    quoted,
    quoted.map((text) => `${text}@fr`),
    word.map((text) => `"""${text.replace(/["\\]/g, '\\$&')}\n. """`),
    local.map((name) => `e:${name}`),
    fc.constantFrom('<http://e.org/q?a=1#b>', '1.5', 'true', '[ e:q "." ]', '( 1 2 )', '[]'),
  );
  const statement = fc
    .tuple(local, fc.array(fc.tuple(local, value), { minLength: 1, maxLength: 3 }))
    .map(
      ([name, pairs]) => `e:${name} ${pairs.map((pair) => `e:${pair.join(' ')}`).join(' ;\n ')} .`,
    );
  const broken = fc.constantFrom(
    'e:bad e:p <http://e.org/a b> .',
    'e:bad e:p "x"@fr_FR .',
    'e:bad no:p "x" .',
    'e:bad e:p e:q e:r e:s .',
    'e:bad e:p ] .',
    'e:bad e:p <http://[bad> .',
    'e:bad e:p "raw\nline. break" .',
  );
  const separator = fc.constantFrom('\n', ' ', '\n# a comment. "here"\n');
  const prefix = '@prefix e: <http://e.org/> .\n';
  const shape = (quads: Awaited<ReturnType<typeof parseRdf>>['quads']) =>
    quads.map((quad) =>
      [quad.subject, quad.predicate, quad.object]
        .map(({ termType, value: text }) => (termType === 'BlankNode' ? '_' : text))
        .join(' '),
    );

  it('keeps exactly the statements around a broken one', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(statement, { maxLength: 5 }),
        broken,
        fc.array(statement, { maxLength: 5 }),
        separator,
        async (before, bad, after, between) => {
          const join = (parts: string[]) => prefix + parts.join(between);
          const expected = await parseRdf(join([...before, ...after]), { baseIri });
          expect(expected.failures).toEqual([]);
          const actual = await parseRdf(join([...before, bad, ...after]), { baseIri });
          expect(shape(actual.quads)).toEqual(shape(expected.quads));
          expect(actual.failures.map(({ subject }) => subject)).toEqual(['http://e.org/bad']);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('ends on any text', async () => {
    const noise = fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '"""',
      '\\',
      '.',
      ';',
      '\n',
      '@',
      ':',
      '#',
      'a',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(noise, { maxLength: 60 }), async (parts) => {
        const { failures, quads } = await parseRdf(`${prefix}e:a e:p ${parts.join('')}`, {
          baseIri,
        });
        expect(failures.length + quads.length).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 200 },
    );
  });
});
