import type { Quad, Quad_Object, Quad_Predicate, Quad_Subject } from '@rdfjs/types';
import { DataFactory, type Term, termFromId, termToId } from 'n3';
import { quad } from './vocabularies.ts';

/**
 * Triples in memory that all threads of the process read: when they are handed to a worker, the
 * memory is shared, not copied.
 */
export interface SharedGraph {
  /** The terms in UTF-8, one behind the other. */
  readonly text: Uint8Array;
  /** Where each term ends in the text. */
  readonly ends: Uint32Array;
  /** Subject, predicate and object of each triple, as numbers of terms. */
  readonly triples: Uint32Array;
}

/** Puts triples into shared memory, in their order; graph names are left out. */
export function shareGraph(quads: readonly Quad[]): SharedGraph {
  const numbers = new Map<string, number>();
  const numberOf = (term: Term) => {
    const id = termToId(term);
    const number = numbers.get(id) ?? numbers.size;
    numbers.set(id, number);
    return number;
  };
  const triples = quads.flatMap(({ subject, predicate, object }) =>
    // RDF/JS lets quoted triples stand here; n3 reads none from Turtle.
    [subject, predicate, object].map((term) => numberOf(term as Term)),
  );
  const texts = [...numbers.keys()].map((id) => Buffer.from(id));
  let end = 0;
  const ends = texts.map(({ length }) => {
    end += length;
    return end;
  });
  const text = new Uint8Array(new SharedArrayBuffer(end));
  text.set(Buffer.concat(texts));
  return { text, ends: sharedNumbers(ends), triples: sharedNumbers(triples) };
}

function sharedNumbers(numbers: readonly number[]): Uint32Array {
  const shared = new Uint32Array(
    new SharedArrayBuffer(numbers.length * Uint32Array.BYTES_PER_ELEMENT),
  );
  shared.set(numbers);
  return shared;
}

/** The triples of a shared graph as they were put in; equal terms are one object. */
export function readGraph({ text, ends, triples }: SharedGraph): Quad[] {
  const bytes = Buffer.from(text.buffer);
  const terms = Array.from(ends, (end, at) =>
    termFromId(bytes.toString('utf8', ends[at - 1] ?? 0, end), DataFactory),
  );
  return Array.from({ length: triples.length / 3 }, (_, at) => {
    const [subject, predicate, object] = triples.subarray(3 * at, 3 * at + 3);
    // shareGraph put terms of these kinds at these places.
    return quad(
      terms[subject ?? 0] as Quad_Subject,
      terms[predicate ?? 0] as Quad_Predicate,
      terms[object ?? 0] as Quad_Object,
    );
  });
}
