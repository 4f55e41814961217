import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAccess } from '../../../../src/map/values/access-rights.ts';
import { codingSystems } from '../../../../src/map/values/coding-systems.ts';
import { frequencyIri } from '../../../../src/map/values/frequencies.ts';
import { healthCodeIri } from '../../../../src/map/values/health-codes.ts';
import { languageIri } from '../../../../src/map/values/languages.ts';
import { licenceIri } from '../../../../src/map/values/licences.ts';
import { fileTypeIri, mediaTypeIri } from '../../../../src/map/values/media-types.ts';
import { placeIri } from '../../../../src/map/values/places.ts';
import { publisherTypeIri } from '../../../../src/map/values/publisher-types.ts';
import { terms } from '../../../support/terms.ts';

const national = 'https://catalogue.example.org/vocabularies/coding-system-fr#';
const eu = 'http://publications.europa.eu/resource/authority';

describe('coding systems', () => {
  it.each([
    ['CIM-10', 'ICD-10'],
    ['CIM10', 'ICD-10'],
    ['CIM 10', 'ICD-10'],
    ['ICD10', 'ICD-10'],
    ['ICD-10-FR', 'ICD-10'],
    ['CIM-9', 'ICD-9-CM'],
    ['CIM-11', 'ICD-11'],
    ['CIM-O-3', 'ICD-O'],
    ['CIM-0-3', 'ICD-O'],
    ['CIM-O 3', 'ICD-O'],
    ['ICD-O', 'ICD-O'],
    ['ORPHA', 'ORPHACODE'],
    ['Orphanet', 'ORPHACODE'],
    ['ORDO', 'ORPHACODE'],
    ['LOINC', 'LOINC'],
    ['SNOMED CT', 'SNOMED-CT'],
    ['SNOMED-CT', 'SNOMED-CT'],
    ['Snomed', 'SNOMED-CT'],
    ['MedDRA', 'MEDDRA'],
    ['MeSH', 'MESH'],
    ['ICPC-2', 'ICPC-2'],
    ['CISP-2', 'ICPC-2'],
    ['CIF', 'ICF'],
    ['HPO', 'HPO'],
    ['UCUM', 'UCUM'],
    ['ATC', 'ATC'],
  ])('reads %j as %s', (text, code) => {
    expect(codingSystems(text, terms)).toMatchObject({ codes: [code], unknown: [], uncoded: [] });
  });

  it('reads several in one text, whatever parts them', () => {
    expect(codingSystems('CIM-9 puis CIM 10', terms).codes).toEqual(['ICD-9-CM', 'ICD-10']);
    expect(codingSystems('CIM-10 ; CCAM / OMOP, ADICAP et maison', terms)).toEqual({
      codes: ['ICD-10'],
      standards: ['OMOP-CDM'],
      approximated: [{ name: 'CCAM', iri: `${national}CCAM`, code: 'PROC-CODES-NAT' }],
      uncoded: [{ name: 'ADICAP', iri: `${national}ADICAP` }],
      unknown: ['maison'],
    });
  });

  it.each([
    'CIM-8',
    'NABM',
    'LPP',
    'CIP',
    'UCD',
    'GHM',
    'CSARR',
    'ADICAP',
    'TNM',
    'ICCC-3',
    'NAF',
    'PCS',
    'Thériaque',
  ])('guesses no EU code for %s', (text) => {
    expect(codingSystems(text, terms)).toMatchObject({ codes: [], approximated: [], unknown: [] });
    expect(codingSystems(text, terms).uncoded).toHaveLength(1);
  });

  it.each(['Aucune', '-----', '', 'Non renseigné'])('finds none in %j', (text) => {
    expect(codingSystems(text, terms)).toEqual({
      codes: [],
      standards: [],
      approximated: [],
      uncoded: [],
      unknown: [],
    });
  });
});

describe('access rights', () => {
  it.each([
    ['Accès réservé', 'RESTRICTED', false],
    ['Restricted access', 'RESTRICTED', false],
    ['Accès aux seules métadonnées', 'NON_PUBLIC', false],
    ['Sous embargo', 'NON_PUBLIC', true],
    ['http://purl.org/coar/access_right/c_16ec', 'RESTRICTED', false],
    ['http://purl.org/coar/access_right/c_14cb', 'NON_PUBLIC', false],
    ['http://purl.org/coar/access_right/c_abf2', 'PUBLIC', false],
    ['http://purl.org/coar/access_right/c_f1cf', 'NON_PUBLIC', true],
    [`${eu}/access-right/NON_PUBLIC`, 'NON_PUBLIC', false],
    ['NON_PUBLIC', 'NON_PUBLIC', false],
  ])('reads %j as %s', (text, level, embargo) => {
    expect(readAccess(text)).toEqual({ kind: 'level', level, embargo });
  });

  it('decides nothing where the holder has not', () => {
    expect(readAccess('A définir')).toEqual({ kind: 'undecided' });
    expect(readAccess('Sur demande')).toEqual({ kind: 'unknown' });
  });
});

describe('concepts of other lists', () => {
  it.each([
    ['fr', 'FRA'],
    ['fra', 'FRA'],
    ['fre', 'FRA'],
    ['fr_FR', 'FRA'],
    ['Français', 'FRA'],
    ['http://id.loc.gov/vocabulary/iso639-1/fr', 'FRA'],
    ['http://lexvo.org/id/iso639-3/eng', 'ENG'],
  ])('reads the language %j', (text, code) => {
    expect(languageIri(text, terms)).toBe(`${eu}/language/${code}`);
  });

  it.each([
    ['IRREGULAR', 'IRREG'],
    ['http://publications.europa.eu/resource/authority/frequency/IRREGULAR', 'IRREG'],
    ['annuelle', 'ANNUAL'],
    ['R/P1M', 'MONTHLY'],
    ['bimensuel', 'MONTHLY_2'],
    ['Tous les deux ans', 'BIENNIAL'],
    ['http://purl.org/cld/freq/weekly', 'WEEKLY'],
  ])('reads the frequency %j', (text, code) => {
    expect(frequencyIri(text, terms)).toBe(`${eu}/frequency/${code}`);
  });

  it.each([
    ['https://creativecommons.org/licenses/by-nc-sa/4.0/', `${eu}/licence/CC_BYNCSA_4_0`],
    ['CC-BY-4.0', `${eu}/licence/CC_BY_4_0`],
    ['http://opendatacommons.org/licenses/odbl/', `${eu}/licence/ODC_BL`],
    [
      'Licence Ouverte / Open Licence version 2.0',
      'https://www.etalab.gouv.fr/licence-ouverte-open-licence',
    ],
    ['lov2', 'https://www.etalab.gouv.fr/licence-ouverte-open-licence'],
    ['License Not Specified', undefined],
  ])('reads the licence %j', (text, iri) => {
    expect(licenceIri(text, terms)).toBe(iri);
  });

  it('reads media types and file types from names, types and extensions', () => {
    const iana = 'http://www.iana.org/assignments/media-types';
    expect(mediaTypeIri('text/csv; charset=utf-8')).toBe(`${iana}/text/csv`);
    expect(mediaTypeIri('.CSV')).toBe(`${iana}/text/csv`);
    expect(mediaTypeIri('https://www.iana.org/assignments/media-types/application/gzip')).toBe(
      `${iana}/application/gzip`,
    );
    expect(mediaTypeIri('un tableur')).toBeUndefined();
    expect(fileTypeIri('application/vnd.ms-excel')).toBe(`${eu}/file-type/XLS`);
    expect(fileTypeIri('Parquet')).toBe(`${eu}/file-type/PARQUET`);
  });

  it.each([
    ['fr', `${eu}/country/FRA`],
    ['France métropolitaine', `${eu}/country/FXX`],
    ['La Réunion', `${eu}/country/REU`],
    ['Ile-de-France', 'https://sws.geonames.org/3012874/'],
    ["Provence - Alpes - Côte d'Azur", 'https://sws.geonames.org/2985244/'],
    ['Auvergne Rhône-Alpes', 'https://sws.geonames.org/11071625/'],
    ['Quelque part', undefined],
  ])('reads the place %j', (text, iri) => {
    expect(placeIri(text, terms)).toBe(iri);
  });

  it('reads codes of the health lists wherever case or separators drifted', () => {
    expect(healthCodeIri('healthCategory', 'mrmr', terms)).toMatch(/healthcategories\/MRMR$/);
    expect(healthCodeIri('healthTheme', 'cancer-disease', terms)).toMatch(
      /health-theme\/CANCER_DISEASE$/,
    );
    expect(healthCodeIri('healthTheme', 'cancer', terms)).toBeUndefined();
    expect(publisherTypeIri('statitics', terms)).toMatch(/publisher-type\/stat-agency$/);
    expect(publisherTypeIri('outpatient-institute', terms)).toMatch(
      /publisher-type\/outpatient-institution$/,
    );
    expect(publisherTypeIri('university', terms)).toMatch(/publisher-type\/university$/);
  });

  it('never throws and gives IRIs alone, whatever is asked', () => {
    const readers = [languageIri, frequencyIri, licenceIri, mediaTypeIri, fileTypeIri, placeIri];
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        codingSystems(text, terms);
        readAccess(text);
        for (const read of readers) expect(read(text, terms) ?? 'https://').toMatch(/^https?:\/\//);
      }),
    );
  });

  it('stays quick on long texts', () => {
    const readers = [
      codingSystems,
      readAccess,
      languageIri,
      frequencyIri,
      licenceIri,
      mediaTypeIri,
      fileTypeIri,
      placeIri,
    ];
    for (const read of readers)
      for (const piece of ['CIM-10, ', 'a', ' ', '/'])
        expect(() => read(piece.repeat(200_000), terms)).not.toThrow();
  });
});
