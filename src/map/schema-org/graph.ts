import type { Quad } from '@rdfjs/types';
import { nodeKey } from '../../rdf/graph.ts';
import { dcat, quad as makeQuad, namedNode, rdf, schema } from '../../rdf/vocabularies.ts';
import type { Node, Value } from '../draft.ts';
import { translateDataset } from './dataset.ts';
import { type Translated, translate } from './translation.ts';

/**
 * Turns what a graph says of its datasets in schema.org's terms into those of DCAT, for every
 * schema:Dataset and for a dcat:Dataset that uses both; what DCAT says already stands. The namespace
 * may begin with http or https.
 */
export function translateSchemaOrg(given: readonly Quad[]): Translated {
  const quads = given.map(inOneNamespace);
  const isSchema = ({ predicate, object }: Quad) =>
    predicate.value.startsWith(schema.base) || object.equals(schema.Dataset);
  const speaking = new Set(quads.filter(isSchema).map(({ subject }) => nodeKey(subject)));
  const datasets = new Map<string, Node>();
  for (const { subject, predicate, object } of quads) {
    if (!predicate.equals(rdf.type) || !speaking.has(nodeKey(subject))) continue;
    // Parsed RDF has no other kind of subject.
    if (object.equals(schema.Dataset) || object.equals(dcat.Dataset))
      datasets.set(nodeKey(subject), subject as Node);
  }
  if (datasets.size === 0) return { quads: given, notes: [] };
  return translate(quads, (translation) => {
    for (const dataset of datasets.values()) translateDataset(dataset, translation);
  });
}

const otherBase = /^https?:\/\/(?:www\.)?schema\.org\//;

function inOneNamespace(quad: Quad): Quad {
  const { subject, predicate, object } = quad;
  const property = predicate.value.replace(otherBase, schema.base);
  const value = object.termType === 'NamedNode' ? object.value.replace(otherBase, schema.base) : '';
  if (property === predicate.value && (value === '' || value === object.value)) return quad;
  // As above; and a literal keeps its value.
  return makeQuad(
    subject as Node,
    namedNode(property),
    value === '' ? (object as Value) : namedNode(value),
  );
}
