import { describe, expect, it } from 'vitest';
import {
  applicableTo,
  bitsOf,
  dimensions,
  evaluate,
  metrics,
  mostPoints,
  pointsOf,
  ratingOf,
} from '../../../src/model/mqa.ts';
import { assessTurtle, pointsByMetric } from '../../support/mqa.ts';

const all = bitsOf(metrics.map(({ id }) => id));

describe('the Metadata Quality Assessment', () => {
  it('has 23 metrics, 405 points and the published maximum of each dimension', () => {
    expect(metrics).toHaveLength(23);
    expect(pointsOf(all)).toBe(mostPoints);
    expect(dimensions.map((dimension) => pointsOf(all, dimension))).toEqual([
      100, 100, 110, 75, 20,
    ]);
  });

  it('rates at the published bounds', () => {
    const at = [0, 120, 121, 220, 221, 350, 351, 405].map((points) => ratingOf(points));
    expect(at).toEqual([
      'bad',
      'bad',
      'sufficient',
      'sufficient',
      'good',
      'good',
      'excellent',
      'excellent',
    ]);
  });

  it('asks of restricted and of non-public data only what they can have', () => {
    expect(pointsOf(applicableTo('PUBLIC'))).toBe(405);
    expect(pointsOf(applicableTo('RESTRICTED'))).toBe(355);
    expect(pointsOf(applicableTo('NON_PUBLIC'))).toBe(305);
    expect(pointsOf(applicableTo('constructor'))).toBe(405);
    expect(ratingOf(305, 305)).toBe('excellent');
    expect(ratingOf(264, 305)).toBe('excellent');
    expect(ratingOf(263, 305)).toBe('good');
  });

  it('lets the distribution with the most points answer for all', () => {
    const described = { met: bitsOf(['formatAvailability']), accessUrls: ['a'], downloadUrls: [] };
    const reached = { met: 0, accessUrls: ['b'], downloadUrls: [] };
    const facts = { dataset: 0, distributions: [described, reached] };
    const reach = (url: string) => url === 'b';
    expect(evaluate(facts, () => false).met).toBe(bitsOf(['formatAvailability']));
    expect(evaluate(facts, reach).met).toBe(bitsOf(['accessUrlStatusCode']));
  });

  it('tells a link that failed from one that nobody has tried', () => {
    const distribution = { met: 0, accessUrls: ['a', 'b'], downloadUrls: ['c'] };
    const facts = { dataset: 0, distributions: [distribution] };
    const untried = evaluate(facts, () => null);
    expect(untried).toEqual({
      met: 0,
      waiting: bitsOf(['accessUrlStatusCode', 'downloadUrlStatusCode']),
    });
    expect(evaluate(facts, () => false)).toEqual({ met: 0, waiting: 0 });
    const half = evaluate(facts, (url) => (url === 'b' ? true : null));
    expect(half.met).toBe(bitsOf(['accessUrlStatusCode']));
  });

  it('agrees with a hand computation on an open data file', async () => {
    // Modelled on weekly open figures of an epidemiological surveillance network.
    const quality = await assessTurtle(`
      :dataset a dcat:Dataset ;
        dct:title "Passages aux urgences pour gastro-entérite"@fr ;
        dct:description "Nombre hebdomadaire de passages par département."@fr ;
        dcat:keyword "urgences"@fr, "gastro-entérite"@fr ;
        dcat:theme theme:HEAL ;
        dct:spatial <http://publications.europa.eu/resource/authority/country/FRA> ;
        dct:temporal [ a dct:PeriodOfTime ; dcat:startDate "2020-01-06"^^xsd:date ] ;
        dct:accessRights access:PUBLIC ;
        dct:publisher :agence ;
        dcat:contactPoint [ a vcard:Kind ; vcard:fn "Donnees ouvertes" ; vcard:hasEmail <mailto:donnees@example.org> ] ;
        dct:issued "2020-02-01"^^xsd:date ;
        dcat:distribution :csv, :classeur .
      :agence a foaf:Agent ; foaf:name "Agence exemple"@fr .
      :csv a dcat:Distribution ;
        dcat:accessURL <https://data.example.org/urgences> ;
        dcat:downloadURL <https://data.example.org/urgences.csv> ;
        dct:format file:CSV ;
        dcat:mediaType iana:text\\/csv ;
        dct:license licence:CC_BY_4_0 ;
        dct:modified "2026-01-05"^^xsd:date .
      :classeur a dcat:Distribution ;
        dcat:accessURL <https://data.example.org/urgences> ;
        dct:format file:XLSX .
    `);
    const points = pointsByMetric(quality, (url) => !url.endsWith('.csv'));
    expect(points).toEqual({
      // Findability: all four properties of the dataset are there: 100.
      keywordAvailability: 30,
      categoryAvailability: 30,
      spatialAvailability: 20,
      temporalAvailability: 20,
      // Accessibility: the page answers, the file is named and does not answer: 50 + 20 + 0 = 70.
      accessUrlStatusCode: 50,
      downloadUrlAvailability: 20,
      downloadUrlStatusCode: 0,
      // Interoperability: CSV is listed, open and machine-readable; the shapes are met: 110.
      formatAvailability: 20,
      mediaTypeAvailability: 10,
      formatMediaTypeVocabularyAlignment: 10,
      formatMediaTypeNonProprietary: 20,
      formatMediaTypeMachineInterpretable: 20,
      dcatApCompliance: 30,
      // Reusability: a licence and an access right of the EU lists, contact and publisher: 75.
      licenceAvailability: 20,
      knownLicence: 10,
      accessRightsAvailability: 10,
      accessRightsVocabularyAlignment: 5,
      contactPointAvailability: 20,
      publisherAvailability: 10,
      // Contextuality: issued (the dataset) and modified (the distribution), no rights, no size: 10.
      rightsAvailability: 0,
      byteSizeAvailability: 0,
      dateIssuedAvailability: 5,
      dateModifiedAvailability: 5,
    });
    // 100 + 70 + 110 + 75 + 10.
    expect(sum(points)).toBe(365);
    expect(ratingOf(365)).toBe('excellent');
    expect(quality.statedOn).toBe('2020-02-01');
  });

  it('agrees with a hand computation on a cohort behind a permit', async () => {
    // Modelled on how a national cohort describes itself to a health data access body.
    const quality = await assessTurtle(`
      :dataset a dcat:Dataset ;
        dct:title "Cohorte de suivi de l'asthme"@fr, "Asthma follow-up cohort"@en ;
        dct:description "Adultes suivis pendant dix ans."@fr, "Adults followed for ten years."@en ;
        dcat:keyword "asthme"@fr ;
        dcat:theme theme:HEAL ;
        dct:accessRights access:NON_PUBLIC ;
        dct:publisher :institut ;
        dcat:contactPoint [ a vcard:Kind ; vcard:fn "Acces" ; vcard:hasURL <https://asthme.example.org/contact> ] ;
        dct:modified "2024"^^xsd:gYear ;
        dcat:distribution :acces .
      :institut a foaf:Agent ; foaf:name "Institut exemple"@fr .
      :acces a dcat:Distribution ;
        dcat:accessURL <https://asthme.example.org/acces> ;
        dct:rights [ a dct:RightsStatement ; dct:description "Sur autorisation."@fr ] .
    `);
    const points = pointsByMetric(quality, () => true);
    expect(points).toEqual({
      // Findability: keyword and theme, no place, no period: 60.
      keywordAvailability: 30,
      categoryAvailability: 30,
      spatialAvailability: 0,
      temporalAvailability: 0,
      // Accessibility: the page on access answers, and there is nothing to download: 50.
      accessUrlStatusCode: 50,
      downloadUrlAvailability: 0,
      downloadUrlStatusCode: 0,
      // Interoperability: no format of any kind, but the shapes are met: 30.
      formatAvailability: 0,
      mediaTypeAvailability: 0,
      formatMediaTypeVocabularyAlignment: 0,
      formatMediaTypeNonProprietary: 0,
      formatMediaTypeMachineInterpretable: 0,
      dcatApCompliance: 30,
      // Reusability: no licence; access right of the list, contact, publisher: 45.
      licenceAvailability: 0,
      knownLicence: 0,
      accessRightsAvailability: 10,
      accessRightsVocabularyAlignment: 5,
      contactPointAvailability: 20,
      publisherAvailability: 10,
      // Contextuality: rights and modification date: 10.
      rightsAvailability: 5,
      byteSizeAvailability: 0,
      dateIssuedAvailability: 0,
      dateModifiedAvailability: 5,
    });
    // 60 + 50 + 30 + 45 + 10 of 405; all of them are among the 305 that such data can have.
    expect(sum(points)).toBe(195);
    expect(ratingOf(195)).toBe('sufficient');
    const { met } = evaluate(quality.mqa, () => true);
    expect(pointsOf(met & applicableTo('NON_PUBLIC'))).toBe(195);
    expect(ratingOf(195, 305)).toBe('good');
    expect(quality.statedOn).toBe('2024-01-01');
    expect(quality.languages).toEqual(['en', 'fr']);
  });

  it('agrees with a hand computation on a bare description', async () => {
    // Modelled on an old export: words where concepts should be, and no title.
    const quality = await assessTurtle(`
      :dataset a dcat:Dataset ;
        dct:description "Base de remboursements."@fr ;
        dcat:theme "Santé"@fr ;
        dcat:keyword "" ;
        dct:accessRights "restreint"@fr ;
        dct:issued "hier" ;
        dcat:distribution [ a dcat:Distribution ;
          dcat:downloadURL "pas une adresse" ;
          dct:format "CSV" ;
          dct:license <https://licence.example.org/maison> ;
          dcat:byteSize "12"^^xsd:decimal ] .
    `);
    const points = pointsByMetric(quality, () => true);
    expect(points).toEqual({
      // Findability: a theme; an empty keyword says nothing: 30.
      keywordAvailability: 0,
      categoryAvailability: 30,
      spatialAvailability: 0,
      temporalAvailability: 0,
      // Accessibility: something stands as download address, and cannot be tried: 20.
      accessUrlStatusCode: 0,
      downloadUrlAvailability: 20,
      downloadUrlStatusCode: 0,
      // Interoperability: a word as format, of no list; neither title nor access address: 20.
      formatAvailability: 20,
      mediaTypeAvailability: 0,
      formatMediaTypeVocabularyAlignment: 0,
      formatMediaTypeNonProprietary: 0,
      formatMediaTypeMachineInterpretable: 0,
      dcatApCompliance: 0,
      // Reusability: a licence and access rights, neither of a list: 30.
      licenceAvailability: 20,
      knownLicence: 0,
      accessRightsAvailability: 10,
      accessRightsVocabularyAlignment: 0,
      contactPointAvailability: 0,
      publisherAvailability: 0,
      // Contextuality: a size, and a date that is none but is there: 10.
      rightsAvailability: 0,
      byteSizeAvailability: 5,
      dateIssuedAvailability: 5,
      dateModifiedAvailability: 0,
    });
    // 30 + 20 + 20 + 30 + 10.
    expect(sum(points)).toBe(110);
    expect(ratingOf(110)).toBe('bad');
    expect(quality.statedOn).toBeNull();
  });
});

function sum(points: Readonly<Record<string, number>>): number {
  return Object.values(points).reduce((total, each) => total + each, 0);
}
