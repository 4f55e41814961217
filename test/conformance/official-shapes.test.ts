import type { Quad } from '@rdfjs/types';
import { describe, expect, it } from 'vitest';
import type { ValidationResult } from '../../src/model/report.ts';
import type { AccessLevel } from '../../src/model/source.ts';
import { quad as createQuad } from '../../src/rdf/vocabularies.ts';
import type { Validator } from '../../src/validate/shacl.ts';
import { officialValidator, oracle } from '../support/official-shapes.ts';
import { ownValidator } from '../support/own-shapes.ts';
import { readTurtle, repositoryRoot } from '../support/turtle-files.ts';

const key = ({ severity, focusNode, path }: ValidationResult) => `${severity} ${focusNode} ${path}`;

interface Finding {
  readonly result: ValidationResult;
  /** All findings of the other side, and the results of this side. */
  readonly own: ReadonlySet<string>;
  readonly official: readonly ValidationResult[];
}

interface Difference {
  readonly reason: string;
  readonly explains: (finding: Finding) => boolean;
}

const mediaTypes = ['dcat:mediaType', 'dcat:compressFormat', 'dcat:packageFormat'];

/** What only the official shapes report, and why ours do not. */
const onlyOfficial: readonly Difference[] = [
  {
    reason:
      'DCAT-AP warns of every publisher outside the EU corporate bodies; Release 8 has a list of its own for the publishers of datasets and leaves this one to the catalogue.',
    explains: ({ result }) => result.severity === 'Warning' && result.path === 'dct:publisher',
  },
  {
    reason:
      'DCAT-AP 3.0.1 asks a checksum algorithm for an address in https, but the IRIs of SPDX are in http: nobody can comply. Release 8 asks for its class only.',
    explains: ({ result }) => result.path === 'spdx:algorithm',
  },
  {
    reason: 'Release 8 lowers a media type outside IANA from a violation to a warning.',
    explains: ({ result }) => mediaTypes.includes(result.path ?? ''),
  },
  {
    reason:
      'A node that fails its own shape is reported once, at the node; the official shapes repeat it at each node that refers to it.',
    explains: ({ result, official }) =>
      result.component.endsWith('#NodeConstraintComponent') &&
      official.some(({ focusNode }) => focusNode === result.value),
  },
  {
    reason:
      'A structured data flag that is neither true nor false is reported at the flag; the official rule about variables fails on it as well.',
    explains: ({ result, own }) =>
      result.component.endsWith('#OrConstraintComponent') &&
      own.has(`Violation ${result.focusNode} healthdcatap:hasStructuredData`),
  },
  {
    reason: 'A missing property that is a violation is not warned of a second time.',
    explains: ({ result, own }) =>
      result.severity === 'Warning' && own.has(key({ ...result, severity: 'Violation' })),
  },
];

/** What only our shapes report, and why the official ones do not. */
const onlyOwn: readonly Difference[] = [
  {
    reason:
      'The official shapes name the shape of dates with sh:shape, which is not SHACL, so engines never apply it; the profile asks for it all the same.',
    explains: ({ result }) =>
      /^(dct:issued|dct:modified|dcat:startDate|dcat:endDate)$/.test(result.path ?? ''),
  },
];

const explained = (differences: readonly Difference[], finding: Finding) =>
  differences.some(({ explains }) => explains(finding));

/** Findings on which the two sides differ without a documented reason, as lines. */
async function unexplained(quads: readonly Quad[], own: Validator, other: Validator) {
  const mine = (await own(quads)).results;
  const official = (await other(quads)).results;
  const ownKeys = new Set(mine.map(key));
  const officialKeys = new Set(official.map(key));
  const missed = official.filter(
    (result) =>
      !ownKeys.has(key(result)) && !explained(onlyOfficial, { result, own: ownKeys, official }),
  );
  const extra = mine.filter(
    (result) =>
      !officialKeys.has(key(result)) && !explained(onlyOwn, { result, own: ownKeys, official }),
  );
  return [
    ...missed.map((result) => `official only: ${key(result)} (${result.component})`),
    ...extra.map((result) => `ours only: ${key(result)}`),
  ];
}

/** The description with, in turn, each property of each node removed. */
function* removals(quads: readonly Quad[]): Iterable<[name: string, quads: Quad[]]> {
  const seen = new Set<string>();
  for (const { subject, predicate } of quads) {
    const name = `${subject.value} ${predicate.value}`;
    // Without its type or level the dataset is judged by other shapes altogether.
    if (seen.has(name) || /#type$|accessRights$/.test(predicate.value)) continue;
    seen.add(name);
    yield [
      name,
      quads.filter((quad) => !quad.subject.equals(subject) || !quad.predicate.equals(predicate)),
    ];
  }
}

/** The description with each value in turn replaced by text, or by an unknown resource where it is text. */
function* replacements(
  quads: readonly Quad[],
  values: { readonly text: Quad['object']; readonly resource: Quad['object'] },
): Iterable<[name: string, quads: Quad[]]> {
  for (const [index, quad] of quads.entries()) {
    if (/#type$|accessRights$/.test(quad.predicate.value)) continue;
    const object = quad.object.termType === 'Literal' ? values.resource : values.text;
    const changed = [...quads];
    changed[index] = createQuad(quad.subject, quad.predicate, object);
    yield [`${quad.subject.value} ${quad.predicate.value}`, changed];
  }
}

// The official shapes take some 70 ms per description, and there are hundreds of descriptions.
describe.skipIf(!oracle)('our shapes against the official ones', { timeout: 300_000 }, () => {
  const own = ownValidator();
  const fixture = (name: string) =>
    readTurtle(`${repositoryRoot}test/fixtures/validate/${name}.ttl`);

  it('agree on the official example', async () => {
    const example = `${oracle}/examples/healthdcat-ap-r8/example-healthdcat-dataset.ttl`;
    const quads = readTurtle(example);
    expect((await own(quads)).conforms).toBe(true);
    expect(await unexplained(quads, own, officialValidator('NON_PUBLIC'))).toEqual([]);
  });

  const levels: readonly [AccessLevel, string][] = [
    ['NON_PUBLIC', 'non-public'],
    ['RESTRICTED', 'restricted'],
    ['PUBLIC', 'public'],
  ];

  it.each(levels)(
    'agree on a valid %s dataset and on it without any one property',
    async (level, name) => {
      const official = officialValidator(level);
      const quads = fixture(name);
      const differences: string[] = await unexplained(quads, own, official);
      for (const [removed, rest] of removals(quads)) {
        const found = await unexplained(rest, own, official);
        differences.push(...found.map((line) => `without ${removed}: ${line}`));
      }
      expect(differences).toEqual([]);
    },
  );

  it('agree on values of the wrong kind', async () => {
    const official = officialValidator('NON_PUBLIC');
    const [sample] = readTurtle(`${repositoryRoot}vocab/access-right.ttl`);
    const quads = fixture('non-public');
    const text = quads.find(({ object }) => object.termType === 'Literal')?.object;
    if (!sample || !text) throw new Error('The fixtures hold no text');
    const differences: string[] = [];
    for (const [changed, rest] of replacements(quads, { text, resource: sample.subject })) {
      const found = await unexplained(rest, own, official);
      differences.push(...found.map((line) => `changed ${changed}: ${line}`));
    }
    expect(differences).toEqual([]);
  });
});
