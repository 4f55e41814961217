import { HarvestError } from '../model/problem.ts';
import { authority } from '../rdf/authorities.ts';
import {
  adms,
  blankNode,
  dcat,
  dct,
  foaf,
  healthdcatap,
  literal,
  namedNode,
  rdf,
  xsd,
} from '../rdf/vocabularies.ts';
import { addCustodian } from './custodian.ts';
import { readDate } from './dates.ts';
import { type DraftWriter, writeDraft } from './draft.ts';
import { at, textOf } from './json.ts';
import type { Mapping, MappingContext } from './mapping.ts';
import { countsOf } from './omop/counts.ts';
import { addPopulation } from './omop/population.ts';
import { provenTables } from './omop/tables.ts';
import { publishableText } from './texts.ts';
import { repairWebAddress } from './values/iris.ts';
import { isPlaceholder } from './values/text.ts';
import { addVariables } from './variables.ts';

/** An OMOP database, as its CDM_SOURCE row and Achilles describe it → HealthDCAT-AP. */
export const omop: Mapping = (document, context) => {
  const value = document.kind === 'json' ? document.value : undefined;
  const row = at(value, 'cdmSource');
  if (typeof row !== 'object' || row === null) {
    throw new HarvestError('MAP_UNREADABLE', `${context.url} holds no row of CDM_SOURCE`);
  }
  const cell = (name: string) => {
    const text = textOf(at(row, name));
    return text === undefined || isPlaceholder(text) ? undefined : text.trim();
  };
  const writer = writeDraft(blankNode('dataset'), 'b', context.terms);
  writer.add(writer.subject, rdf.type, dcat.Dataset);
  addTexts(cell, writer, context);
  const holder = cell('cdm_holder');
  const name = holder && publishableText(holder, foaf.name, writer);
  if (name) addCustodian(name, {}, writer, context);
  addRelease(cell, writer);
  addDocumentation(cell, writer);
  addModel(cell, writer);
  const counts = countsOf(at(value, 'achilles'));
  addPopulation(counts, writer, context);
  addVariables(provenTables(counts), writer);
  return writer.draft();
};

type Cell = (name: string) => string | undefined;

function addTexts(cell: Cell, writer: DraftWriter, { language, url }: MappingContext): void {
  const full = cell('cdm_source_name');
  const short = cell('cdm_source_abbreviation');
  const title = full && publishableText(full, dct.title, writer);
  if (!title) throw new HarvestError('MAP_NO_TITLE', `${url} gives no cdm_source_name`);
  writer.add(writer.subject, dct.title, literal(title, language));
  const acronym = short && publishableText(short, dct.alternative, writer);
  if (acronym && acronym !== title) {
    writer.add(writer.subject, dct.alternative, literal(acronym, language));
  }
  const given = cell('source_description');
  const description = given && publishableText(given, dct.description, writer);
  if (description) writer.add(writer.subject, dct.description, literal(description, language));
}

/** cdm_release_date says when the database was last refreshed. */
function addRelease(cell: Cell, writer: DraftWriter): void {
  const given = cell('cdm_release_date');
  if (given === undefined) return;
  const date = readDate(given, dct.modified, writer);
  if (date) writer.add(writer.subject, dct.modified, literal(date.value, xsd[date.type]));
}

function addDocumentation(cell: Cell, writer: DraftWriter): void {
  for (const column of ['source_documentation_reference', 'cdm_etl_reference']) {
    const given = cell(column);
    if (given === undefined) continue;
    const address = repairWebAddress(given);
    if (!address) {
      writer.note('unknown-value', foaf.page, 'This is no web address', given);
      continue;
    }
    if (address.repaired) writer.note('repaired', foaf.page, 'An address was mended', given);
    const page = namedNode(address.iri);
    writer.add(writer.subject, foaf.page, page);
    writer.add(page, rdf.type, foaf.Document);
  }
}

/** A database with a CDM_SOURCE table is in the OMOP CDM, coded in the vocabularies of OHDSI. */
function addModel(cell: Cell, writer: DraftWriter): void {
  const { subject } = writer;
  writer.add(subject, dct.conformsTo, namedNode(`${authority.standard}/OMOP-CDM`));
  const model = cell('cdm_version');
  const vocabulary = cell('vocabulary_version');
  if (vocabulary) {
    const system = namedNode(`${authority.codingSystem}/OHDSI-VOCAB`);
    writer.add(subject, healthdcatap.hasCodingSystem, system);
  }
  const versions = [
    model && `OMOP CDM ${model}`,
    vocabulary && `OMOP Standardized Vocabularies ${vocabulary}`,
  ].filter((text) => text !== undefined);
  if (versions.length > 0) {
    writer.add(subject, adms.versionNotes, literal(versions.join(', '), 'en'));
  }
}
