import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quadToNTriples } from '../../../src/rdf/serialise.ts';
import { readGraph, type SharedGraph, shareGraph } from '../../../src/rdf/shared-graph.ts';
import { blankNode, literal, namedNode, quad } from '../../../src/rdf/vocabularies.ts';
import { readVocabularies } from '../../support/own-shapes.ts';

const iri = fc
  .stringMatching(/^[a-zéœ😀]{1,8}$/u)
  .map((name) => namedNode(`https://e.org/${name}`));
const node = fc.oneof(
  iri,
  fc.stringMatching(/^[a-z]\w{0,8}$/).map((name) => blankNode(name)),
);
const value = fc.oneof(
  node,
  fc.string({ unit: 'binary' }).map((text) => literal(text)),
  fc.string({ unit: 'grapheme' }).map((text) => literal(text, 'fr')),
  fc.tuple(fc.string(), iri).map(([text, datatype]) => literal(text, datatype)),
);
const lines = (quads: Parameters<typeof shareGraph>[0]) => quads.map(quadToNTriples);

describe('a shared graph', () => {
  it('gives back the triples it was made of, whatever their terms', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(node, iri, value)), (triples) => {
        const quads = triples.map((triple) => quad(...triple));
        expect(lines(readGraph(shareGraph(quads)))).toEqual(lines(quads));
      }),
    );
  });

  it('holds each term once', () => {
    const quads = readVocabularies();
    const read = readGraph(shareGraph(quads));
    expect(lines(read)).toEqual(lines(quads));
    const terms = new Set(read.flatMap((q) => [q.subject, q.predicate, q.object]));
    expect(new Set([...terms].map((term) => `${term.termType} ${JSON.stringify(term)}`)).size).toBe(
      terms.size,
    );
  });

  it('is one memory for all threads it is sent to', () => {
    const own = shareGraph([quad(namedNode('a:a'), namedNode('a:b'), literal('c'))]);
    const { port1, port2 } = new MessageChannel();
    port1.postMessage(own);
    // The port gives what was posted to it.
    const { message } = receiveMessageOnPort(port2) as { message: SharedGraph };
    port1.close();
    message.text[0] = 'z'.charCodeAt(0);
    expect(readGraph(own)[0]?.subject.value).toBe('z:a');
    message.triples[1] = 0;
    expect(readGraph(own)[0]?.predicate.value).toBe('z:a');
  });
});
