import { xsd } from '../../rdf/vocabularies.ts';
import { countProperties } from '../context.ts';

const integer = `"^^<${xsd.integer.value}> .`;

/**
 * Gives counts back the datatype they were published with: the store turns xsd:nonNegativeInteger
 * into xsd:integer. Works on N-Triples lines, by property.
 */
export function restoreDatatypes(ntriples: string): string {
  if (!ntriples.includes(integer)) return ntriples;
  return ntriples
    .split('\n')
    .map((line) => {
      if (!line.endsWith(integer)) return line;
      const [, property = ''] = line.split(' ', 2);
      return countProperties.has(property.slice(1, -1))
        ? `${line.slice(0, -integer.length)}"^^<${xsd.nonNegativeInteger.value}> .`
        : line;
    })
    .join('\n');
}
