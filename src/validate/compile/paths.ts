import { HarvestError } from '../../model/problem.ts';
import { compact } from '../../rdf/vocabularies.ts';
import type { Graph, Node } from './graph.ts';
import { none } from './graph.ts';
import { type Run, spend } from './run.ts';
import { firstValueOf, listOf, sh } from './shapes-graph.ts';

/** A property path (SHACL §2.3.1). */
export type Path =
  | { readonly kind: 'predicate'; readonly iri: string }
  | { readonly kind: 'inverse' | Quantifier; readonly path: Path }
  | { readonly kind: 'sequence' | 'alternative'; readonly paths: readonly Path[] };

const quantifiers = ['zeroOrMore', 'oneOrMore', 'zeroOrOne'] as const;

type Quantifier = (typeof quantifiers)[number];

/** Gives the value nodes of a focus node, each once (SHACL §2.3.1, §2.3.2). */
export type Select = (run: Run, focus: Node) => readonly Node[];

const maxNesting = 50;

const oneOperand = ['inverse', ...quantifiers] as const;

/** Reads a path from a shapes graph; throws CONFIG_INVALID for what is no path (SHACL §2.3.1). */
export function readPath(shapes: Graph, node: Node, depth = 0): Path {
  if (depth > maxNesting) throw notAPath(node);
  const read = (inner: Node) => readPath(shapes, inner, depth + 1);
  if (node.type === 'NamedNode') return { kind: 'predicate', iri: node.value };
  const steps = listOf(shapes, node);
  if (steps && steps.length > 0) return { kind: 'sequence', paths: steps.map(read) };
  const alternative = firstValueOf(shapes, node, 'alternativePath');
  const branches = alternative && listOf(shapes, alternative);
  if (branches && branches.length > 0) return { kind: 'alternative', paths: branches.map(read) };
  for (const kind of oneOperand) {
    const inner = firstValueOf(shapes, node, `${kind}Path`);
    if (inner) return { kind, path: read(inner) };
  }
  throw notAPath(node);
}

function notAPath({ value }: Node): HarvestError {
  return new HarvestError(
    'CONFIG_INVALID',
    `The shapes hold a ${sh}path that is no path: ${value}`,
  );
}

const suffixes = { zeroOrMore: '*', oneOrMore: '+', zeroOrOne: '?' } as const;

/** A path in SPARQL's notation with compact names, `dct:publisher/cv:contactPoint` (SPARQL 1.1 §9.1). */
export function formatPath(path: Path): string {
  switch (path.kind) {
    case 'predicate':
      return compact(path.iri);
    case 'sequence':
      return path.paths.map((step) => formatOperand(step, ['inverse', ...quantifiers])).join('/');
    case 'alternative':
      return path.paths.map((step) => formatOperand(step, ['inverse', ...quantifiers])).join('|');
    case 'inverse':
      return `^${formatOperand(path.path, quantifiers)}`;
    default:
      return formatOperand(path.path, []) + suffixes[path.kind];
  }
}

function formatOperand(path: Path, bare: readonly Path['kind'][]): string {
  const text = formatPath(path);
  return path.kind === 'predicate' || bare.includes(path.kind) ? text : `(${text})`;
}

/** Compiles a path to a function; `isInverse` walks it from its end to its start. */
export function compilePath(path: Path, isInverse = false): Select {
  switch (path.kind) {
    case 'predicate':
      return isInverse ? against(path.iri) : along(path.iri);
    case 'inverse':
      return compilePath(path.path, !isInverse);
    case 'sequence':
      return sequence(ordered(path.paths, isInverse).map((step) => compilePath(step, isInverse)));
    case 'alternative': {
      const branches = path.paths.map((branch) => compilePath(branch, isInverse));
      return (run, focus) => distinct(branches.map((branch) => branch(run, focus)));
    }
    case 'zeroOrOne': {
      const inner = compilePath(path.path, isInverse);
      return (run, focus) => distinct([[focus], inner(run, focus)]);
    }
    default:
      return closure(compilePath(path.path, isInverse), path.kind === 'zeroOrMore');
  }
}

function ordered(paths: readonly Path[], isInverse: boolean): readonly Path[] {
  return isInverse ? paths.toReversed() : paths;
}

function along(iri: string): Select {
  return (run, focus) => run.graph.objects(focus, iri);
}

function against(iri: string): Select {
  return (run, focus) => run.graph.incoming(iri).get(focus) ?? none;
}

function sequence(steps: readonly Select[]): Select {
  return (run, focus) => {
    let nodes: readonly Node[] = [focus];
    for (const step of steps) {
      spend(run, nodes.length);
      nodes = distinct(nodes.map((node) => step(run, node)));
    }
    return nodes;
  };
}

function closure(step: Select, includesFocus: boolean): Select {
  return (run, focus) => {
    const reached = new Set(includesFocus ? [focus] : step(run, focus));
    // A set gives what is added during the walk as well.
    for (const node of reached) {
      const next = step(run, node);
      spend(run, next.length + 1);
      for (const found of next) reached.add(found);
    }
    return [...reached];
  };
}

function distinct(groups: readonly (readonly Node[])[]): readonly Node[] {
  const [first, ...others] = groups.filter(({ length }) => length > 0);
  if (!first) return none;
  return others.length === 0 ? first : [...new Set([...first, ...others.flat()])];
}
