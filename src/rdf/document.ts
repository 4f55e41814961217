import type { Quad } from '@rdfjs/types';

/** A payload after the parse stage. */
export type ParsedDocument =
  | { readonly kind: 'rdf'; readonly quads: readonly Quad[] }
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'xml'; readonly text: string };
