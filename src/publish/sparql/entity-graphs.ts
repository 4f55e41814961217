import type { Entity } from '../../model/published.ts';
import { inOwnGraph } from '../../rdf/placement.ts';
import type { GraphText } from '../formats.ts';
import type { GraphChange } from './protocol.ts';
import { describeReport, reportGraph } from './report-graph.ts';

/** A graph of the endpoint. */
export interface EndpointGraph extends GraphText {
  /** Not of the catalogue: a vocabulary, a validation report. */
  readonly isAside?: boolean;
}

/** What an entity's graphs are made of. */
export type GraphSource = Pick<Entity, 'kind' | 'iri' | 'graph' | 'ntriples' | 'report'>;

/** An entity's graphs: its triples, and the report of its validation if it has one. */
export function graphsOf(entity: GraphSource): readonly EndpointGraph[] {
  const report = describeReport(entity);
  const own = { graph: entity.graph, ntriples: inOwnGraph(entity) };
  return report ? [own, { ...report, isAside: true }] : [own];
}

/** What replaces the graphs of an entity, where null stands for one that is gone. */
export function changesOf(graph: string, entity: GraphSource | null): readonly GraphChange[] {
  const gone: readonly GraphChange[] = [
    { graph, ntriples: null },
    { graph: reportGraph(graph), ntriples: null, isAside: true },
  ];
  if (entity === null) return gone;
  const graphs = graphsOf(entity);
  return entity.kind === 'dataset' ? [...graphs, ...gone.slice(graphs.length)] : graphs;
}
