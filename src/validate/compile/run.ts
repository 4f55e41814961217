import { HarvestError } from '../../model/problem.ts';
import type { Graph, Node } from './graph.ts';

/** The deepest nesting of shapes within shapes; far above any profile, far below the stack's end. */
const maxDepth = 400;

/** The most value nodes looked at for one record, some seconds of work. */
const maxWork = 20_000_000;

/**
 * The state of the validation of one record. It bounds the work, because shapes that refer to each
 * other and hostile data can make it grow without end.
 */
export interface Run {
  readonly graph: Graph;
  /** Verdicts found, by shape; a number is the depth at which the question is still open. */
  readonly verdicts: Map<object, Map<Node, boolean | number>>;
  /** The least depth of the open questions that were taken as answered with yes. */
  assumed: number;
  depth: number;
  work: number;
}

/** Starts the validation of a graph. */
export function createRun(graph: Graph): Run {
  return { graph, verdicts: new Map(), assumed: Number.POSITIVE_INFINITY, depth: 0, work: 0 };
}

/** Counts value nodes looked at; throws VALIDATE_FAILED when they are too many. */
export function spend(run: Run, nodes: number): void {
  run.work += nodes;
  if (run.work > maxWork)
    throw new HarvestError(
      'VALIDATE_FAILED',
      'The description was not validated to the end: it holds too many nodes that refer to each other.',
    );
}

/** Goes one shape deeper and gives the depth; throws VALIDATE_FAILED when that is too deep. */
export function enter(run: Run): number {
  run.depth += 1;
  if (run.depth > maxDepth)
    throw new HarvestError(
      'VALIDATE_FAILED',
      `The description was not validated to the end: its nodes are nested more than ${maxDepth} deep.`,
    );
  return run.depth;
}
