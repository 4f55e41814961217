import { HarvestError } from '../model/problem.ts';
import { dcat, dct, literal } from '../rdf/vocabularies.ts';
import { sampleTag, sayDatasets } from './datahub/datasets.ts';
import { sayProperties, structuredValues } from './datahub/properties.ts';
import { at, listOf, textOf } from './json.ts';
import type { Mapping } from './mapping.ts';
import { sayKeywords } from './statements/facts.ts';
import { beginStatements, type Statements } from './statements/statements.ts';

/**
 * A data product of DataHub with its datasets → HealthDCAT-AP. What catalogues need is in its
 * structured properties, whose names end in `healthdcat.` and a term.
 */
export const datahub: Mapping = (document, context) => {
  const record = document.kind === 'json' ? document.value : undefined;
  const product = at(record, 'product');
  const urn = textOf(at(product, 'urn'));
  if (urn === undefined) {
    throw new HarvestError('MAP_UNREADABLE', `${context.remoteKey} is no data product of DataHub`);
  }
  const said = beginStatements(context);
  const { dataset } = said;
  said.say(dataset, dct.identifier, literal(urn));
  said.sayTexts(dataset, dct.title, at(product, 'properties', 'name'));
  said.sayTexts(dataset, dct.description, at(product, 'properties', 'description'));
  said.sayWord(dataset, dcat.landingPage, at(product, 'properties', 'externalUrl'));
  sayTags(said, product);
  const values = structuredValues(product);
  sayProperties(said, values);
  sayDatasets(said, listOf(at(record, 'datasets')), values.get('license')?.[0]);
  return said.draft();
};

/** Tags and glossary terms by their names, or else by the last part of their URNs. */
function sayTags(said: Statements, product: unknown): void {
  const tags = listOf(at(product, 'tags', 'tags')).map((each) => at(each, 'tag'));
  const terms = listOf(at(product, 'glossaryTerms', 'terms')).map((each) => at(each, 'term'));
  const words = [...tags, ...terms].filter((each) => textOf(at(each, 'urn')) !== sampleTag);
  const names = words.map(
    (each) =>
      textOf(at(each, 'properties', 'name')) ??
      textOf(at(each, 'urn'))?.replace(/^urn:li:[A-Za-z]+:/, ''),
  );
  sayKeywords(said, names);
}
