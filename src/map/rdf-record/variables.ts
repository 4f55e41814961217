import type { Quad, Term } from '@rdfjs/types';
import { nodeKey } from '../../rdf/graph.ts';
import { csvw, dcat, dct, literal, namedNode, rdf, rdfs, xsd } from '../../rdf/vocabularies.ts';
import type { Node, Value } from '../draft.ts';
import { link, text, word } from './literals.ts';
import { nested, shape } from './nodes.ts';
import { type Place, quadsOf, type RdfRecord, type Reader, typesOf, valuesOf } from './record.ts';

/** csvw:tableSchema, through which CSVW reaches columns. */
export const tableSchema = namedNode(`${csvw.base}tableSchema`);

const datatype: Reader = (value, place) =>
  value.value.startsWith(xsd.base)
    ? [literal(value.value.slice(xsd.base.length))]
    : word(value, place);

const columnShape = shape(csvw.Column, [
  [csvw.name, word],
  [csvw.title, text],
  [csvw.titles, text, csvw.title],
  [dct.title, text, csvw.title],
  [rdfs.label, text, csvw.title],
  [dct.description, text],
  [csvw.datatype, datatype],
  [csvw.propertyUrl, link],
]);
const anyColumn = nested(() => columnShape);

/** csvw:Column, with what CSVW derives: the name from the title and the datatype `string`. */
const column: Reader = (value, place) => {
  const { writer } = place.record;
  return listItems(value, place.record).flatMap((item) => {
    const columns = anyColumn(item, place);
    for (const node of columns) if (node.termType !== 'Literal') completeColumn(node, place);
    return columns;
  });

  function completeColumn(node: Node, at: Place): void {
    const [name] = writer.values(node, csvw.name);
    const titles = writer.values(node, csvw.title);
    if (!name && titles[0]) {
      writer.add(node, csvw.name, literal(encodeURIComponent(titles[0].value)));
    }
    if (titles.length === 0 && name) {
      writer.add(node, csvw.title, literal(name.value, at.record.language));
      writer.note('repaired', csvw.column, 'Columns without a title show their name');
    }
    if (!writer.has(node, dct.description)) {
      for (const title of writer.values(node, csvw.title)) writer.add(node, dct.description, title);
      writer.note('repaired', csvw.column, 'Columns without a description show their title');
    }
    if (!writer.has(node, csvw.datatype)) {
      writer.add(node, csvw.datatype, literal('string'));
      writer.note('repaired', csvw.column, 'Columns without a datatype are strings (CSVW default)');
    }
  }
};

const schemaColumns: Reader = (value, place) =>
  valuesOf(place.record, value, csvw.column).flatMap((each) => column(each, place));

const tableShape = shape(csvw.Table, [
  [dct.title, text],
  [csvw.title, text, dct.title],
  [csvw.titles, text, dct.title],
  [rdfs.label, text, dct.title],
  [dcat.keyword, text],
  [csvw.url, link],
  [csvw.column, column],
  [tableSchema, schemaColumns, csvw.column],
]);
const anyTable = nested(() => tableShape);

const table: Reader = (value, place) =>
  listItems(value, place.record).flatMap((item) => anyTable(item, place));

const groupShape = shape(csvw.TableGroup, [
  [dct.title, text],
  [csvw.table, table],
]);
const anyGroup = nested(() => groupShape);

/** healthdcatap:hasVariables: a csvw:TableGroup; a table alone is put into a group. */
export const variables: Reader = (value, place) => {
  const { record } = place;
  const isTable = typesOf(record, value).has(csvw.Table.value);
  if (!isTable && valuesOf(record, value, csvw.column).length === 0) {
    const groups = anyGroup(value, place);
    for (const group of groups) if (group.termType !== 'Literal') addTitles(group, record);
    return groups;
  }
  return groupOf(table(value, place), record);
};

/** A new group for tables that a source gives elsewhere; none for none. */
function groupOf(tables: readonly Value[], record: RdfRecord): readonly Value[] {
  if (tables.length === 0) return [];
  const { writer } = record;
  const group = writer.node();
  writer.add(group, rdf.type, csvw.TableGroup);
  for (const each of tables) writer.add(group, csvw.table, each);
  addTitles(group, record);
  return [group];
}

/** A group or table without a title takes the dataset's: Release 8 demands one. */
function addTitles(group: Node, record: RdfRecord): void {
  const { writer } = record;
  const titles = writer.values(writer.subject, dct.title);
  const tables = writer.values(group, csvw.table).filter((each) => each.termType !== 'Literal');
  for (const node of [group, ...tables]) {
    if (writer.has(node, dct.title)) continue;
    for (const title of titles) writer.add(node, dct.title, title);
    writer.note(
      'repaired',
      csvw.table,
      'Tables of variables without a title take the title of the dataset',
    );
  }
}

/** Groups of the tables that earlier drafts hung on distributions (csvw:table, csvw:column …). */
export function variablesOfDistribution(distribution: Term, place: Place): readonly Value[] {
  const { record } = place;
  const said = quadsOf(record, distribution).filter((q) => q.object.termType !== 'Literal');
  const tables = said.flatMap((q) => tablesOf(q, place));
  const columns = said.flatMap((q) => {
    if (q.predicate.equals(csvw.column)) return column(q.object, place);
    return q.predicate.equals(tableSchema) ? schemaColumns(q.object, place) : [];
  });
  if (columns.length > 0) tables.push(tableOf(columns, distribution, record));
  return groupOf(tables, record);
}

function tablesOf(q: Quad, place: Place): readonly Value[] {
  const types = typesOf(place.record, q.object);
  if (types.has(csvw.TableGroup.value)) {
    return valuesOf(place.record, q.object, csvw.table).flatMap((each) => table(each, place));
  }
  const isTable = q.predicate.equals(csvw.table) || types.has(csvw.Table.value);
  return isTable ? table(q.object, place) : [];
}

function tableOf(columns: readonly Value[], distribution: Term, record: RdfRecord): Node {
  const node = record.writer.node();
  record.writer.add(node, rdf.type, csvw.Table);
  for (const each of columns) record.writer.add(node, csvw.column, each);
  for (const title of valuesOf(record, distribution, dct.title)) {
    const place = { record, property: dct.title, depth: 1 };
    for (const each of text(title, place)) record.writer.add(node, dct.title, each);
  }
  return node;
}

/** The members of an RDF list, in order; a value that is no list is its only member. */
function listItems(value: Term, record: RdfRecord): readonly Term[] {
  const items: Term[] = [];
  const seen = new Set<string>();
  let rest: Term | undefined = value;
  while (rest && rest.termType !== 'Literal' && !seen.has(nodeKey(rest))) {
    seen.add(nodeKey(rest));
    const [first]: Term[] = valuesOf(record, rest, rdf.first);
    if (!first) break;
    items.push(first);
    rest = valuesOf(record, rest, rdf.rest)[0];
  }
  return items.length > 0 ? items : [value];
}
