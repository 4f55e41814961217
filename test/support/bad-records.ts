import { readFileSync } from 'node:fs';
import { repositoryRoot } from './turtle-files.ts';

/** A full and valid description, in Turtle. */
export const validRecord = readFileSync(
  `${repositoryRoot}test/fixtures/validate/non-public.ttl`,
  'utf8',
);

/** The valid description with one text replaced by another; throws when it is not there. */
function replaced(before: string, after: string): string {
  if (!validRecord.includes(before)) throw new Error(`${before} is not in the record`);
  return validRecord.replace(before, () => after);
}

/** The valid description with more said, mostly about ex:cohort. */
const plus = (turtle: string) => `${validRecord}\n${turtle}\n`;
const authority = 'http://publications.europa.eu/resource/authority';
const columns = Array.from({ length: 33_000 }, (_, index) => `ex:c${index}`);

/** A description that its profile refuses: the path of the violation, and how its sentences begin. */
interface Refused {
  readonly turtle: () => string;
  readonly path: string;
  readonly en: string;
  readonly fr: string;
}

/** Descriptions that a profile must refuse, by what is wrong with them. */
export const refused: Readonly<Record<string, Refused>> = {
  'a language that the list does not hold': {
    turtle: () =>
      replaced(
        'authority/language/FRA> ;\n  dct:spatial',
        'authority/language/XXX> ;\n  dct:spatial',
      ),
    path: 'dct:language',
    en: 'a concept of the EU language list',
    fr: 'un concept de la liste européenne des langues',
  },
  'an access right that the list does not hold': {
    turtle: () => replaced('access-right:NON_PUBLIC', 'access-right:SECRET'),
    path: 'dct:accessRights',
    en: 'exactly one of',
    fr: 'exactement une des valeurs',
  },
  'a health category in words': {
    turtle: () =>
      replaced(
        '<https://hdeu-dcat.data.health.europa.eu/resource/authority/healthcategories/RQSH>',
        '"Une catégorie"',
      ),
    path: 'healthdcatap:healthCategory',
    en: 'No health data category',
    fr: 'Il manque la catégorie',
  },
  'contradictory access rights': {
    turtle: () =>
      replaced('access-right:NON_PUBLIC', 'access-right:NON_PUBLIC, access-right:PUBLIC'),
    path: 'dct:accessRights',
    en: 'exactly one of',
    fr: 'exactement une des valeurs',
  },
  'two health data access bodies': {
    turtle: () =>
      replaced('healthdcatap:hdab ex:access-body', 'healthdcatap:hdab ex:access-body, ex:hospital'),
    path: 'healthdcatap:hdab',
    en: 'More than one health data access body',
    fr: 'Plusieurs valeurs',
  },
  'a negative count': {
    turtle: () => replaced('"5000"^^xsd:nonNegativeInteger', '"-5"^^xsd:integer'),
    path: 'healthdcatap:numberOfUniqueIndividuals',
    en: 'must be a whole number',
    fr: 'doit être un nombre entier',
  },
  'a negative count of records in words of its own': {
    turtle: () => replaced('"120000"^^xsd:nonNegativeInteger', '" -120 000 "'),
    path: 'healthdcatap:numberOfRecords',
    en: 'must be a whole number',
    fr: 'doit être un nombre entier',
  },
  'a text where the distribution belongs': {
    turtle: () => replaced('dcat:distribution ex:cohort-access', 'dcat:distribution "sur demande"'),
    path: 'dcat:distribution',
    en: 'No distribution',
    fr: 'Il manque la distribution',
  },
  'a text where the address of access belongs': {
    turtle: () =>
      replaced(
        'dcat:accessURL <https://data.example.org/aurore/access>',
        'dcat:accessURL "sur demande"',
      ),
    path: 'dcat:accessURL',
    en: 'No access address',
    fr: "Il manque l'adresse d'accès",
  },
  'an IRI where the description belongs': {
    turtle: () =>
      replaced(
        'dct:description "Suivi de 5 000 patients atteints de maladies rares depuis 2012."@fr',
        'dct:description <https://data.example.org/description>',
      ),
    path: 'dct:description',
    en: 'No description',
    fr: 'Il manque la description',
  },
  'lists where values belong': {
    turtle: () =>
      replaced('dcat:keyword "maladies rares"@fr, "cohorte"@fr', 'dcat:keyword ( "a" "b" )'),
    path: 'dcat:keyword',
    en: 'No keyword',
    fr: 'Il manque le mot-clé',
  },
  'two dates of issue': {
    turtle: () =>
      replaced('dct:issued "2013"^^xsd:gYear', 'dct:issued "2013"^^xsd:gYear, "2014"^^xsd:gYear'),
    path: 'dct:issued',
    en: 'More than one release date',
    fr: 'Plusieurs valeurs',
  },
  'opening hours that lead back to their contact': {
    turtle: () => plus('ex:institute-contact cv:openingHours ex:institute-contact .'),
    path: 'cv:openingHours',
    en: 'must be a resource typed time:TemporalEntity',
    fr: 'doit être une ressource typée',
  },
};

/** A description that is mended or kept back in part and stays publishable, and the note of it. */
interface Mended {
  readonly turtle: () => string;
  readonly note?: { readonly kind: string; readonly property: string; readonly original?: unknown };
}

/** Such descriptions, by what is wrong with them. */
export const mended: Readonly<Record<string, Mended>> = {
  'an impossible date': {
    turtle: () => replaced('"2026-03-30"^^xsd:date', '"2026-02-31"^^xsd:date'),
    note: { kind: 'unknown-value', property: 'dct:modified', original: '2026-02-31' },
  },
  'a month that nobody knows': {
    turtle: () => replaced('"2026-03-30"^^xsd:date', '"0/5/2019"'),
    note: { kind: 'repaired', property: 'dct:modified', original: '0/5/2019' },
  },
  'an IRI where a date belongs': {
    turtle: () => replaced('"2026-03-30"^^xsd:date', '<https://data.example.org/today>'),
    note: {
      kind: 'unknown-value',
      property: 'dct:modified',
      original: 'https://data.example.org/today',
    },
  },
  'an address with spaces': {
    turtle: () =>
      replaced(
        'foaf:page <https://data.example.org/aurore/documentation>',
        'foaf:page "https://data.example.org/aurore/la documentation"',
      ),
    note: {
      kind: 'repaired',
      property: 'foaf:page',
      original: 'https://data.example.org/aurore/la documentation',
    },
  },
  'a description of a megabyte': {
    turtle: () => plus(`ex:cohort dct:description "${'mot '.repeat(262_144)}"@en .`),
    note: { kind: 'repaired', property: 'dct:description' },
  },
  'thousands of keywords': {
    turtle: () =>
      plus(
        `ex:cohort dcat:keyword ${Array.from({ length: 5000 }, (_, i) => `"mot ${i}"@fr`).join(', ')} .`,
      ),
    note: { kind: 'dropped', property: 'dcat:keyword' },
  },
  'control characters': {
    turtle: () => replaced('"Cohorte Aurore"@fr', '"Cohorte\\u0001 \\u0002Aurore\\u007F"@fr'),
    note: { kind: 'repaired', property: 'dct:title' },
  },
  'signs that turn the direction of writing': {
    turtle: () =>
      replaced('"Cohorte Aurore"@fr', '"Cohorte \\u202EeroruA\\u202C \\u2066Aurore"@fr'),
    note: { kind: 'repaired', property: 'dct:title' },
  },
  'an IRI of 100,000 characters': {
    turtle: () => plus(`ex:cohort foaf:page <https://data.example.org/${'a'.repeat(100_000)}> .`),
    note: { kind: 'unknown-value', property: 'foaf:page' },
  },
  'resources that lead back to one another': {
    turtle: () =>
      plus(`ex:cohort-access dcat:accessService ex:service . ex:service a dcat:DataService ; dct:title "S"@fr ;
      dcat:endpointURL ex:service ; dcat:servesDataset ex:cohort . ex:cohort-sample dcat:accessService ex:service .
      ex:cohort dct:relation ex:cohort . ex:cohort-provenance dct:provenance ex:cohort-provenance .`),
    note: { kind: 'dropped', property: 'dcat:Dataset' },
  },
  'a list that never ends': {
    turtle: () =>
      plus(
        `ex:cohort-table csvw:column ex:list . ex:list <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> ex:cohort-age ;
       <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> ex:list .`,
      ),
  },
  'a hundred thousand triples': {
    turtle: () =>
      plus(
        `ex:cohort-table csvw:column ${columns.join(', ')} .\n${columns
          .map((column) => `${column} csvw:name "${column.slice(3)}" ; csvw:title "${column}"@fr .`)
          .join('\n')}`,
      ),
    note: { kind: 'repaired', property: 'csvw:column' },
  },
  'an unknown place': { turtle: () => replaced(`<${authority}/country/FRA>`, '"quelque part"') },
};
