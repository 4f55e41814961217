import { authority } from '../../rdf/authorities.ts';
import { adms, csvw, dcat, dct, healthdcatap, literal, xsd } from '../../rdf/vocabularies.ts';
import type { Node } from '../draft.ts';
import { at, listOf, textOf } from '../json.ts';
import type { Statements } from '../statements/statements.ts';
import { licenceIri } from '../values/licences.ts';
import { fileTypeIri } from '../values/media-types.ts';
import { type StructuredValues, structuredValues, termOf } from './properties.ts';

/** Says what the datasets of a data product are: distributions or samples, and tables of variables. */
export function sayDatasets(
  said: Statements,
  datasets: readonly unknown[],
  licence: string | undefined,
): void {
  const tables: Node[] = [];
  for (const dataset of datasets) {
    sayDistribution(said, dataset, licence);
    const table = sayTable(said, dataset);
    if (table) tables.push(table);
  }
  if (tables.length === 0) return;
  const group = said.node(csvw.TableGroup);
  said.say(said.dataset, healthdcatap.hasStructuredData, literal('true', xsd.boolean));
  said.say(said.dataset, healthdcatap.hasVariables, group);
  for (const table of tables) said.say(group, csvw.table, table);
}

function nameOf(dataset: unknown): string {
  return (
    textOf(at(dataset, 'properties', 'name')) ??
    textOf(at(dataset, 'name')) ??
    textOf(at(dataset, 'urn')) ??
    ''
  );
}

/** URN of the tag that marks samples. */
export const sampleTag = 'urn:li:tag:dcat:sample';

function isSample(dataset: unknown): boolean {
  return listOf(at(dataset, 'tags', 'tags')).some(
    (each) => textOf(at(each, 'tag', 'urn')) === sampleTag,
  );
}

/** A dataset without an address cannot be a distribution (DCAT-AP demands dcat:accessURL). */
function sayDistribution(said: Statements, dataset: unknown, licence: string | undefined): void {
  const values = structuredValues(dataset);
  const address = values.get('accessUrl')?.[0] ?? textOf(at(dataset, 'properties', 'externalUrl'));
  if (address === undefined) {
    const why = 'Datasets without an address are no distributions; their variables are kept';
    said.note('dropped', dcat.distribution, why, nameOf(dataset));
    return;
  }
  const node = said.node(dcat.Distribution);
  said.say(said.dataset, isSample(dataset) ? adms.sample : dcat.distribution, node);
  said.say(node, dcat.accessURL, literal(address));
  said.sayWord(node, dcat.downloadURL, values.get('downloadUrl')?.[0]);
  said.sayTexts(node, dct.title, nameOf(dataset));
  said.sayTexts(
    node,
    dct.description,
    textOf(at(dataset, 'editableProperties', 'description')) ??
      at(dataset, 'properties', 'description'),
  );
  said.sayConcept(node, dct.format, values.get('distributionFormat')?.[0], fileTypeIri);
  const [profile] = listOf(at(dataset, 'datasetProfiles'));
  said.sayWord(node, dcat.byteSize, at(profile, 'sizeInBytes'));
  sayStatus(said, node, dataset, values);
  if (licence === undefined) return;
  // What is no licence of the lists still says what may be done with the data.
  const isListed = licenceIri(licence, said.context.terms) !== undefined;
  said.say(node, isListed ? dct.license : dct.rights, termOf(licence));
}

function sayStatus(said: Statements, node: Node, dataset: unknown, values: StructuredValues): void {
  const isDeprecated = at(dataset, 'deprecation', 'deprecated') === true;
  const code = values.get('distributionStatus')?.[0] ?? (isDeprecated ? 'DEPRECATED' : undefined);
  said.sayConcept(node, adms.status, code, (text) =>
    /^[A-Z_]{1,40}$/.test(text) ? `${authority.distributionStatus}/${text}` : undefined,
  );
}

/** `[version=2.0].[type=struct].[type=string].name` is DataHub's way of writing `name`. */
const typing = /\[[^\]]{0,200}\]\.?/g;

function sayTable(said: Statements, dataset: unknown): Node | undefined {
  const fields = listOf(at(dataset, 'schemaMetadata', 'fields')).flatMap((field) => {
    const name = textOf(at(field, 'fieldPath'))?.slice(0, 1_000).replace(typing, '');
    return name ? [{ name, field }] : [];
  });
  if (fields.length === 0) return undefined;
  const table = said.node(csvw.Table);
  said.sayTexts(table, dct.title, nameOf(dataset));
  for (const { name, field } of fields) {
    const column = said.node(csvw.Column);
    said.say(table, csvw.column, column);
    said.say(column, csvw.name, literal(name));
    said.sayTexts(column, csvw.title, at(field, 'label'));
    said.sayTexts(column, dct.description, at(field, 'description'));
    said.sayWord(column, csvw.datatype, at(field, 'nativeDataType'));
  }
  return table;
}
