import { SaxesParser } from 'saxes';
import { HarvestError } from '../model/problem.ts';
import type { ParsedDocument } from '../rdf/document.ts';
import type { MappingContext } from './mapping.ts';

/** An element as mappings read it: by local names, whatever the version of its namespace. */
export interface XmlNode {
  readonly name: string;
  /** By local name. */
  readonly attributes: ReadonlyMap<string, string>;
  /** The xml:lang in force; '' when none is. */
  readonly language: string;
  readonly content: readonly (XmlNode | string)[];
}

/**
 * Reads an XML document, which the parse stage has checked for safety, as nested elements. Throws
 * MAP_UNREADABLE for anything else.
 */
export function readXml(document: ParsedDocument, { url }: MappingContext): XmlNode {
  if (document.kind !== 'xml') {
    const kind = document.kind.toUpperCase();
    throw new HarvestError('MAP_UNREADABLE', `${url} is ${kind}, but the mapping reads XML`);
  }
  const top: (XmlNode | string)[] = [];
  const open = [{ content: top, language: '' }];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('opentag', ({ local, attributes }) => {
    const around = open.at(-1);
    const language = attributes['xml:lang']?.value ?? around?.language ?? '';
    const named = Object.values(attributes).map((each) => [each.local, each.value] as const);
    const node = { name: local, attributes: new Map(named), language, content: [] };
    around?.content.push(node);
    open.push(node);
  });
  parser.on('closetag', () => open.pop());
  const keep = (text: string) => open.at(-1)?.content.push(text);
  parser.on('text', keep);
  parser.on('cdata', keep);
  try {
    parser.write(document.text).close();
  } catch (cause) {
    throw new HarvestError('MAP_UNREADABLE', `${url} is no well-formed XML`, { cause });
  }
  const root = top.find((each) => typeof each !== 'string');
  if (root) return root;
  throw new HarvestError('MAP_UNREADABLE', `${url} is XML without an element`);
}

const mostSiblings = 1_000;

/** The elements that a path of local names leads to; 1,000 at most of each name. */
export function nodesAt(node: XmlNode | undefined, ...path: readonly string[]): readonly XmlNode[] {
  let here = node ? [node] : [];
  for (const step of path) {
    here = here.flatMap((each) => childrenOf(each, step)).slice(0, mostSiblings);
  }
  return here;
}

/** The first element that a path of local names leads to. */
export function nodeAt(node: XmlNode | undefined, ...path: readonly string[]): XmlNode | undefined {
  return nodesAt(node, ...path)[0];
}

/** Child elements, all of them or those with a name. */
export function childrenOf(node: XmlNode, name?: string): readonly XmlNode[] {
  return node.content.filter(
    (each): each is XmlNode =>
      typeof each !== 'string' && (name === undefined || each.name === name),
  );
}

/** The first element with a name inside a node, or the node itself. */
export function findNode(node: XmlNode, name: string): XmlNode | undefined {
  if (node.name === name) return node;
  for (const child of childrenOf(node)) {
    const found = findNode(child, name);
    if (found) return found;
  }
  return undefined;
}

/** All text inside a node, without white space at its ends; '' when there is none. */
export function textOf(node: XmlNode | undefined): string {
  const text = (each: XmlNode | string): string =>
    typeof each === 'string' ? each : each.content.map(text).join('');
  return node ? text(node).trim() : '';
}

/** Text of a node that is not inside another element of it. */
export function ownText(node: XmlNode): string {
  return node.content
    .filter((each) => typeof each === 'string')
    .join('')
    .trim();
}

/** An attribute's value without white space at its ends; undefined when absent or empty. */
export function attributeOf(node: XmlNode | undefined, name: string): string | undefined {
  return node?.attributes.get(name)?.trim() || undefined;
}
