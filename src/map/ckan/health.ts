import { authority } from '../../rdf/authorities.ts';
import {
  adms,
  dcat,
  dct,
  dpv,
  dqv,
  healthdcatap,
  namedNode,
  oa,
  prov,
  rdfs,
} from '../../rdf/vocabularies.ts';
import { at, listOf } from '../json.ts';
import { sayPeriod } from '../statements/facts.ts';
import type { Statements } from '../statements/statements.ts';
import { saidOf, textsOf } from '../statements/texts.ts';
import type { Fields } from './fields.ts';

const values = [
  ['coding_system', healthdcatap.hasCodingSystem],
  ['code_values', healthdcatap.hasCodeValues],
  ['health_category', healthdcatap.healthCategory],
  ['health_theme', healthdcatap.healthTheme],
  ['legal_basis', dpv.hasLegalBasis],
  ['personal_data', dpv.hasPersonalData],
  ['purpose', dpv.hasPurpose],
  ['min_typical_age', healthdcatap.minTypicalAge],
  ['max_typical_age', healthdcatap.maxTypicalAge],
  ['number_of_records', healthdcatap.numberOfRecords],
  ['number_of_unique_individuals', healthdcatap.numberOfUniqueIndividuals],
] as const;
const files = [
  ['analytics', healthdcatap.analytics],
  ['sample', adms.sample],
] as const;

/** The health fields of ckanext-dcat, which follow the first draft of HealthDCAT-AP. */
export function sayHealth(said: Statements, field: Fields): void {
  const { dataset } = said;
  for (const [name, property] of values) {
    for (const value of listOf(field(name))) said.sayLink(dataset, property, value);
  }
  said.sayTexts(dataset, healthdcatap.populationCoverage, field('population_coverage'));
  for (const [name, property] of files) {
    for (const address of listOf(field(name))) sayFile(said, property, address);
  }
  for (const period of listOf(field('retention_period'))) {
    sayPeriod(said, healthdcatap.retentionPeriod, at(period, 'start'), at(period, 'end'));
  }
  for (const annotation of listOf(field('quality_annotation'))) sayCertificate(said, annotation);
  for (const relation of listOf(field('qualified_relation'))) sayRelation(said, relation);
  for (const activity of listOf(field('provenance_activity'))) sayActivity(said, activity);
}

function sayFile(said: Statements, property: typeof adms.sample, address: unknown): void {
  if (saidOf(address) === undefined) return;
  const file = said.node(dcat.Distribution);
  said.say(said.dataset, property, file);
  said.sayLink(file, dcat.accessURL, address);
}

function sayCertificate(said: Statements, annotation: unknown): void {
  if (saidOf(at(annotation, 'body')) === undefined) return;
  const certificate = said.node(dqv.QualityCertificate);
  said.say(said.dataset, dqv.hasQualityAnnotation, certificate);
  said.sayLink(certificate, oa.hasBody, at(annotation, 'body'));
  said.sayLink(certificate, oa.hasTarget, at(annotation, 'target'));
  said.sayLink(certificate, oa.motivatedBy, at(annotation, 'motivated_by'));
}

function sayRelation(said: Statements, relation: unknown): void {
  const target = saidOf(at(relation, 'relation'));
  const role = saidOf(at(relation, 'role'));
  if (target === undefined || role === undefined) return;
  const relationship = said.node(dcat.Relationship);
  said.say(said.dataset, dcat.qualifiedRelation, relationship);
  said.sayLink(relationship, dct.relation, target);
  said.say(relationship, dcat.hadRole, namedNode(role));
}

function sayActivity(said: Statements, given: unknown): void {
  const labels = textsOf(at(given, 'label')).filter(({ text }) => !/^https?:/.test(text));
  const named = saidOf(at(given, 'dct_type'));
  const type = named?.startsWith(`${authority.healthActivity}/`) ? named : undefined;
  if (named !== type) {
    said.note('unknown-value', prov.wasGeneratedBy, 'This is no activity of the EU list', named);
  }
  if (labels.length === 0 && type === undefined) return;
  const activity = said.node(prov.Activity);
  said.say(said.dataset, prov.wasGeneratedBy, activity);
  for (const { text, language } of labels) said.sayTexts(activity, rdfs.label, text, language);
  said.sayLink(activity, dct.type, type);
  said.sayLink(activity, rdfs.seeAlso, at(given, 'seeAlso'));
}
