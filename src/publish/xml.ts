// XML cannot hold these at all (XML 1.0 §2.2); a lone surrogate is none of Unicode's either.
const notXml =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it finds.
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
};

/** Text with U+FFFD for each character that no XML can hold. */
export function withoutForbidden(text: string): string {
  return text.replace(notXml, '\ufffd');
}

/** Text as an attribute or a text node of XML may hold it; what no XML can hold becomes U+FFFD. */
export function escapeXml(text: string): string {
  return withoutForbidden(text).replace(
    /[&<>"\r\n\t]/g,
    (character) => entities[character] ?? character,
  );
}

/** An element with text; '' for an empty one is left to the caller. */
export function element(
  name: string,
  text: string,
  attributes: Readonly<Record<string, string>> = {},
): string {
  return `<${name}${attributeText(attributes)}>${escapeXml(text)}</${name}>`;
}

/** Attributes with a space before each. */
export function attributeText(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeXml(value)}"`)
    .join('');
}
