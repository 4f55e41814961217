import type { Term } from '@rdfjs/types';
import type { Arguments, Constraint, Shape, Violation } from './constraint.ts';
import { isKnown, type Node } from './graph.ts';
import type { Path } from './paths.ts';
import { enter, type Run, spend } from './run.ts';
import type { Message } from './shapes-graph.ts';

/** A validation result before its nodes are named for people (SHACL §3.6.2). */
export interface RawResult {
  readonly focusNode: Term;
  readonly path: Path | null;
  /** IRI of the constraint component. */
  readonly component: string;
  readonly value: Term | null;
  /** IRI of the severity. */
  readonly severity: string;
  readonly sourceShape: Term;
  readonly messages: readonly Message[];
}

/** Work that a result counts for: it takes much more memory than a value node looked at. */
const resultWork = 100;

function valuesOf(run: Run, shape: Shape, focus: Node): readonly Node[] {
  const values = shape.select ? shape.select(run, focus) : [focus];
  spend(run, 1 + values.length * (shape.constraints.length + 1));
  return values;
}

function verdictsOf(run: Run, shape: Shape): Map<Node, boolean | number> {
  let verdicts = run.verdicts.get(shape);
  if (verdicts === undefined) {
    verdicts = new Map();
    run.verdicts.set(shape, verdicts);
  }
  return verdicts;
}

/**
 * Whether a node conforms to a shape (SHACL §3.4). Each question is answered once per run; one that
 * comes up while it is being answered, as recursive shapes may have it (SHACL §3.4.3), counts as
 * answered with yes. Throws VALIDATE_FAILED where the bounds of the run are reached.
 */
export function conforms(run: Run, shape: Shape, focus: Node): boolean {
  const verdicts = verdictsOf(run, shape);
  const known = verdicts.get(focus);
  if (typeof known === 'boolean') return known;
  if (known !== undefined) {
    run.assumed = Math.min(run.assumed, known);
    return true;
  }
  const depth = enter(run);
  const before = run.assumed;
  run.assumed = Number.POSITIVE_INFINITY;
  verdicts.set(focus, depth);
  const verdict = meetsAll(run, shape, focus);
  // A verdict that rests on an open question above it must not outlive that question.
  if (run.assumed < depth) verdicts.delete(focus);
  else verdicts.set(focus, verdict);
  run.assumed = run.assumed < depth ? Math.min(before, run.assumed) : before;
  run.depth -= 1;
  return verdict;
}

function meetsAll(run: Run, shape: Shape, focus: Node): boolean {
  const values = valuesOf(run, shape, focus);
  for (const { check } of shape.constraints) if (check(run, focus, values).length > 0) return false;
  for (const property of shape.properties)
    for (const value of values) if (!conforms(run, property, value)) return false;
  return true;
}

/** A shape that is being applied to a focus node, and the one that led to it. */
interface Frame {
  readonly shape: Shape;
  readonly focus: Node;
  readonly parent: Frame | null;
}

function isOpen(frame: Frame | null, shape: Shape, focus: Node): boolean {
  for (let open = frame; open; open = open.parent)
    if (open.shape === shape && open.focus === focus) return true;
  return false;
}

/**
 * Validates a focus node against a shape and adds the results (SHACL §3.4.2), those of the property
 * shapes among them, but none about nodes that the vocabularies describe. Throws VALIDATE_FAILED
 * where the bounds of the run are reached.
 */
export function collect(
  run: Run,
  shape: Shape,
  focus: Node,
  results: RawResult[],
  parent: Frame | null = null,
): void {
  if (isOpen(parent, shape, focus)) return;
  enter(run);
  const values = valuesOf(run, shape, focus);
  for (const constraint of shape.constraints) {
    const violations = constraint.check(run, focus, values);
    if (violations.length === 0 || isKnown(focus)) continue;
    spend(run, violations.length * resultWork);
    for (const violation of violations) results.push(resultOf(shape, constraint, focus, violation));
  }
  const frame: Frame = { shape, focus, parent };
  for (const property of shape.properties)
    for (const value of values) collect(run, property, value, results, frame);
  run.depth -= 1;
}

function resultOf(
  shape: Shape,
  constraint: Constraint,
  focus: Node,
  violation: Violation,
): RawResult {
  const args = violation.args ? { ...constraint.args, ...violation.args } : constraint.args;
  const messages = constraint.messages?.length ? constraint.messages : shape.messages;
  return {
    focusNode: focus.term,
    path: violation.path ?? shape.path,
    component: constraint.component,
    value: violation.value?.term ?? null,
    severity: shape.severity,
    sourceShape: shape.node.term,
    messages: messages.map(({ value, language }) => ({
      value: fillIn(value, args),
      language,
    })),
  };
}

function fillIn(message: string, args: Arguments): string {
  if (!message.includes('{')) return message;
  return message.replace(/\{[$?](\w+)\}/g, (whole, name: string) => args[name] ?? whole);
}
