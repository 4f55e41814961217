import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { answerCases } from './cases.ts';
import { brokenRdf, described, repeatedRdf } from './described.ts';
import { oracle } from './harvest-files.ts';
import { filesWithoutDataset } from './no-dataset.ts';

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(`${oracle}/${folder}`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.replace(`${oracle}/`, ''));

describe.skipIf(!oracle)('the samples of the field', () => {
  it('are each harvested in a test, or known to describe no dataset', () => {
    const rdf = Object.entries(described).flatMap(([folder, files]) =>
      Object.keys(files).map((name) => `${folder}/${name}`),
    );
    const answers = Object.values(answerCases).flatMap(({ files }) => files);
    const none = Object.keys(filesWithoutDataset);
    const known = [...rdf, ...brokenRdf, ...repeatedRdf, ...answers, ...none];
    const all = [...filesBelow('sources'), ...filesBelow('examples')];
    expect([...new Set(known)].sort()).toEqual([...all].sort());
    expect(known).toHaveLength(new Set(known).size);
  });
});
