import type { MappingContext } from '../mapping.ts';
import {
  attributeOf,
  childrenOf,
  findNode,
  nodeAt,
  nodesAt,
  textOf,
  type XmlNode,
} from '../xml.ts';
import { languageTag, type Said } from '../xml-record/record.ts';

/** Languages of a record in ISO 19139: of its texts, and of the translations beside them by id. */
export interface Locales {
  readonly main: string;
  readonly byId: ReadonlyMap<string, string>;
}

/** Reads gmd:language and the PT_Locale elements. */
export function localesOf(root: XmlNode, context: MappingContext): Locales {
  const code = codeOf(nodeAt(root, 'language'));
  const locales = nodesAt(root, 'locale', 'PT_Locale').map(
    (node) =>
      [
        `#${attributeOf(node, 'id') ?? ''}`,
        languageTag(codeOf(nodeAt(node, 'languageCode')), context),
      ] as const,
  );
  return { main: languageTag(code, context), byId: new Map(locales) };
}

/** The code of an element of a code list: its codeListValue, else its text; '' for none. */
export function codeOf(node: XmlNode | undefined): string {
  const [code] = node ? childrenOf(node) : [];
  return attributeOf(code, 'codeListValue') ?? textOf(node);
}

/** What elements with gco:CharacterString say, with the translations of gmd:PT_FreeText. */
export function said(nodes: readonly XmlNode[], { main, byId }: Locales): readonly Said[] {
  return nodes.flatMap((node) => {
    const translations = nodesAt(node, 'PT_FreeText', 'textGroup', 'LocalisedCharacterString');
    const own = findNode(node, 'CharacterString') ?? findNode(node, 'Anchor');
    return [
      ...(own ? [{ text: textOf(own), language: main }] : []),
      ...translations.flatMap((translation) => {
        const language = byId.get(attributeOf(translation, 'locale') ?? '');
        return language && language !== main ? [{ text: textOf(translation), language }] : [];
      }),
    ];
  });
}
