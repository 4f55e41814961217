import type { HttpResponse } from '../../harvest/ports.ts';
import { childElements, textContent, type XmlElement } from '../../parse/xml.ts';
import { readJson } from '../json-page.ts';
import { readXml } from '../xml-page.ts';

/** The answers in one file of a NADA: JSON, an array of it, or the same in XML. Throws PARSE_*. */
export function answersIn(response: HttpResponse): readonly unknown[] {
  const start = Buffer.from(response.body.subarray(0, 256)).toString('latin1');
  const isXml = /^[\s\u00ef\u00bb\u00bf]*</.test(start);
  const answer = isXml ? contentOf(readXml(response)) : readJson(response);
  return Array.isArray(answer) ? answer : [answer];
}

/**
 * An element as the JSON it was written from: an array's items carry the singular of its name, or
 * `item` where that is the name itself.
 */
function contentOf(element: XmlElement): unknown {
  const children = childElements(element);
  if (children.length === 0) return textContent(element);
  const single = singularOf(element.name);
  const itemName = single === element.name ? 'item' : single;
  if (children.every(({ name }) => name === itemName)) return children.map(contentOf);
  return Object.fromEntries(children.map((child) => [child.name, contentOf(child)]));
}

function singularOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/ies$/, 'y')
    .replace(/(?<!s)s$/, '');
}
