import type { NamedNode } from '@rdfjs/types';
import { authority } from '../../rdf/authorities.ts';
import {
  dcat,
  dcatap,
  dct,
  dpv,
  foaf,
  geodcatap,
  healthdcatap,
  literal,
  namedNode,
} from '../../rdf/vocabularies.ts';
import type { Value } from '../draft.ts';
import { at, listOf, textOf } from '../json.ts';
import { sayContact } from '../statements/agents.ts';
import { sayPeriod } from '../statements/facts.ts';
import type { Statements } from '../statements/statements.ts';
import type { Terms } from '../terms.ts';
import { readAccess } from '../values/access-rights.ts';
import { frequencyIri } from '../values/frequencies.ts';
import { healthCodeIri } from '../values/health-codes.ts';
import { repairWebAddress } from '../values/iris.ts';
import { languageIri } from '../values/languages.ts';
import { placeIri } from '../values/places.ts';

/** Values of the structured properties of an entity, by local name. */
export type StructuredValues = ReadonlyMap<string, readonly string[]>;

/** `fr.aphp.healthdcat.accessRights`; other hospitals begin with their own domain. */
const qualified = /(?:^|[.:])healthdcat\.([A-Za-z]{1,60})$/;

/** Reads the structured properties that describe an entity for a health data catalogue. */
export function structuredValues(entity: unknown): StructuredValues {
  const read = new Map<string, string[]>();
  for (const each of listOf(at(entity, 'structuredProperties', 'properties'))) {
    const urn = textOf(at(each, 'structuredProperty', 'urn')) ?? '';
    const name = urn.length > 300 ? undefined : qualified.exec(urn)?.[1];
    if (name === undefined) continue;
    const values = listOf(at(each, 'values')).flatMap(
      (value) => textOf(at(value, 'stringValue')) ?? textOf(at(value, 'numberValue')) ?? [],
    );
    read.set(name, [...(read.get(name) ?? []), ...values]);
  }
  return read;
}

/** An address as an IRI, anything else as a literal: what it means is read later. */
export function termOf(text: string): Value {
  const address = /^https?:/i.test(text.trim()) ? repairWebAddress(text.trim()) : undefined;
  return address && !address.repaired ? namedNode(address.iri) : literal(text);
}

type Code = (text: string, terms: Terms) => string | undefined;

const access: Code = (text) => {
  const reading = readAccess(text);
  return reading.kind === 'level' ? `${authority.accessRight}/${reading.level}` : undefined;
};

/** The DCAT property of each structured property, and the concept that its codes mean. */
const properties: readonly (readonly [name: string, property: NamedNode, code?: Code])[] = [
  ['acronym', dct.alternative],
  ['accessRights', dct.accessRights, access],
  ['applicableLegislation', dcatap.applicableLegislation],
  ['coding', healthdcatap.hasCodingSystem],
  ['datasetType', dct.type, (text, terms) => healthCodeIri('datasetType', text, terms)],
  ['frequency', dct.accrualPeriodicity, frequencyIri],
  [
    'healthCategory',
    healthdcatap.healthCategory,
    (text, terms) => healthCodeIri('healthCategory', text, terms),
  ],
  [
    'healthTheme',
    healthdcatap.healthTheme,
    (text, terms) => healthCodeIri('healthTheme', text, terms),
  ],
  ['isReferencedBy', dct.isReferencedBy],
  ['issued', dct.issued],
  ['language', dct.language, languageIri],
  ['legalBasis', dpv.hasLegalBasis],
  ['maxTypicalAge', healthdcatap.maxTypicalAge],
  ['minTypicalAge', healthdcatap.minTypicalAge],
  ['numberOfRecords', healthdcatap.numberOfRecords],
  ['numberOfUniqueIndividuals', healthdcatap.numberOfUniqueIndividuals],
  ['personalData', dpv.hasPersonalData],
  ['populationCoverage', healthdcatap.populationCoverage],
  ['provenance', dct.provenance],
  ['publishingFrequency', dct.accrualPeriodicity, frequencyIri],
  ['purpose', dpv.hasPurpose],
  ['referenceSpecification', dct.conformsTo],
  ['spatialCoverage', dct.spatial, placeIri],
];

const roles = [
  ['publisher', dct.publisher],
  ['creator', dct.creator],
  ['custodian', geodcatap.custodian],
  ['hdab', healthdcatap.hdab],
] as const;

/** Names used up by this file, and `license`, which is of the distributions. */
const known = /^(?:temporalCoverage|retentionPeriod)(?:Start|End)$|^contactPoint|^license$/;

/** Says what the structured properties of a data product say. */
export function sayProperties(said: Statements, values: StructuredValues): void {
  const { dataset } = said;
  for (const [name, property, code] of properties) {
    for (const text of values.get(name) ?? []) {
      const concept = code?.(text, said.context.terms);
      said.say(dataset, property, concept === undefined ? termOf(text) : namedNode(concept));
    }
  }
  const first = (name: string) => values.get(name)?.[0];
  sayPeriod(said, dct.temporal, first('temporalCoverageStart'), first('temporalCoverageEnd'));
  sayPeriod(
    said,
    healthdcatap.retentionPeriod,
    first('retentionPeriodStart'),
    first('retentionPeriodEnd'),
  );
  for (const [role, property] of roles) sayAgent(said, role, property, first);
  sayContact(said, {
    name: first('contactPointName'),
    mail: first('contactPointEmail'),
    page: first('contactPointUrl'),
  });
  const names = new Set(properties.map(([name]) => name));
  for (const name of values.keys()) {
    const isUsed = names.has(name) || known.test(name) || roles.some(([r]) => name.startsWith(r));
    if (isUsed) continue;
    said.note('dropped', dcat.Dataset, `The structured property ${name} has no meaning here`);
  }
}

function sayAgent(
  said: Statements,
  role: string,
  property: NamedNode,
  first: (name: string) => string | undefined,
): void {
  const name = first(`${role}Name`);
  if (name === undefined) return;
  const agent = said.node(foaf.Agent);
  said.say(said.dataset, property, agent);
  said.say(agent, foaf.name, literal(name));
  said.sayWord(agent, foaf.homepage, first(`${role}Homepage`));
  said.sayWord(agent, foaf.mbox, first(`${role}Email`));
  said.sayTexts(agent, dct.description, first(`${role}Note`));
  const type = first(`${role}Type`);
  if (type === undefined) return;
  const isCode = /^[\w-]{1,60}$/.test(type);
  const concept = isCode ? namedNode(`${authority.publisherType}/${type}`) : termOf(type);
  said.say(agent, dct.type, concept);
}
