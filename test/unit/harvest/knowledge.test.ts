import { Parser } from 'n3';
import { afterEach, describe, expect, expectTypeOf, it, vi } from 'vitest';
import type { Knowledge, TurtleGraph } from '../../../src/harvest/knowledge.ts';
import { createStages } from '../../../src/harvest/stages.ts';
import { readKnowledge } from '../../../src/knowledge-files.ts';
import { createReferenceDocuments } from '../../../src/publish/reference-documents.ts';
import { repositoryRoot } from '../../support/turtle-files.ts';
import { fixtures } from '../../support/validator-pairs.ts';

const baseUrl = 'https://catalogue.example.org';
const read = () => readKnowledge(`${repositoryRoot}config`, baseUrl);

/** All strings in what a worker is handed. */
function* textsIn(value: unknown): Iterable<string> {
  if (typeof value === 'string') yield value;
  else if (ArrayBuffer.isView(value)) return;
  else if (value instanceof Map)
    for (const entry of value) for (const part of entry) yield* textsIn(part);
  else if (typeof value === 'object' && value !== null)
    for (const part of Object.values(value)) yield* textsIn(part);
}

describe('what is known of profiles and vocabularies', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('is parsed when it is read, each file once for each address it is published at', async () => {
    const parse = vi.spyOn(Parser.prototype, 'parse');
    const { profiles, vocabularies } = await read();
    const files = profiles.flatMap(({ levels }) => [
      ...new Set(Object.values(levels).flatMap((level) => level.map(({ path }) => path))),
    ]);
    const aliases = 1;
    expect(files.length).toBeGreaterThan(20);
    expect(parse).toHaveBeenCalledTimes(files.length + vocabularies.length + aliases);
  });

  it('reaches a worker without Turtle, and is used there without parsing', async () => {
    expectTypeOf<keyof TurtleGraph>().toEqualTypeOf<'path' | 'graph'>();
    expectTypeOf<
      Knowledge['profiles'][number]['levels']['PUBLIC'][number]
    >().toEqualTypeOf<TurtleGraph>();
    // As a worker thread gets it.
    const knowledge = structuredClone(await read());
    expect([...textsIn(knowledge)].filter((text) => /@prefix|[.;]\s*\n/i.test(text))).toEqual([]);

    const parse = vi.spyOn(Parser.prototype, 'parse');
    const stages = createStages(knowledge, baseUrl);
    const frequencies = 'http://publications.europa.eu/resource/authority/frequency';
    expect(stages.terms.concept(frequencies, 'annuel')).toBe(`${frequencies}/ANNUAL`);
    for (const { id } of knowledge.profiles) {
      const profile = stages.profile(id);
      for (const quads of fixtures)
        expect((await profile.validate(quads)).results.length).toBeGreaterThan(0);
      expect(profile.expectations('PUBLIC').mandatory.length).toBeGreaterThan(0);
    }
    const documents = createReferenceDocuments(knowledge, baseUrl);
    expect(documents.vocabularies()).toHaveLength(knowledge.vocabularies.length);
    expect(documents.profiles()).toHaveLength(knowledge.profiles.length);
    expect(parse).not.toHaveBeenCalled();
  });

  it('shares the memory of its triples with the workers', async () => {
    const { profiles, vocabularies } = await read();
    const files = [
      ...vocabularies,
      ...profiles.flatMap(({ levels }) => Object.values(levels).flat()),
    ];
    for (const { graph } of files)
      for (const { buffer } of Object.values(graph))
        expect(buffer).toBeInstanceOf(SharedArrayBuffer);
  });
});
