import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Quad } from '@rdfjs/types';
import { Parser } from 'n3';
import { describe, expect, it } from 'vitest';
import { parseTable } from '../../src/parse/table.ts';
import { skos } from '../../src/rdf/vocabularies.ts';
import { readTurtleFolder, repositoryRoot } from '../support/turtle-files.ts';

const oracle = process.env['ORACLE_DATA'];
const hdeu = 'https://hdeu-dcat.data.health.europa.eu/resource/authority/';

type Labels = Map<string, Partial<Record<string, string>>>;

function labelsOf(quads: readonly Quad[]): Labels {
  const labels: Labels = new Map();
  for (const { subject, predicate, object } of quads) {
    if (!predicate.equals(skos.prefLabel) || object.termType !== 'Literal') continue;
    labels.set(subject.value, { ...labels.get(subject.value), [object.language]: object.value });
  }
  return labels;
}

/** Letters and digits alone, without an acronym in brackets that ours add. */
function plain(label: string): string {
  const letters = label
    .replace(/ \([A-Z][\w.-]*\)$/, '')
    .normalize('NFKD')
    .toLowerCase();
  return letters.replace(/[^a-z0-9]/g, '');
}

describe.skipIf(!oracle)('our vocabularies beside those published', () => {
  const ours = labelsOf(readTurtleFolder(`${repositoryRoot}vocab`));
  const read = (path: string) => readFileSync(join(oracle ?? '', path));
  const lists = [
    ['coding-system.codes', 32],
    ['health-activity.partial-labels', 34],
    ['health-theme.en-fr', 20],
    ['healthcategories.en-fr', 17],
    ['publisher-type.codes', 36],
    ['standard.codes', 25],
  ] as const;
  const published = (name: string) =>
    new Parser().parse(read(`vocab/healthdcat-ap-r8/${name}.ttl`).toString('utf8'));

  it.each(lists)('hold every concept of %s', (name, count) => {
    const concepts = published(name).filter(({ object }) => object.equals(skos.Concept));
    const codes = concepts.map(({ subject }) => subject.value);
    expect(new Set(codes).size).toBe(count);
    expect(codes.filter((code) => !ours.has(code))).toEqual([]);
  });

  // The categories say what EHDS Art. 51(1) says, not the shorter words of a national form.
  it.each(lists.filter(([name]) => !name.startsWith('healthcategories')))(
    'say what %s says, in English and French',
    (name) => {
      for (const [iri, labels] of labelsOf(published(name))) {
        for (const language of ['en', 'fr']) {
          const label = labels[language];
          if (label)
            expect(plain(ours.get(iri)?.[language] ?? ''), `${iri} ${language}`).toBe(plain(label));
        }
      }
    },
  );

  it('hold every concept of the lists of the national catalogue', () => {
    const { rows } = parseTable(read('vocab/hdh/hdh-catalogue-vocabularies.csv'));
    const seen = new Map<string, number>();
    // Terms of FHIR, of drafts and of no list; their aliases are tested on their own.
    const others = new Set(['Booleans', 'CodingSystem', 'PublisherType', 'ApplicableRegulations']);
    const missing: string[] = [];
    for (const { cells } of rows) {
      const { vocabulary = '', iri = '' } = cells;
      if (others.has(vocabulary)) continue;
      seen.set(vocabulary, (seen.get(vocabulary) ?? 0) + 1);
      const now = iri
        .replace('http://13.81.34.152:1101/resource/authority/', hdeu)
        .replace('https://w3id.org/dpv/pd#', 'https://w3id.org/dpv/dpv-pd#');
      if (!ours.has(now)) missing.push(now);
    }
    expect(Object.fromEntries(seen)).toMatchObject({
      FileType: 214,
      Frequency: 38,
      LegalBasis: 12,
      PersonalData: 73,
      PublicationsEuropAuthorityCountry: 336,
      PublicationsEuropAuthorityLanguage: 30,
    });
    // DPV has no such category.
    expect(missing).toEqual(['https://w3id.org/dpv/dpv-pd#Other']);
  });
});
