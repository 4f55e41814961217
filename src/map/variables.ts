import { csvw, dct, healthdcatap, literal, rdf, xsd } from '../rdf/vocabularies.ts';
import type { DraftWriter, Value } from './draft.ts';

/** A column in plain values; texts are literals in their language. */
export interface Column {
  readonly name: string;
  readonly titles: readonly Value[];
  readonly descriptions: readonly Value[];
  /** Name of a built-in datatype of CSVW. */
  readonly datatype: string;
}

/** A table with at least one column. */
export interface Table {
  readonly titles: readonly Value[];
  readonly columns: readonly Column[];
}

/**
 * Describes the variables of a dataset as one csvw:TableGroup under the dataset's own titles, and
 * says that the data is structured (Release 8: the one demands the other). Nothing for no tables.
 */
export function addVariables(tables: readonly Table[], writer: DraftWriter): void {
  if (tables.length === 0) return;
  const group = writer.node();
  writer.add(writer.subject, healthdcatap.hasStructuredData, literal('true', xsd.boolean));
  writer.add(writer.subject, healthdcatap.hasVariables, group);
  writer.add(group, rdf.type, csvw.TableGroup);
  for (const title of writer.values(writer.subject, dct.title)) writer.add(group, dct.title, title);
  for (const { titles, columns } of tables) {
    const table = writer.node();
    writer.add(group, csvw.table, table);
    writer.add(table, rdf.type, csvw.Table);
    for (const title of titles) writer.add(table, dct.title, title);
    for (const each of columns) {
      const column = writer.node();
      writer.add(table, csvw.column, column);
      writer.add(column, rdf.type, csvw.Column);
      writer.add(column, csvw.name, literal(each.name));
      writer.add(column, csvw.datatype, literal(each.datatype));
      for (const title of each.titles) writer.add(column, csvw.title, title);
      for (const text of each.descriptions) writer.add(column, dct.description, text);
    }
  }
}
