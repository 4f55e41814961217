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
    ): Iterable<Quad>;
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
    readonly shape: { readonly ptr: { readonly term: Term | undefined } };
    readonly value: { readonly term: Term | undefined } | undefined;
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
