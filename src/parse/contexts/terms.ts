/** A term of a JSON-LD 1.1 context (§4.1). */
export interface Term {
  readonly '@id': string;
  readonly '@type'?: string;
  readonly '@container'?: string;
  /** Terms that hold within nodes of this class (§4.1.8). */
  readonly '@context'?: Terms;
}

/** Terms of a context by name. */
export type Terms = Readonly<Record<string, Term | string>>;

/**
 * Reads terms from a text of one per line: name, IRI, and the type of its values where they have one
 * (`@id` for links). An IRI that ends with `:` gets the name appended.
 */
export function terms(text: string): Terms {
  const entries = text
    .trim()
    .split('\n')
    .map((line) => {
      const [name = '', iri = '', type] = line.trim().split(/\s+/);
      const id = iri.endsWith(':') ? iri + name : iri;
      return [name, type === undefined ? { '@id': id } : { '@id': id, '@type': type }] as const;
    });
  return Object.fromEntries(entries);
}

/** Terms of one namespace, parted by spaces, all with the same type of values. */
export function termsOf(prefix: string, names: string, type?: string): Terms {
  const lines = names.trim().split(/\s+/);
  return terms(lines.map((name) => `${name} ${prefix}: ${type ?? ''}`.trim()).join('\n'));
}
