import { describe, expect, it } from 'vitest';
import { pointsOf, type Reach } from '../../src/model/mqa.ts';
import { assessed, pointsByMetric } from '../support/mqa.ts';
import { oracle } from '../support/official-shapes.ts';
import { readTurtle } from '../support/turtle-files.ts';

describe.skipIf(!oracle)('published examples, computed by hand', () => {
  const quality = (path: string, iri: string) =>
    assessed(readTurtle(`${oracle}/examples/${path}`), iri);
  const reached: Reach = () => true;

  it('gives the example of HealthDCAT-AP Release 8 what it deserves', async () => {
    const iri = 'https://healthdcat-ap.example.org/release-7/example/dataset-oncology-ehrs-2024';
    const measured = await quality('healthdcat-ap-r8/example-healthdcat-dataset.ttl', iri);
    expect(pointsByMetric(measured, reached)).toEqual({
      // Findability: 100.
      keywordAvailability: 30,
      categoryAvailability: 30,
      spatialAvailability: 20,
      temporalAvailability: 20,
      // Accessibility, of the CSV extract and where its links answer: 100.
      accessUrlStatusCode: 50,
      downloadUrlAvailability: 20,
      downloadUrlStatusCode: 30,
      // Interoperability, CSV as format and media type: 110.
      formatAvailability: 20,
      mediaTypeAvailability: 10,
      formatMediaTypeVocabularyAlignment: 10,
      formatMediaTypeNonProprietary: 20,
      formatMediaTypeMachineInterpretable: 20,
      dcatApCompliance: 30,
      // Reusability, with a licence of its own that no list has: 65.
      licenceAvailability: 20,
      knownLicence: 0,
      accessRightsAvailability: 10,
      accessRightsVocabularyAlignment: 5,
      contactPointAvailability: 20,
      publisherAvailability: 10,
      // Contextuality, rights and size of the file, dates of the dataset: 20.
      rightsAvailability: 5,
      byteSizeAvailability: 5,
      dateIssuedAvailability: 5,
      dateModifiedAvailability: 5,
    });
    // 100 + 100 + 110 + 65 + 20; without 50 and 30 as long as nobody has tried the links.
    expect(total(pointsByMetric(measured, reached))).toBe(395);
    expect(total(pointsByMetric(measured))).toBe(315);
    expect(measured.statedOn).toBe('2026-03-30');
  });

  it('gives a restricted dataset without distributions only what the dataset says', async () => {
    const measured = await quality(
      'healthdcat-ap-de/FDZ-Gesundheit.ttl',
      'https://zenodo.org/records/11472236',
    );
    const points = pointsByMetric(measured, reached);
    // Keyword 30, theme 30, place 20, no period.
    expect(total(points, 'keywordAvailability categoryAvailability spatialAvailability')).toBe(80);
    // Access rights 10, of the EU list 5, contact 20, publisher 10; issued 5.
    const said =
      'accessRightsAvailability accessRightsVocabularyAlignment contactPointAvailability publisherAvailability dateIssuedAvailability';
    expect(total(points, said)).toBe(50);
    // Its publisher is of no class there is (foaf:agent), where DCAT-AP demands a foaf:Agent.
    expect(points.dcatApCompliance).toBe(0);
    expect(total(points)).toBe(130);
  });

  it('gives the smallest example of DCAT-AP 3 its publisher and nothing else', async () => {
    const iri = 'https://data.gov.gr/id/dataset/BeePopulation';
    const measured = await quality('dcat-ap-3/example-bee-population.ttl', iri);
    const { publisherAvailability, dcatApCompliance } = pointsByMetric(measured);
    // It has a publisher: 10. It does not say that this is a foaf:Agent, which DCAT-AP demands: 0.
    expect([publisherAvailability, dcatApCompliance]).toEqual([10, 0]);
    expect(total(pointsByMetric(measured))).toBe(10);
    expect(pointsOf(measured.mqa.dataset)).toBe(10);
  });
});

function total(points: Readonly<Record<string, number>>, only?: string): number {
  const names = only?.split(' ') ?? Object.keys(points);
  return names.reduce((sum, name) => sum + (points[name] ?? 0), 0);
}
