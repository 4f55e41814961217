import type { NamedNode } from '@rdfjs/types';
import { HarvestError } from '../model/problem.ts';
import type { Localised } from '../model/source.ts';
import { blankNode, csvw, dcat, dct, literal, rdf } from '../rdf/vocabularies.ts';
import { type DraftWriter, writeDraft } from './draft.ts';
import { at, listOf, textOf } from './json.ts';
import type { Mapping, MappingContext } from './mapping.ts';
import { publishableText } from './texts.ts';
import { isPlaceholder } from './values/text.ts';
import { addVariables, type Column, type Table } from './variables.ts';

/** Built-in datatypes of CSVW by the types of Table Schema. */
const datatypes = new Map(
  Object.entries({
    string: 'string',
    integer: 'integer',
    number: 'number',
    boolean: 'boolean',
    date: 'date',
    datetime: 'dateTime',
    time: 'time',
    year: 'gYear',
    yearmonth: 'gYearMonth',
    duration: 'duration',
    object: 'json',
    array: 'json',
    geopoint: 'string',
    geojson: 'json',
    any: 'any',
  }),
);

const mostColumns = 20_000;

interface Fields {
  readonly writer: DraftWriter;
  readonly context: MappingContext;
  /** Columns that may still be described. */
  left: number;
}

/**
 * Tables described by Frictionless Table Schemas → one HealthDCAT-AP dataset with its variables.
 * Title and description are those of the data package, else those that the source's options give.
 */
export const tableSchema: Mapping = (document, context) => {
  const value = document.kind === 'json' ? document.value : undefined;
  const tables = listOf(at(value, 'tables'));
  if (tables.length === 0) {
    throw new HarvestError('MAP_UNREADABLE', `${context.url} holds no Table Schema`);
  }
  const writer = writeDraft(blankNode('dataset'), 'b', context.terms);
  writer.add(writer.subject, rdf.type, dcat.Dataset);
  addText(value, 'title', dct.title, writer, context);
  addText(value, 'description', dct.description, writer, context);
  if (!writer.has(writer.subject, dct.title)) {
    throw new HarvestError(
      'MAP_NO_TITLE',
      `The tables at ${context.url} have no title; give options.title of the source`,
    );
  }
  for (const name of [at(value, 'descriptor', 'id'), at(value, 'descriptor', 'name')]) {
    const identifier = textOf(name);
    if (identifier) writer.identify(identifier);
  }
  const fields: Fields = { writer, context, left: mostColumns };
  addVariables(
    tables.flatMap((table) => readTable(table, fields) ?? []),
    writer,
  );
  return writer.draft();
};

function addText(
  value: unknown,
  name: 'title' | 'description',
  property: NamedNode,
  writer: DraftWriter,
  { language }: MappingContext,
): void {
  const raw = textOf(at(value, 'descriptor', name));
  const text = raw && publishableText(raw, property, writer);
  if (text) {
    writer.add(writer.subject, property, literal(text, language));
    return;
  }
  const given = at(value, 'settings', name);
  if (typeof given !== 'object' || given === null) return;
  // The connector takes it from options, whose schema makes it texts by language.
  writer.addTexts(writer.subject, property, given as Localised);
  writer.note('default', property, 'Not given by the source; filled in from its options');
}

function readTable(table: unknown, fields: Fields): Table | undefined {
  const { writer, context } = fields;
  const name = textOf(at(table, 'title')) ?? textOf(at(table, 'name'));
  const title = name && publishableText(name, csvw.table, writer);
  const columns = listOf(at(table, 'fields')).flatMap((field) => readColumn(field, fields) ?? []);
  if (!title || columns.length === 0) {
    writer.note('dropped', csvw.table, 'A table without a name or without a field was left out');
    return undefined;
  }
  const code = textOf(at(table, 'name'));
  const shown = code && code !== title ? `${code} – ${title}` : title;
  return { titles: [literal(shown, context.language)], columns };
}

function readColumn(field: unknown, fields: Fields): Column | undefined {
  const { writer, context } = fields;
  const name = textOf(at(field, 'name'))?.trim();
  if (!name) return undefined;
  if (fields.left === 0) {
    writer.note('dropped', csvw.column, `Fields after the first ${mostColumns} were left out`);
    return undefined;
  }
  fields.left -= 1;
  const given = publishable(field, 'title', writer);
  const title = given ?? name;
  const description = describe(field, writer);
  if (!given) writer.note('repaired', csvw.column, 'Fields without a title show their name');
  if (!description) {
    writer.note('repaired', csvw.column, 'Fields without a description show their title');
  }
  return {
    name,
    titles: [literal(title, context.language)],
    descriptions: [literal(description ?? title, context.language)],
    datatype: datatypeOf(field, writer),
  };
}

function publishable(field: unknown, key: string, writer: DraftWriter): string | undefined {
  const raw = textOf(at(field, key));
  return raw && publishableText(raw, csvw.column, writer);
}

/** What a field is, then what schema-snds adds: its nomenclature, and the years it exists in. */
function describe(field: unknown, writer: DraftWriter): string | undefined {
  const nomenclature = textOf(at(field, 'nomenclature'));
  const years = [at(field, 'dateCreated'), at(field, 'dateDeleted')].map(
    (date) => textOf(date)?.trim() ?? '',
  );
  const parts = [
    publishable(field, 'description', writer),
    nomenclature && !isPlaceholder(nomenclature) ? `Nomenclature : ${nomenclature.trim()}` : '',
    // As it is written: the forms are many, and a range of years is no period that RDF knows.
    years.some((year) => year !== '') ? `[${years.join(' – ').trim()}]` : '',
  ].filter((part) => part);
  return parts.length > 0 ? parts.join('\n') : undefined;
}

function datatypeOf(field: unknown, writer: DraftWriter): string {
  const type = textOf(at(field, 'type'))?.trim().toLowerCase() ?? 'string';
  const datatype = datatypes.get(type);
  if (datatype) return datatype;
  writer.note(
    'unknown-value',
    csvw.datatype,
    'A type that Table Schema does not know became string',
    type,
  );
  return 'string';
}
