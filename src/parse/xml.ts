import { SaxesParser, type SaxesTagNS } from 'saxes';
import { HarvestError } from '../model/problem.ts';
import { checkXml } from './rdf-xml.ts';

/** An attribute; declarations of namespaces are none. */
export interface XmlAttribute {
  /** As written, prefix included. */
  readonly qualifiedName: string;
  readonly prefix: string;
  /** Name without prefix. */
  readonly name: string;
  /** '' for none. */
  readonly namespace: string;
  readonly value: string;
}

/** An element with its content in order; comments and processing instructions are gone. */
export interface XmlElement {
  readonly prefix: string;
  /** Name without prefix. */
  readonly name: string;
  /** '' for none. */
  readonly namespace: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly (XmlElement | string)[];
}

/** Elements and attributes of one document: more would take more memory than a page of records may. */
const mostNodes = 2_000_000;

/**
 * Parses XML with namespaces (XML Names 1.0) and returns its document element. Throws PARSE_UNSAFE
 * for a DTD of its own, deep nesting or too many elements, PARSE_TRUNCATED when its end is missing,
 * else PARSE_SYNTAX.
 */
export function parseXml(text: string, from: string): XmlElement {
  checkXml(text, from);
  const parser = new SaxesParser({ xmlns: true, position: true });
  const top: (XmlElement | string)[] = [];
  const open = [top];
  let nodes = 0;
  parser.on('opentag', (tag) => {
    const element = elementOf(tag);
    nodes += 1 + element.attributes.length;
    if (nodes > mostNodes) {
      throw new HarvestError(
        'PARSE_UNSAFE',
        `${from}: the XML has more than ${mostNodes} elements`,
      );
    }
    open.at(-1)?.push(element);
    open.push(element.children);
  });
  parser.on('closetag', () => open.pop());
  const keep = (characters: string) => open.at(-1)?.push(characters);
  parser.on('text', keep);
  parser.on('cdata', keep);
  parser.on('error', (cause) => {
    throw new HarvestError('PARSE_SYNTAX', `${from}: ${cause.message.slice(0, 300)}`, { cause });
  });
  parser.write(text).close();
  const root = top.find((child) => typeof child !== 'string');
  if (root) return root;
  throw new HarvestError('PARSE_SYNTAX', `${from}: the XML has no element`);
}

function elementOf(tag: SaxesTagNS): XmlElement & { readonly children: (XmlElement | string)[] } {
  const attributes = Object.values(tag.attributes)
    .filter(({ name, prefix }) => prefix !== 'xmlns' && name !== 'xmlns')
    .map(({ name, prefix, local, uri, value }) => ({
      qualifiedName: name,
      prefix,
      name: local,
      namespace: uri,
      value,
    }));
  return { prefix: tag.prefix, name: tag.local, namespace: tag.uri, attributes, children: [] };
}

/** The child elements, or those with this local name. */
export function childElements(parent: XmlElement, name?: string): readonly XmlElement[] {
  return parent.children.filter(
    (child): child is XmlElement =>
      typeof child !== 'string' && (name === undefined || child.name === name),
  );
}

/** The first element that a path of local names leads to, or null. */
export function elementAt(parent: XmlElement, ...path: readonly string[]): XmlElement | null {
  let here: XmlElement | null = parent;
  for (const step of path) {
    if (here === null) break;
    here = childElements(here, step)[0] ?? null;
  }
  return here;
}

/** All text inside an element, without white space at its ends; '' for null. */
export function textContent(element: XmlElement | null): string {
  const parts: string[] = [];
  const collect = (children: XmlElement['children']) => {
    for (const child of children) {
      if (typeof child === 'string') parts.push(child);
      else collect(child.children);
    }
  };
  collect(element?.children ?? []);
  return parts.join('').trim();
}

/** Value of an attribute by its local name, or null. */
export function attributeOf(element: XmlElement | null, name: string): string | null {
  return element?.attributes.find((attribute) => attribute.name === name)?.value ?? null;
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};
const inAttributes = /[&<"\t\n\r]/g;
const escaped = (text: string, characters: RegExp) =>
  text.replace(characters, (character) => escapes[character] ?? character);

/** Namespaces that need no declaration. */
const predeclared: ReadonlyMap<string, string> = new Map([
  ['', ''],
  ['xml', 'http://www.w3.org/XML/1998/namespace'],
]);

/** Writes an element as a document of its own: every namespace is declared where it is used first. */
export function toXml(
  element: XmlElement,
  inScope: ReadonlyMap<string, string> = predeclared,
): string {
  const scope = new Map(inScope);
  const declarations: string[] = [];
  // An attribute without a prefix is in no namespace, whatever the default one is.
  const prefixed = element.attributes.filter(({ prefix }) => prefix !== '');
  for (const { prefix, namespace } of [element, ...prefixed]) {
    if (scope.get(prefix) === namespace) continue;
    scope.set(prefix, namespace);
    const declared = prefix === '' ? 'xmlns' : `xmlns:${prefix}`;
    declarations.push(` ${declared}="${escaped(namespace, inAttributes)}"`);
  }
  const attributes = element.attributes.map(
    ({ qualifiedName, value }) => ` ${qualifiedName}="${escaped(value, inAttributes)}"`,
  );
  const name = element.prefix === '' ? element.name : `${element.prefix}:${element.name}`;
  const start = `<${name}${declarations.join('')}${attributes.join('')}`;
  if (element.children.length === 0) return `${start}/>`;
  const content = element.children.map((child) =>
    typeof child === 'string' ? escaped(child, /[&<>\r]/g) : toXml(child, scope),
  );
  return `${start}>${content.join('')}</${name}>`;
}
