import type { Quad, Term } from '@rdfjs/types';
import fc from 'fast-check';
import { Parser } from 'n3';
import { beforeAll, describe, expect, it } from 'vitest';
import { prepareRecord } from '../../../src/harvest/record.ts';
import { createStages, type Stages } from '../../../src/harvest/stages.ts';
import { readKnowledge } from '../../../src/knowledge-files.ts';
import type { Prepared } from '../../../src/model/record.ts';
import type { Source } from '../../../src/model/source.ts';
import { termToNTriples } from '../../../src/rdf/serialise.ts';
import { blankNode, literal, namedNode } from '../../../src/rdf/vocabularies.ts';
import { validRecord } from '../../support/bad-records.ts';
import { repositoryRoot } from '../../support/turtle-files.ts';

const remoteKey = 'https://data.example.org/cohort';
const source: Source = {
  id: 'tested',
  title: { en: 'Tested' },
  connector: 'rdf-http',
  url: 'https://data.example.org/',
  options: {},
  mapping: 'dcat-ap',
  schedule: null,
  timeZone: 'Europe/Paris',
  quietHours: [],
  profile: 'healthdcat-ap-8',
  language: 'fr',
  level: 'national',
  defaults: {},
  policy: { onViolation: 'quarantine', deletion: { graceDays: 7, maxShare: 0.2, floor: 5 } },
  limits: {
    requestsPerSecond: 1,
    concurrency: 1,
    maxBytes: 1,
    timeoutMs: 1,
    allowPrivateHosts: [],
    robots: 'ignore',
  },
};
const quads: readonly Quad[] = new Parser().parse(validRecord);
const subjects = [...new Map(quads.map((q) => [q.subject.value, q.subject])).values()];

/** A term that may stand anywhere, hostile ones among them. */
const anyTerm: fc.Arbitrary<Term> = fc.oneof(
  fc.constantFrom<Term>(...subjects, ...quads.map((q) => q.object)),
  fc.string({ unit: 'binary', maxLength: 60 }).map((text) => literal(text)),
  fc.string({ maxLength: 20 }).map((text) => literal(text, 'en')),
  fc.constantFrom<Term>(
    blankNode('loose'),
    namedNode('javascript:alert(1)'),
    namedNode('urn:uuid:0'),
    namedNode('http://localhost/x'),
    literal(''),
    literal('-1'),
    literal('31/02/2020'),
    literal('en cours'),
    literal('\u202e\u0001'),
    literal('9'.repeat(500)),
  ),
);

interface Mutation {
  readonly at: number;
  readonly how: 'drop' | 'object' | 'subject' | 'predicate' | 'add';
  readonly term: Term;
}
const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat(quads.length - 1),
  how: fc.constantFrom('drop', 'object', 'subject', 'predicate', 'add'),
  term: anyTerm,
});

type Triple = readonly [subject: Term, predicate: Term, object: Term];

function mutated([s, p, o]: Triple, { at, how, term }: Mutation): readonly Triple[] {
  const isNode = term.termType !== 'Literal';
  switch (how) {
    case 'drop':
      return [];
    case 'object':
      return [[s, p, term]];
    case 'add':
      return [
        [s, p, o],
        [s, p, term],
      ];
    case 'subject':
      return [[isNode ? term : s, p, o]];
    case 'predicate':
      return [[s, quads[(at * 7) % quads.length]?.predicate ?? p, o]];
  }
}

function mutate(mutations: readonly Mutation[]): string {
  const byPlace = new Map(mutations.map((each) => [each.at, each]));
  return quads
    .flatMap((q, index) => {
      const triple: Triple = [q.subject, q.predicate, q.object];
      const change = byPlace.get(index);
      return change ? mutated(triple, change) : [triple];
    })
    .map((triple) => `${triple.map(termToNTriples).join(' ')} .\n`)
    .join('');
}

const baseUrl = 'https://c.example.org';

describe('a valid description with random faults', () => {
  let stages: Stages;
  beforeAll(async () => {
    stages = createStages(await readKnowledge(`${repositoryRoot}config`, baseUrl), baseUrl);
  }, 60_000);

  async function prepare(body: string): Promise<Prepared> {
    const payload = { remoteKey, body, mediaType: 'text/turtle', url: remoteKey };
    return prepareRecord({ payload, fingerprint: '' }, source, stages);
  }

  function expectSettled(prepared: Prepared): void {
    if (prepared.kind === 'failed') {
      expect(prepared.problem).toMatchObject({
        code: expect.stringMatching(/^(?:PARSE|MAP)_/),
        message: expect.stringMatching(/./),
        remedy: expect.stringMatching(/./),
      });
      return;
    }
    expect(prepared.ntriples).not.toContain('_:');
    const violations = prepared.report.results.filter((r) => r.severity === 'Violation');
    expect(prepared.report.conforms).toBe(violations.length === 0);
    for (const { message } of violations) {
      expect(message['en']).toBeTruthy();
      expect(message['fr']).toBeTruthy();
    }
  }

  it('is published, refused with sentences in two languages, or fails by a known code', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 8 }), async (mutations) => {
        expectSettled(await prepare(mutate(mutations)));
      }),
      { numRuns: 150 },
    );
  }, 300_000);

  it('is never a defect when its text is cut or garbled', async () => {
    const cut = fc.record({
      from: fc.nat(validRecord.length),
      length: fc.nat(200),
      text: fc.string({ unit: 'binary', maxLength: 10 }),
    });
    await fc.assert(
      fc.asyncProperty(cut, async ({ from, length, text }) => {
        const garbled = validRecord.slice(0, from) + text + validRecord.slice(from + length);
        expectSettled(await prepare(garbled));
      }),
      { numRuns: 150 },
    );
  }, 300_000);
});
