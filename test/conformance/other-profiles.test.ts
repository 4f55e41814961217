import { describe, expect, it } from 'vitest';
import { oracle } from '../support/official-shapes.ts';
import { readOwnShapes } from '../support/own-shapes.ts';
import { createComparison, createSide, type Difference } from '../support/parity/comparison.ts';
import { readOracleGraphs, readOwnGraphs } from '../support/parity/graphs.ts';
import { healthDcatAp8 } from '../support/parity/healthdcat-ap-8.ts';
import { mutate } from '../support/parity/mutations.ts';
import { readTurtle, repositoryRoot } from '../support/turtle-files.ts';

const dates: Difference = {
  reason:
    'Some dates are checked with sh:shape, which is no SHACL, so that no engine checks them; ours ask for the four types that the text gives.',
  explains: ({ side, finding }) =>
    side === 'own' &&
    finding.component === 'Or' &&
    ['dct:issued', 'dct:modified', 'dcat:startDate', 'dcat:endDate'].includes(finding.path),
};

const dcatAp: readonly Difference[] = [
  dates,
  {
    reason:
      'DCAT-AP 3.0.1 asks a checksum algorithm for an address in https, but the IRIs of SPDX are in http: nobody can comply. Ours ask for an IRI of its class.',
    explains: ({ side, finding }) => side === 'official' && finding.path === 'spdx:algorithm',
  },
  {
    reason:
      'The file of deprecated terms warns of a status outside ADMS 1.0, while the code lists require an EU distribution status: a warning that nobody can clear.',
    explains: ({ side, finding }) =>
      side === 'official' && finding.path === 'adms:status' && finding.severity === 'Warning',
  },
];

const hdh: readonly Difference[] = [
  dates,
  {
    reason:
      'The draft constrains dqv:hasLegalBasis, which does not exist, and so never checks dpv:hasLegalBasis, which it means; ours do.',
    explains: ({ finding }) => ['dqv:hasLegalBasis', 'dpv:hasLegalBasis'].includes(finding.path),
  },
  {
    reason:
      'A publisher was to extend the rules of an access body by sh:extends, which is no SHACL; ours warn when its home page or mailbox is missing.',
    explains: ({ side, finding }) =>
      side === 'own' && finding.severity === 'Warning' && finding.path === 'dct:publisher',
  },
];

const dcatApFiles = [
  'shapes',
  'range',
  'shapes_recommended',
  'mdr-vocabularies.shape',
  'deprecateduris',
];
const profiles = [
  {
    id: 'dcat-ap-3.0.1',
    files: dcatApFiles.map((name) => `dcat-ap-3.0.1/${name}`),
    differences: dcatAp,
  },
  { id: 'hdh-2025', files: ['hdh-catalogue/hdap-validator-sensitivity-shape'], differences: hdh },
];
const properties = {
  ...healthDcatAp8.properties,
  'dcat:Dataset': [...(healthDcatAp8.properties['dcat:Dataset'] ?? []), 'dqv:hasLegalBasis'],
};
const description = ['validate/non-public', 'parity/surroundings'].flatMap((name) =>
  readTurtle(`${repositoryRoot}test/fixtures/${name}.ttl`),
);

// There are thousands of descriptions, and two sides for each.
describe.skipIf(!oracle).each(profiles)(
  'our shapes of $id and the official ones',
  { timeout: 300_000 },
  ({ id, files, differences }) => {
    it('agree on every example and fixture, and on every property spoilt in each way', async () => {
      const met = new Set<Difference>();
      const official = files.flatMap((name) => readTurtle(`${oracle}/shacl/${name}.ttl`));
      const { compare } = createComparison(
        createSide(readOwnShapes(id).NON_PUBLIC),
        createSide(official),
        differences,
        met,
      );
      const graphs = [...(await readOwnGraphs()), ...(await readOracleGraphs())];
      const found = graphs.flatMap(([name, quads]) =>
        compare(quads).map((difference) => `${name}: ${difference}`),
      );
      for (const { of, property, kind, quads } of mutate(description, properties))
        found.push(...compare(quads).map((line) => `${of} ${property} ${kind}: ${line}`));
      expect(found).toEqual([]);
      expect(differences.filter((known) => !met.has(known))).toEqual([]);
    });
  },
);
