declare module 'shacl-engine' {
  import type { DataFactory, NamedNode, Quad, Term } from '@rdfjs/types';

  /** What the engine reads of a dataset: its size and the quads of a pattern. */
  export interface Matchable {
    readonly size: number;
    match(
      subject?: Term | null,
      predicate?: Term | null,
      object?: Term | null,
      graph?: Term | null,
    ): Iterable<Quad> & { readonly size: number };
  }

  /** One step of a property path: the predicates it may follow, forwards or backwards. */
  export interface PathStep {
    readonly quantifier: 'one' | 'oneOrMore' | 'zeroOrMore' | 'zeroOrOne';
    readonly start: 'subject' | 'object';
    readonly end: 'subject' | 'object';
    readonly predicates: readonly NamedNode[];
  }

  export interface Result {
    readonly constraintComponent: NamedNode;
    readonly focusNode: { readonly term: Term | undefined };
    readonly message: readonly { readonly value: string; readonly language: string }[];
    readonly path: readonly PathStep[] | null | undefined;
    readonly severity: NamedNode;
    readonly shape: { readonly ptr: Pointer };
    readonly value: { readonly term: Term | undefined } | undefined;
  }

  /** Nodes of the shapes graph; one where it stands for a shape. */
  export interface Pointer {
    readonly term: Term | undefined;
  }

  /** What is known while a node is validated against a shape. */
  export interface Context {
    /** Where results go; a report of its own where only the verdict counts. */
    readonly report: { readonly results: Result[] };
    /** Results by question, one map per run. */
    readonly results: object;
    /** Questions that are not asked again. */
    processed: ReadonlySet<string>;
    /** The question that is asked: shape, node, and the triples that lead to the node. */
    id(args: { readonly shape: Shape }): string;
    /** The same with changes, and a report of its own for a child. */
    create(changes: { readonly child: boolean }): Context;
  }

  export interface Shape {
    readonly ptr: Pointer;
    validate(context: Context): Promise<Context>;
    /** Asks, whether or not the question was asked before. */
    readonly shapeValidator: { validate(context: Context): Promise<Context> };
  }

  export class Validator {
    constructor(
      shapes: Matchable,
      options: {
        readonly factory: DataFactory;
        readonly validations?: ReadonlyMap<Term, unknown>;
        readonly targetResolvers?: ReadonlyMap<Term, unknown>;
      },
    );
    /** The shape of a node, made at its first use; null for none. */
    shape(pointer: Pointer): Shape | null;
    validate(
      data: { readonly dataset: Matchable },
      /** The shapes to apply, by their targets; all where none are given. */
      shapes?: readonly { readonly terms: readonly Term[] }[],
    ): Promise<{ readonly results: readonly Result[] }>;
  }
}

declare module 'shacl-engine/sparql.js' {
  import type { Term } from '@rdfjs/types';

  export const validations: ReadonlyMap<Term, unknown>;
  export const targetResolvers: ReadonlyMap<Term, unknown>;
}
