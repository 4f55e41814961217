import { namedNode, rdf } from '../../rdf/vocabularies.ts';
import { type Background, type Graph, type Node, subClassOf } from './graph.ts';
import { type Run, spend } from './run.ts';

/** Knows what is a SHACL instance of which class, by shapes, background and record (SHACL §1.1). */
export interface Classes {
  /** IRIs of the types of a node and of their superclasses. */
  of(run: Run, node: Node): Iterable<string>;
  isInstance(run: Run, node: Node, of: string): boolean;
}

/** Collects the subclasses that the shapes and the background state. */
export function createClasses(shapes: Graph, background: Background): Classes {
  const above = new Map<string, readonly string[]>();
  const learn = ({ value }: Node, superclasses: readonly Node[] = []) => {
    if (superclasses.length > 0)
      above.set(value, [...(above.get(value) ?? []), ...superclasses.map((node) => node.value)]);
  };
  for (const node of shapes.subjects) learn(node, shapes.objects(node, subClassOf));
  for (const node of background.nodes.values()) learn(node, node.out.get(subClassOf));

  const hasSuperclasses = (graph: Graph, types: readonly Node[]) =>
    graph.hasSubclasses || (above.size > 0 && types.some(({ value }) => above.has(value)));
  return {
    of(run, node) {
      const types = run.graph.objects(node, rdf.type.value);
      return hasSuperclasses(run.graph, types)
        ? closure(run, types, above)
        : types.map(({ value }) => value);
    },
    isInstance(run, node, of) {
      const types = run.graph.objects(node, rdf.type.value);
      for (const { value } of types) if (value === of) return true;
      return hasSuperclasses(run.graph, types) && closure(run, types, above).has(of);
    },
  };
}

function closure(
  run: Run,
  types: readonly Node[],
  above: ReadonlyMap<string, readonly string[]>,
): ReadonlySet<string> {
  const found = new Set(types.map(({ value }) => value));
  // A set gives what is added during the walk as well.
  for (const type of found) {
    spend(run, 1);
    for (const value of above.get(type) ?? []) found.add(value);
    if (!run.graph.hasSubclasses) continue;
    const stated = run.graph.objects(run.graph.node(namedNode(type)), subClassOf);
    for (const { value } of stated) found.add(value);
  }
  return found;
}
