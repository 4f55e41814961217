import { xsd } from '../../rdf/vocabularies.ts';
import type { Node } from './graph.ts';
import { isLexical, isNumeric } from './lexical.ts';
import { momentTypes, readMoment } from './moment.ts';

const infinities: ReadonlyMap<string, number> = new Map([
  ['INF', Number.POSITIVE_INFINITY],
  ['+INF', Number.POSITIVE_INFINITY],
  ['-INF', Number.NEGATIVE_INFINITY],
]);

/** What the operator `<` of SPARQL compares, and with values of which kind (SPARQL 1.1 §17.3). */
function readValue(node: Node): { readonly kind: string; readonly value: number | string } | null {
  const { datatype, value } = node;
  if (datatype === xsd.string.value) return { kind: 'string', value };
  if (!datatype.startsWith(xsd.base) || !isLexical(datatype, value)) return null;
  if (isNumeric(datatype)) return { kind: 'number', value: infinities.get(value) ?? Number(value) };
  if (datatype === xsd.boolean.value)
    return { kind: 'boolean', value: Number(value === 'true' || value === '1') };
  const type = datatype.slice(xsd.base.length);
  const moment = momentTypes.has(type) ? readMoment(type, value) : null;
  if (!moment) return null;
  const kind = type === 'dateTimeStamp' ? 'dateTime' : type;
  return { kind: `${kind} ${moment.hasZone}`, value: moment.seconds };
}

/**
 * Compares two literals: negative, zero or positive; null where SPARQL does not compare them, which
 * includes dates of which only one has a time zone.
 */
export function compareValues(a: Node, b: Node): number | null {
  const [left, right] = [readValue(a), readValue(b)];
  if (!left || !right || left.kind !== right.kind) return null;
  if (left.value < right.value) return -1;
  if (left.value > right.value) return 1;
  return left.value === right.value ? 0 : null;
}
