import type { CatalogueReader } from '../../../model/published.ts';
import { toCanonicalNTriples } from '../../../rdf/serialise.ts';
import { literal, namedNode, quad } from '../../../rdf/vocabularies.ts';
import type { ExternalStore, GraphChange } from './store.ts';

/** How far the store has followed the catalogue. */
export interface Position {
  /** Serial of the last change it holds; 0 for none. */
  readonly serial: number;
  /** When that change was committed: tells a replaced database from a continued one. */
  readonly published: string;
  /** Serial from which on it is whole again after it was emptied: nobody may ask it before. */
  readonly wholeFrom: number;
  /** Digest of the vocabularies it holds; '' for none, or an unknown state. */
  readonly vocabularies: string;
}

const suffix = '/.well-known/glaneur/serial';
const predicate = namedNode('urn:glaneur:position');
/** Stands in a triple of its own, so that earlier versions can read the position. */
const digest = namedNode('urn:glaneur:vocabularies');

/** Graph in which the store keeps the position for a catalogue. */
export function positionGraph(baseUrl: string): string {
  return baseUrl + suffix;
}

/** The change that writes a position. */
export function positionChange(baseUrl: string, position: Position): GraphChange {
  const graph = namedNode(positionGraph(baseUrl));
  const { serial, wholeFrom, published, vocabularies } = position;
  const text = literal(`${serial} ${wholeFrom} ${published}`.trim());
  const quads = [
    quad(graph, predicate, text),
    ...(vocabularies === '' ? [] : [quad(graph, digest, literal(vocabularies))]),
  ];
  return { graph: graph.value, ntriples: toCanonicalNTriples(quads) };
}

/** Reads the position from the store; null when it has none that can be read. */
export async function readPosition(
  store: ExternalStore,
  baseUrl: string,
): Promise<Position | null> {
  const text = await store.read(positionGraph(baseUrl));
  const match = /"(\d{1,15}) (\d{1,15})(?: ([^"\s]{1,40}))?"/.exec(text);
  if (!match) return null;
  const [, serial, wholeFrom, published = ''] = match;
  const [, vocabularies = ''] = /"([0-9a-f]{64})"/.exec(text) ?? [];
  return { serial: Number(serial), wholeFrom: Number(wholeFrom), published, vocabularies };
}

/** Whether a position belongs to the history of this catalogue. */
export async function isOurs(position: Position, reader: CatalogueReader): Promise<boolean> {
  const { serial } = await reader.state();
  if (position.serial > serial) return false;
  return position.published === (await publishedAt(position.serial, reader));
}

/** When the change of a serial was committed; '' for 0. */
export async function publishedAt(serial: number, reader: CatalogueReader): Promise<string> {
  return serial === 0 ? '' : ((await reader.timesOf([serial])).get(serial) ?? '');
}

/** Base addresses of other catalogues whose position the store keeps. */
export function otherBases(graphs: readonly string[], baseUrl: string): readonly string[] {
  return graphs
    .filter((graph) => graph.endsWith(suffix) && graph !== positionGraph(baseUrl))
    .map((graph) => graph.slice(0, -suffix.length));
}
