import { csvw, dct, healthdcatap, literal, rdf, xsd } from '../../rdf/vocabularies.ts';
import type { Node } from '../draft.ts';
import { publishableText } from '../texts.ts';
import { attributeOf, childrenOf, nodeAt, nodesAt, textOf, type XmlNode } from '../xml.ts';
import { saidBy, type XmlRecord } from '../xml-record/record.ts';

/** Most variables published of one study. */
const mostVariables = 20_000;

/** Described variables are the columns of tables, one per data file; they mean structured data. */
export function addVariables(codeBook: XmlNode, record: XmlRecord): void {
  const { writer } = record;
  const all = childrenOf(codeBook, 'dataDscr').flatMap((each) => childrenOf(each, 'var'));
  const named = all.filter((each) => attributeOf(each, 'name') !== undefined);
  if (named.length === 0) return;
  if (named.length > mostVariables) {
    writer.note(
      'dropped',
      healthdcatap.hasVariables,
      `Only the first ${mostVariables} of ${named.length} variables are published`,
    );
  }
  const group = writer.node();
  writer.add(writer.subject, healthdcatap.hasVariables, group);
  writer.add(writer.subject, healthdcatap.hasStructuredData, literal('true', xsd.boolean));
  writer.add(group, rdf.type, csvw.TableGroup);
  for (const title of writer.values(writer.subject, dct.title)) writer.add(group, dct.title, title);
  const tables = new Map<string, Node>();
  for (const variable of named.slice(0, mostVariables)) {
    // A variable of several files is described once, with the first.
    const file = attributeOf(variable, 'files')?.split(/\s/)[0] ?? '';
    const table = tables.get(file) ?? addTable(file, group, codeBook, record);
    tables.set(file, table);
    addColumn(variable, table, record);
  }
}

function addTable(
  file: string,
  group: Node,
  codeBook: XmlNode,
  { writer, context }: XmlRecord,
): Node {
  const table = writer.node();
  writer.add(group, csvw.table, table);
  writer.add(table, rdf.type, csvw.Table);
  const described = nodesAt(codeBook, 'fileDscr').find((each) => attributeOf(each, 'ID') === file);
  const name = publishableText(textOf(nodeAt(described, 'fileTxt', 'fileName')), dct.title, writer);
  if (name !== undefined) writer.add(table, dct.title, literal(name, context.language));
  else {
    for (const title of writer.values(writer.subject, dct.title))
      writer.add(table, dct.title, title);
  }
  return table;
}

const datatypes: Readonly<Record<string, string>> = { numeric: 'decimal', character: 'string' };

function addColumn(variable: XmlNode, table: Node, record: XmlRecord): void {
  const { writer, context } = record;
  const column = writer.node();
  writer.add(table, csvw.column, column);
  writer.add(column, rdf.type, csvw.Column);
  const name = attributeOf(variable, 'name') ?? '';
  writer.add(column, csvw.name, literal(encodeURIComponent(name.slice(0, 200))));
  const texts = (property: typeof csvw.title, nodes: readonly XmlNode[]) =>
    saidBy(nodes, record).flatMap(({ text, language }) => {
      const clean = publishableText(text, property, writer);
      return clean === undefined ? [] : [literal(clean, language)];
    });
  const labels = texts(csvw.title, nodesAt(variable, 'labl'));
  const titles = labels.length > 0 ? labels : [literal(name, context.language)];
  for (const title of titles) writer.add(column, csvw.title, title);
  const said = texts(dct.description, [
    ...nodesAt(variable, 'txt'),
    ...nodesAt(variable, 'qstn', 'qstnLit'),
  ]);
  for (const text of said.length > 0 ? said : titles) writer.add(column, dct.description, text);
  const format = attributeOf(nodeAt(variable, 'varFormat'), 'type');
  writer.add(column, csvw.datatype, literal(datatypes[format ?? ''] ?? 'string'));
  if (format === undefined) {
    const why = 'Columns without a datatype are strings (CSVW default)';
    writer.note('repaired', csvw.column, why);
  }
}
