import { describe, expect, it } from 'vitest';
import { parseJsonLd } from '../../../src/parse/json-ld.ts';

const baseIri = 'https://example.org/data';
const context = { e: 'http://e.org/', page: { '@id': 'e:page', '@type': '@id' } };
const parse = (value: unknown) => parseJsonLd(JSON.stringify(value), { baseIri });

describe('a JSON-LD document', () => {
  it('becomes quads with languages, datatypes and graphs', async () => {
    const { quads, failures } = await parse({
      '@context': context,
      '@id': 'e:g',
      '@graph': [
        { '@id': 'rel', 'e:p': [{ '@value': 'été', '@language': 'fr' }, 5], page: { 'e:q': 'x' } },
      ],
    });
    expect(failures).toEqual([]);
    const objects = quads.map(({ object }) => object);
    const french = objects.find(({ value }) => value === 'été');
    const number = objects.find(({ value }) => value === '5');
    const link = objects.find(({ termType }) => termType === 'BlankNode');
    expect(french).toMatchObject({ value: 'été', language: 'fr' });
    expect(number).toMatchObject({
      value: '5',
      datatype: { value: 'http://www.w3.org/2001/XMLSchema#integer' },
    });
    expect(link?.value).not.toContain('_:');
    const inner = quads.find(({ subject }) => subject.value === link?.value);
    expect(inner?.object.value).toBe('x');
    expect(new Set(quads.map(({ graph }) => graph.value))).toEqual(new Set(['http://e.org/g']));
    expect(quads.map(({ subject }) => subject.value)).toContain('https://example.org/rel');
  });

  it('shares no blank node with another document', async () => {
    const [one, two] = [
      await parse({ 'http://e.org/p': 'x' }),
      await parse({ 'http://e.org/p': 'x' }),
    ];
    expect(one.quads[0]?.subject.value).not.toBe(two.quads[0]?.subject.value);
  });

  it('reports what the processor drops in silence', async () => {
    const { quads, failures } = await parse([
      { '@id': 'http://e.org/a b', 'http://e.org/p': 'lost' },
      { '@id': 'http://e.org/c', 'http://e.org/p': [{ '@id': 'http://e.org/{x}' }, 'kept'] },
    ]);
    expect(quads.map(({ object }) => object.value)).toEqual(['kept']);
    expect(failures.map(({ error }) => error.code)).toEqual(['PARSE_IRI', 'PARSE_IRI']);
  });

  it('reports a wrong language tag', async () => {
    const { quads, failures } = await parse({
      '@id': 'http://e.org/c',
      'http://e.org/p': { '@value': 'x', '@language': 'fr_FR' },
    });
    expect(quads).toEqual([]);
    expect(failures[0]).toMatchObject({
      subject: 'http://e.org/c',
      error: { code: 'PARSE_LANGUAGE_TAG' },
    });
  });

  it('that needs a remote context is refused, and the message names it', async () => {
    const value = { '@context': 'http://127.0.0.1:9/context.jsonld', '@id': 'http://e.org/a' };
    await expect(parse(value)).rejects.toMatchObject({
      code: 'PARSE_UNSAFE',
      message: expect.stringContaining('http://127.0.0.1:9/context.jsonld'),
    });
  });

  it('may use a context that was given', async () => {
    const contexts = new Map([['https://example.org/context', { '@context': context }]]);
    const text = JSON.stringify({
      '@context': 'https://example.org/context',
      '@id': 'e:a',
      page: 'e:b',
    });
    const { quads } = await parseJsonLd(text, { baseIri, contexts });
    expect(quads[0]?.object.value).toBe('http://e.org/b');
  });

  it('nested very deep is refused', async () => {
    const text = `${'{"http://e.org/p":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
    await expect(parseJsonLd(text, { baseIri })).rejects.toMatchObject({ code: 'PARSE_UNSAFE' });
  });

  it('that breaks JSON-LD rules is refused', async () => {
    await expect(parse({ '@id': 5, 'http://e.org/p': 1 })).rejects.toMatchObject({
      code: 'PARSE_SYNTAX',
    });
  });
});
