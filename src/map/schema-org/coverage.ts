import { dcat, dct, literal, namedNode, rdf, rdfs, xsd } from '../../rdf/vocabularies.ts';
import type { Node, Value } from '../draft.ts';
import { type DateValue, parseDate, periodOf } from '../values/dates.ts';
import { identifierValues } from './agents.ts';
import { nodeOf, type Translation } from './translation.ts';

const wkt = namedNode('http://www.opengis.net/ont/geosparql#wktLiteral');

/**
 * schema:temporalCoverage → dct:temporal: an ISO 8601 interval such as `2011/2020` or `2011-05/..`, or
 * one date, which is then both ends. A described period stays as it is.
 */
export function translatePeriod(value: Value, translation: Translation): readonly Value[] {
  if (value.termType !== 'Literal') return [value];
  const [first = '', second, ...more] = value.value.trim().split('/');
  const start = parseDate(first);
  const end = second === undefined ? start : parseDate(second);
  const isReadable =
    more.length === 0 &&
    isEnd(first, start) &&
    isEnd(second ?? first, end) &&
    (start ?? end) !== undefined;
  if (!isReadable || periodOf(start, end).reversed) {
    const message = 'This is no interval of dates such as 2011/2020';
    translation.note({
      kind: 'unknown-value',
      property: 'dct:temporal',
      message,
      original: value.value,
    });
    return [];
  }
  const period = translation.node();
  translation.add(period, rdf.type, dct.PeriodOfTime);
  if (start) translation.add(period, dcat.startDate, literal(start.value, xsd[start.type]));
  if (end) translation.add(period, dcat.endDate, literal(end.value, xsd[end.type]));
  return [period];
}

/** An end that is open is written `..` or left out. */
function isEnd(text: string, date: DateValue | undefined): boolean {
  return date !== undefined || text.trim() === '..' || text.trim() === '';
}

/** schema:Place → dct:Location, with the box or point that it gives. */
export function translatePlace(value: Value, translation: Translation): Value {
  const node = nodeOf(value);
  if (node === null || !translation.isNew(node, 'place')) return value;
  translation.fill(node, rdfs.label, translation.take(node, 'name'));
  const same = [...translation.take(node, 'sameAs'), ...translation.take(node, 'identifier')];
  translation.fill(
    node,
    dct.identifier,
    same.flatMap((each) => identifierValues(each, translation)),
  );
  for (const geo of translation.take(node, 'geo')) addGeometry(node, geo, translation);
  return node;
}

function addGeometry(place: Node, geo: Value, translation: Translation): void {
  for (const box of translation.take(geo, 'box')) {
    const [south, west, north, east, ...more] = numbersIn(box.value);
    if (south === undefined || west === undefined || north === undefined || east === undefined)
      continue;
    if (more.length > 0 || !isPoint(south, west) || !isPoint(north, east)) continue;
    const ring = [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ];
    const text = ring.map((point) => point.join(' ')).join(', ');
    translation.fill(place, dcat.bbox, [literal(`POLYGON((${text}))`, wkt)]);
  }
  const [latitude] = numbersIn(translation.take(geo, 'latitude')[0]?.value ?? '');
  const [longitude] = numbersIn(translation.take(geo, 'longitude')[0]?.value ?? '');
  if (latitude === undefined || longitude === undefined || !isPoint(latitude, longitude)) return;
  translation.fill(place, dcat.centroid, [literal(`POINT(${longitude} ${latitude})`, wkt)]);
}

function numbersIn(text: string): readonly number[] {
  const parts = text
    .slice(0, 200)
    .split(/[\s,]+/)
    .filter(Boolean);
  const numbers = parts.map(Number);
  return numbers.every(Number.isFinite) ? numbers : [];
}

function isPoint(latitude: number, longitude: number): boolean {
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
}
