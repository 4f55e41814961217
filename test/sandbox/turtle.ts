import type { Bilingual } from './bilingual.ts';

/** Predicate and its objects, all already in Turtle; an undefined object is left out. */
export type Property = readonly [predicate: string, ...objects: (string | undefined)[]];

const namespaces: Readonly<Record<string, string>> = {
  adms: 'http://www.w3.org/ns/adms#',
  csvw: 'http://www.w3.org/ns/csvw#',
  cv: 'http://data.europa.eu/m8g/',
  dcat: 'http://www.w3.org/ns/dcat#',
  dcatap: 'http://data.europa.eu/r5r/',
  dct: 'http://purl.org/dc/terms/',
  dpv: 'https://w3id.org/dpv#',
  'dpv-pd': 'https://w3id.org/dpv/dpv-pd#',
  dqv: 'http://www.w3.org/ns/dqv#',
  ejp: 'http://purl.org/ejp-rd/vocabulary/',
  'fdp-o': 'https://w3id.org/fdp/fdp-o#',
  foaf: 'http://xmlns.com/foaf/0.1/',
  geodcatap: 'http://data.europa.eu/930/',
  healthdcatap: 'http://healthdataportal.eu/ns/health#',
  hydra: 'http://www.w3.org/ns/hydra/core#',
  ldp: 'http://www.w3.org/ns/ldp#',
  ordo: 'http://www.orpha.net/ORDO/',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
};

/** Prefix declarations that every sandbox document begins with. */
export const prefixes = `${Object.entries(namespaces)
  .map(([prefix, base]) => `@prefix ${prefix}: <${base}> .`)
  .join('\n')}\n\n`;

/** An IRI as it is: the sandbox plants illegal ones on purpose. */
export const iri = (value: string): string => `<${value}>`;

/** A literal, with a language tag when one is given (legal or not). */
export function text(value: string, language?: string): string {
  const escaped = value
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r');
  return language === undefined ? `"${escaped}"` : `"${escaped}"@${language}`;
}

/** A typed literal. */
export const typed = (value: string | number, datatype: string): string =>
  `"${value}"^^${datatype}`;

/** A non-negative integer, as HealthDCAT-AP counts people. */
export const count = (value: number | undefined): string | undefined =>
  value === undefined ? undefined : typed(value, 'xsd:nonNegativeInteger');

/** A day in ISO 8601, or a bare year. */
export function date(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  return typed(value, value.length === 4 ? 'xsd:gYear' : 'xsd:date');
}

/** French and English literals. */
export const bilingual = (value: Bilingual): string[] => [
  text(value.fr, 'fr'),
  text(value.en, 'en'),
];

function body(properties: readonly Property[], indent: string): string {
  return properties
    .flatMap(([predicate, ...objects]) => {
      const present = objects.filter((object) => object !== undefined);
      return present.length === 0 ? [] : [`${indent}${predicate} ${present.join(' , ')}`];
    })
    .join(' ;\n');
}

/** A blank node with its properties. */
export const node = (...properties: readonly Property[]): string =>
  `[\n${body(properties, '    ')} ]`;

/** One subject's statement; the subject is already in Turtle. */
export const describe = (subject: string, ...properties: readonly Property[]): string =>
  `${subject}\n${body(properties, '  ')} .\n\n`;
