import { describe, expect, it } from 'vitest';
import { HarvestError } from '../../../src/model/problem.ts';
import {
  attributeOf,
  childElements,
  elementAt,
  parseXml,
  textContent,
  toXml,
} from '../../../src/parse/xml.ts';

function codeOf(text: string): string | undefined {
  try {
    parseXml(text, 'here');
  } catch (error) {
    return error instanceof HarvestError ? error.code : String(error);
  }
  return undefined;
}

describe('an XML document', () => {
  const text =
    '<a xmlns="urn:a" xmlns:x="urn:x" x:k="1&amp;2"><!-- no --><b>é &lt;<c xmlns="">d</c><![CDATA[<e>]]></b><x:b/></a>';

  it('is read with namespaces, text and attributes, each entity decoded once', () => {
    const root = parseXml(text, 'here');
    expect(childElements(root).map(({ namespace, name }) => `${namespace} ${name}`)).toEqual([
      'urn:a b',
      'urn:x b',
    ]);
    expect(textContent(elementAt(root, 'b'))).toBe('é <d<e>');
    expect(attributeOf(root, 'k')).toBe('1&2');
    expect(elementAt(root, 'b', 'none')).toBeNull();
  });

  it('is the same when an element of it is written alone and read again', () => {
    const root = parseXml(text, 'here');
    const [first, second] = childElements(root);
    for (const element of [root, first, second]) {
      expect(element).toBeDefined();
      if (element)
        expect(withoutEmpty(parseXml(toXml(element), 'there'))).toEqual(withoutEmpty(element));
    }
  });

  it.each([
    ['<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'PARSE_UNSAFE'],
    [`${'<a>'.repeat(300)}${'</a>'.repeat(300)}`, 'PARSE_UNSAFE'],
    ['<a><b>', 'PARSE_TRUNCATED'],
    ['', 'PARSE_TRUNCATED'],
    ['<a>&unknown;</a>', 'PARSE_SYNTAX'],
    ['<x:a/>', 'PARSE_SYNTAX'],
  ])('%.40s is refused with %s', (document, code) => {
    expect(codeOf(document)).toBe(code);
  });
});

/** Text may come in several pieces. */
function withoutEmpty(element: ReturnType<typeof parseXml>): unknown {
  const { children, ...rest } = element;
  const texts = children.map((child) => (typeof child === 'string' ? child : withoutEmpty(child)));
  const joined = texts.reduce<unknown[]>((all, child) => {
    const last = all.at(-1);
    if (typeof last === 'string' && typeof child === 'string') all[all.length - 1] = last + child;
    else all.push(child);
    return all;
  }, []);
  return { ...rest, children: joined };
}
