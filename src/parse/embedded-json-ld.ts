import { addressTerms } from './contexts/schema-org.ts';
import type { RdfParse } from './failure.ts';
import { parseBlock } from './html.ts';
import { isLegalIri } from './iri.ts';
import { parseJsonLd } from './json-ld.ts';

/**
 * Parses one JSON-LD block of a web page. schema.org lets people write a text where it expects an
 * address (`"license": "CC BY"`); such a value stays a text, so that the mapping can read it, instead
 * of becoming a wrong address below the page. Throws as {@link parseJsonLd} does.
 */
export function parseEmbedded(block: string, baseIri: string): Promise<RdfParse> {
  const value = parseBlock(block);
  const read = /schema\.org/.test(block) ? withTexts(value) : value;
  return parseJsonLd(JSON.stringify(read), { baseIri });
}

/** The nesting is bounded by the JSON parser. */
function withTexts(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => withTexts(item, name));
  if (typeof value === 'object' && value !== null) {
    if ('@value' in value) return value;
    return Object.fromEntries(
      // The context is not a part of the description.
      Object.entries(value).map(([key, item]) => [
        key,
        key === '@context' ? item : withTexts(item, key),
      ]),
    );
  }
  const term = name.replace(/^(?:schema:|https?:\/\/schema\.org\/)/, '');
  if (typeof value !== 'string' || !Object.hasOwn(addressTerms, term)) return value;
  return isAddress(value) ? value : { '@value': value };
}

function isAddress(text: string): boolean {
  return isLegalIri(text) || /^[#./?][^\s<>"{}|\\^`]*$/.test(text);
}
