import type { Quad } from '@rdfjs/types';
import { describe, expect, it } from 'vitest';
import type { Severity } from '../../../src/model/report.ts';
import { compact } from '../../../src/rdf/vocabularies.ts';
import { expand, replacing, without, withTurtle } from '../../support/mutations.ts';
import { ownValidator } from '../../support/own-shapes.ts';
import { readTurtle, repositoryRoot } from '../../support/turtle-files.ts';

const validate = ownValidator();
const fixture = (name: string) => readTurtle(`${repositoryRoot}test/fixtures/validate/${name}.ttl`);
const nonPublic = fixture('non-public');
const restricted = fixture('restricted');
const open = fixture('public');

async function found(quads: readonly Quad[], severity: Severity): Promise<string[]> {
  const { results } = await validate(quads);
  return results
    .filter((result) => result.severity === severity)
    .map(({ focusNode, path }) => `${focusNode} ${path}`);
}

const at = (focus: string, path: string | null) => `${expand(focus)} ${path}`;
const nal = 'http://publications.europa.eu/resource/authority';

describe('valid descriptions', () => {
  it('finds nothing against a complete NON_PUBLIC dataset but the source that it has not', async () => {
    const report = await validate(nonPublic);
    expect(report).toMatchObject({
      profile: 'healthdcat-ap-8',
      level: 'NON_PUBLIC',
      conforms: true,
    });
    expect(report.results.map(({ path }) => path)).toEqual(['dct:source']);
  });

  it.each([
    ['RESTRICTED', restricted],
    ['PUBLIC', open],
  ])('finds only warnings in a minimal %s dataset', async (level, quads) => {
    const report = await validate(quads);
    expect(report).toMatchObject({ level, conforms: true });
    expect(report.results.length).toBeGreaterThan(10);
    expect(new Set(report.results.map(({ severity }) => severity))).toEqual(new Set(['Warning']));
  });
});

const mandatory: readonly [subject: string, ...predicates: string[]][] = [
  [
    'ex:cohort',
    ...['dct:title', 'dct:description', 'dct:identifier', 'dct:accessRights', 'dct:type'],
    ...['dcatap:applicableLegislation', 'dcat:distribution', 'dct:provenance', 'dcat:keyword'],
    ...['dcat:contactPoint', 'healthdcatap:healthCategory', 'healthdcatap:hdab'],
    'healthdcatap:hasStructuredData',
  ],
  ['ex:cohort-access', 'dcat:accessURL', 'dcatap:applicableLegislation'],
  ['ex:institute', 'foaf:name'],
  ['ex:institute-hours', 'dct:description'],
  ['ex:cohort-variables', 'dct:title', 'csvw:table'],
  ['ex:cohort-table', 'dct:title', 'csvw:column'],
  ['ex:cohort-age', 'csvw:name', 'csvw:title', 'dct:description', 'csvw:datatype'],
  ['ex:cohort-checksum', 'spdx:algorithm', 'spdx:checksumValue'],
];

describe('missing mandatory properties', () => {
  const cases = mandatory.flatMap(([subject, ...predicates]) =>
    predicates.map((predicate) => [subject, predicate] as const),
  );
  it.each(cases)('reports that %s lacks %s, and nothing else', async (subject, predicate) => {
    const violations = await found(without(nonPublic, subject, predicate), 'Violation');
    expect(violations).toEqual([at(subject, predicate)]);
  });

  it('asks for any theme and for the theme Health when there is none', async () => {
    const violations = await found(without(nonPublic, 'ex:cohort', 'dcat:theme'), 'Violation');
    expect(violations).toEqual([at('ex:cohort', 'dcat:theme'), at('ex:cohort', 'dcat:theme')]);
  });

  it('does not ask open data for a contact point, keyword, type or provenance', async () => {
    expect(await found(open, 'Violation')).toEqual([]);
    expect(await found(open, 'Warning')).toContain(at('ex:survey', 'dcat:contactPoint'));
    expect(await found(open, 'Warning')).not.toContain(at('ex:survey', 'dct:language'));
  });

  it('reports a document without any dataset', async () => {
    const report = await validate(withTurtle([], 'ex:agent a foaf:Agent ; foaf:name "A" .'));
    expect(report.conforms).toBe(false);
    expect(report.results[0]).toMatchObject({ severity: 'Violation', path: '^rdf:type' });
  });
});

describe('missing recommended properties', () => {
  const recommended = [
    ...['dct:publisher', 'geodcatap:custodian', 'dct:spatial', 'dct:temporal', 'dct:language'],
    ...['foaf:page', 'dct:conformsTo', 'dct:relation', 'dct:isReferencedBy', 'dcat:landingPage'],
    ...['dcat:temporalResolution', 'dct:accrualPeriodicity', 'adms:sample', 'dpv:hasPurpose'],
    ...['dpv:hasLegalBasis', 'dpv:hasPersonalData', 'dqv:hasQualityAnnotation'],
    ...['healthdcatap:analytics', 'healthdcatap:hasCodeValues', 'healthdcatap:hasCodingSystem'],
    ...['healthdcatap:healthTheme', 'healthdcatap:minTypicalAge', 'healthdcatap:maxTypicalAge'],
    ...['healthdcatap:numberOfRecords', 'healthdcatap:numberOfUniqueIndividuals'],
    ...['healthdcatap:populationCoverage', 'healthdcatap:retentionPeriod'],
  ];
  it.each(recommended)('warns that the dataset lacks %s', async (predicate) => {
    const quads = without(nonPublic, 'ex:cohort', predicate);
    expect(await found(quads, 'Violation')).toEqual([]);
    expect(await found(quads, 'Warning')).toContain(at('ex:cohort', predicate));
  });
});

describe('values of the wrong form', () => {
  const cases: readonly [subject: string, predicate: string, value: string][] = [
    ['ex:cohort', 'dct:title', 'ex:not-text'],
    ['ex:cohort', 'dct:issued', '"2013"'],
    ['ex:cohort', 'dct:modified', '"2026-02-31T25:00:00"^^xsd:dateTime'],
    ['ex:cohort', 'healthdcatap:numberOfRecords', '120000'],
    ['ex:cohort', 'healthdcatap:minTypicalAge', '"-1"^^xsd:nonNegativeInteger'],
    ['ex:cohort', 'dct:creator', '"Institut national"'],
    ['ex:cohort', 'dct:provenance', '"Recueil prospectif"'],
    ['ex:cohort', 'dcatap:applicableLegislation', '"2025/327"'],
    ['ex:cohort', 'dct:temporal', 'ex:untyped'],
    ['ex:cohort', 'dcat:contactPoint', 'ex:institute'],
    ['ex:cohort', 'dct:language', '"fr"'],
    ['ex:cohort', 'dct:language', `<${nal}/language/FRENCH>`],
    ['ex:cohort', 'dct:accrualPeriodicity', `<${nal}/frequency/IRREGULAR>`],
    ['ex:cohort', 'healthdcatap:healthCategory', 'ex:category'],
    ['ex:cohort', 'healthdcatap:healthTheme', '<http://www.wikidata.org/entity/Q12136>'],
    ['ex:cohort', 'healthdcatap:hasCodingSystem', 'ex:ccam'],
    ['ex:cohort', 'dct:conformsTo', 'ex:cohort-schema'],
    ['ex:cohort', 'dpv:hasPersonalData', '<https://w3id.org/dpv/pd#Age>'],
    ['ex:cohort-access', 'dcat:byteSize', '"245 Mo"'],
    ['ex:cohort-access', 'dct:format', '"CSV"'],
    ['ex:cohort-access', 'adms:status', '<http://purl.org/adms/status/Completed>'],
    ['ex:cohort-access', 'dcatap:availability', '<http://data.europa.eu/r5r/stable>'],
    ['ex:cohort-access', 'dct:license', '<https://data.example.org/licence>'],
    ['ex:cohort-permit', 'dct:type', 'ex:unknown-type'],
    ['ex:cohort-period', 'dcat:startDate', '"1er janvier 2012"@fr'],
    ['ex:cohort-contact', 'vcard:hasEmail', '"contact@example.org"'],
    ['ex:institute-contact', 'cv:email', '<mailto:contact@example.org>'],
    ['ex:institute-contact', 'cv:openingHours', '"le matin"'],
    ['ex:institute-hours', 'cv:frequency', '"daily"'],
    ['ex:cohort-table', 'csvw:url', '"patients.csv"'],
    ['ex:cohort-age', 'csvw:propertyUrl', '"age"'],
    ['ex:cohort-checksum', 'spdx:checksumValue', '"00ff"'],
  ];
  it.each(cases)('reports %s %s %s once', async (subject, predicate, value) => {
    const violations = await found(replacing(nonPublic, subject, predicate, value), 'Violation');
    expect(violations).toEqual([at(subject, predicate)]);
  });

  it.each(['"245000000"^^xsd:decimal', '"245000000"^^xsd:nonNegativeInteger'])(
    'accepts a size of %s',
    async (value) => {
      const quads = replacing(nonPublic, 'ex:cohort-access', 'dcat:byteSize', value);
      expect(await found(quads, 'Violation')).toEqual([]);
    },
  );

  it('only warns of a type or a place that is in no list', async () => {
    const typed = withTurtle(
      replacing(nonPublic, 'ex:cohort', 'dct:type', 'ex:registry-type'),
      'ex:registry-type a skos:Concept ; skos:prefLabel "Registre"@fr . ' +
        'ex:cohort dct:spatial ex:brittany . ex:brittany a dct:Location .',
    );
    expect(await found(typed, 'Violation')).toEqual([]);
    const warnings = await found(typed, 'Warning');
    expect(warnings).toContain(at('ex:cohort', 'dct:type'));
    expect(warnings).toContain(at('ex:cohort', 'dct:spatial'));
  });

  it('accepts a place of GeoNames', async () => {
    const place = '<https://sws.geonames.org/3030293/>';
    const quads = withTurtle(
      replacing(nonPublic, 'ex:cohort', 'dct:spatial', place),
      `${place} a dct:Location .`,
    );
    expect(await found(quads, 'Warning')).not.toContain(at('ex:cohort', 'dct:spatial'));
  });
});

describe('rules between properties', () => {
  const twice: readonly [subject: string, predicate: string, value: string][] = [
    ['ex:cohort', 'dct:publisher', 'ex:hospital'],
    ['ex:cohort', 'healthdcatap:hdab', 'ex:coordinator'],
    ['ex:cohort', 'geodcatap:custodian', 'ex:institute'],
    ['ex:cohort', 'dcat:version', '"13"'],
    ['ex:cohort-access', 'dct:format', `<${nal}/file-type/XML>`],
    ['ex:cohort-age', 'csvw:name', '"age2"'],
  ];
  it.each(twice)('allows %s only one %s', async (subject, predicate, value) => {
    const quads = withTurtle(nonPublic, `${subject} ${predicate} ${value} .`);
    expect(await found(quads, 'Violation')).toEqual([at(subject, predicate)]);
  });

  it('judges contradictory access rights as NON_PUBLIC and says so', async () => {
    const quads = withTurtle(
      restricted,
      `ex:survey dct:accessRights <${nal}/access-right/PUBLIC> .`,
    );
    const report = await validate(quads);
    expect(report.level).toBe('NON_PUBLIC');
    expect(await found(quads, 'Violation')).toContain(at('ex:survey', 'dct:accessRights'));
  });

  it('asks for the theme Health even beside another theme', async () => {
    const quads = replacing(nonPublic, 'ex:cohort', 'dcat:theme', `<${nal}/data-theme/SOCI>`);
    expect(await found(quads, 'Violation')).toEqual([at('ex:cohort', 'dcat:theme')]);
  });

  it('asks for variables when the data are structured, and only then', async () => {
    const quads = without(nonPublic, 'ex:cohort', 'healthdcatap:hasVariables');
    expect(await found(quads, 'Violation')).toEqual([at('ex:cohort', null)]);
    const flat = replacing(quads, 'ex:cohort', 'healthdcatap:hasStructuredData', 'false');
    expect(await found(flat, 'Violation')).toEqual([]);
    const unclear = replacing(quads, 'ex:cohort', 'healthdcatap:hasStructuredData', '"oui"');
    expect(await found(unclear, 'Violation')).toEqual([
      at('ex:cohort', null),
      at('ex:cohort', 'healthdcatap:hasStructuredData'),
    ]);
  });

  it.each([
    ['healthdcatap:hdab', 'ex:access-body'],
    ['healthdcatap:hdabCoordinator', 'ex:coordinator'],
    ['dct:publisher', 'ex:institute'],
  ])('asks the organisation in %s for a contact point', async (predicate, agent) => {
    const quads = without(nonPublic, agent, 'cv:contactPoint');
    expect(await found(quads, 'Violation')).toEqual([at('ex:cohort', predicate)]);
  });

  it('wants a contact point to be reachable', async () => {
    const agent = without(nonPublic, 'ex:hospital-contact', 'cv:contactPage');
    expect(await found(agent, 'Violation')).toEqual([
      at('ex:hospital-contact', 'cv:email|cv:contactPage'),
    ]);
    const both = without(nonPublic, 'ex:cohort-contact', 'vcard:hasEmail');
    const kind = without(both, 'ex:cohort-contact', 'vcard:hasURL');
    expect(await found(kind, 'Violation')).toEqual([
      at('ex:cohort-contact', 'vcard:hasURL|vcard:hasEmail'),
    ]);
  });

  it.each([
    ['ex:institute', 'dct:type', `<${nal}/corporate-body/PUBL>`, 'ex:cohort', 'dct:publisher'],
    ['ex:cohort-activity', 'dct:type', 'ex:study', 'ex:cohort', 'prov:wasGeneratedBy'],
  ])('reports %s %s outside its list', async (subject, predicate, value, focus, path) => {
    const quads = replacing(nonPublic, subject, predicate, value);
    expect(await found(quads, 'Violation')).toContain(at(focus, path));
  });

  it('says nothing of a concept that the vocabularies describe, even when a record repeats it', async () => {
    const place = `<${nal}/country/FRA>`;
    const report = await validate(withTurtle(nonPublic, `${place} a dct:Location .`));
    expect(report.results.map(({ path }) => path && compact(path))).toEqual(['dct:source']);
  });
});
