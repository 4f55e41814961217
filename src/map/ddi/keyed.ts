import { at, listOf, textOf } from '../json.ts';
import type { XmlNode } from '../xml.ts';

/** Names whose case differs from that of DDI-Codebook. */
const ddiNames: Readonly<Record<string, string>> = { extLink: 'ExtLink', uri: 'URI' };

/**
 * Reads DDI-Codebook written as JSON: keys are names of elements and attributes, `value` is the text
 * of an element and `lang` its language. Agents have their text under `name`.
 */
export function readKeyedDdi(value: unknown): XmlNode {
  return nodeOf('codeBook', value, '');
}

function nodeOf(name: string, value: unknown, around: string): XmlNode {
  if (typeof value !== 'object' || value === null) {
    return { name, attributes: new Map(), language: around, content: [textOf(value) ?? ''] };
  }
  const [said] = [at(value, 'value') ?? at(value, 'name') ?? []].flat();
  const language = textOf(at(value, 'lang')) ?? textOf(at(said, 'lang')) ?? around;
  const members = Object.entries(value).filter(([key]) => !['lang', 'value'].includes(key));
  const attributes = members.flatMap(([key, member]) => {
    const text = textOf(listOf(member)[0]);
    return text === undefined ? [] : [[ddiNames[key] ?? key, text] as const];
  });
  const children = members
    .filter(([key, member]) => key !== 'name' && typeof member === 'object')
    .flatMap(([key, member]) =>
      listOf(member).map((each) => nodeOf(ddiNames[key] ?? key, each, language)),
    );
  const text = textOf(said);
  const content = text === undefined ? children : [text, ...children];
  return { name: ddiNames[name] ?? name, attributes: new Map(attributes), language, content };
}
