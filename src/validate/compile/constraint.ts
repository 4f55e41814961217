import type { Classes } from './classes.ts';
import type { Graph, Node } from './graph.ts';
import type { Path, Select } from './paths.ts';
import type { Run } from './run.ts';
import type { Message } from './shapes-graph.ts';

/** Texts by name that a message may quote as `{$name}` or `{?name}` (SHACL §5.2.1). */
export type Arguments = Readonly<Record<string, string>>;

/** One way in which a focus node breaks a constraint. */
export interface Violation {
  /** The value node at fault, or null where the values as a whole are. */
  readonly value: Node | null;
  /** In place of the path of the shape. */
  readonly path?: Path;
  /** In addition to the arguments of the constraint. */
  readonly args?: Arguments;
}

/** Checks the value nodes of a focus node; gives all violations. */
export type Check = (run: Run, focus: Node, values: readonly Node[]) => readonly Violation[];

/** A constraint as its component declares it. */
export interface Constraint {
  /** IRI of the constraint component. */
  readonly component: string;
  readonly args: Arguments;
  /** The constraint's own messages, which go before those of the shape (SHACL §5.3.2). */
  readonly messages?: readonly Message[];
  readonly check: Check;
}

/** A compiled shape (SHACL §2). */
export interface Shape {
  /** The node of the shapes graph. */
  readonly node: Node;
  /** The path of a property shape, or null for a node shape. */
  readonly path: Path | null;
  /** Gives the value nodes, or null for the focus node itself. */
  readonly select: Select | null;
  /** IRI of the severity. */
  readonly severity: string;
  readonly messages: readonly Message[];
  readonly constraints: readonly Constraint[];
  /** The shapes that sh:property applies to each value node (SHACL §4.7.2). */
  readonly properties: readonly Shape[];
}

/** A shape as its constraints are compiled from it. */
export interface Source {
  readonly shapes: Graph;
  readonly node: Node;
  readonly isPropertyShape: boolean;
  readonly classes: Classes;
  /** The compiled shape of a node; constraints may hold on to it before it is complete. */
  readonly shape: (node: Node) => Shape;
}

/** Compiles a constraint component: gives the constraints that one value of its parameter declares. */
export type Component = (parameter: Node, source: Source) => readonly Constraint[];

/** Constraint components by the local name of the parameter that declares them. */
export type Components = Readonly<Record<string, Component>>;

/** No violation; shared, so that a constraint that is met costs nothing. */
export const met: readonly Violation[] = Object.freeze([]);

const whole: readonly Violation[] = Object.freeze([{ value: null }]);

/** A check of the values as a whole. */
export function allValues(
  isMet: (run: Run, focus: Node, values: readonly Node[]) => boolean,
): Check {
  return (run, focus, values) => (isMet(run, focus, values) ? met : whole);
}

/** A check of each value by itself. */
export function eachValue(isMet: (node: Node, run: Run, focus: Node) => boolean): Check {
  return (run, focus, values) => {
    let violations: Violation[] | undefined;
    for (const value of values) {
      if (isMet(value, run, focus)) continue;
      violations ??= [];
      violations.push({ value });
    }
    return violations ?? met;
  };
}

/** Restricts a component to property shapes, as SHACL §4 does for those that count values. */
export function forPaths(component: Component): Component {
  return (parameter, source) => (source.isPropertyShape ? component(parameter, source) : []);
}
