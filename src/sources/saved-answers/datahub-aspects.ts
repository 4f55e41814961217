import { type Row, textIn } from '../graphql/rows.ts';
import { objectOf } from '../json-page.ts';
import { type Entity, several } from './datahub-entity.ts';

/**
 * The entities in the metadata change proposals that DataHub's file sink writes: each sets one aspect
 * of one entity. Patches of an aspect are left out.
 */
export function entitiesInProposals(proposals: readonly unknown[]): readonly Entity[] {
  const aspects = new Map<string, Map<string, Row>>();
  for (const proposal of proposals.map(objectOf)) {
    const [urn, name] = [textIn(proposal, 'entityUrn'), textIn(proposal, 'aspectName')];
    const aspect = objectOf(objectOf(proposal?.['aspect'])?.['json']);
    if (urn === null || name === null || !aspect) continue;
    const known = aspects.get(urn) ?? new Map<string, Row>();
    aspects.set(urn, known.set(name, aspect));
  }
  return [...aspects].map(([urn, known]) => entityOf(urn, known));
}

const described = [
  'dataProductProperties',
  'datasetProperties',
  'tagProperties',
  'glossaryTermInfo',
];

function entityOf(urn: string, aspects: ReadonlyMap<string, Row>): Entity {
  const own = described.map((name) => aspects.get(name)).find((each) => each !== undefined) ?? {};
  const partsOf = (aspect: string, list: string) =>
    several(aspects.get(aspect)?.[list]).map((each) => objectOf(each) ?? {});
  const named = (parts: readonly Row[], name: string) =>
    parts.flatMap((part) => textIn(part, name) ?? []);
  return {
    urn,
    name: own['name'] ?? aspects.get('schemaMetadata')?.['schemaName'],
    description: own['description'],
    externalUrl: own['externalUrl'],
    tags: named(partsOf('globalTags', 'tags'), 'tag'),
    terms: named(partsOf('glossaryTerms', 'terms'), 'urn'),
    properties: new Map(
      partsOf('structuredProperties', 'properties').map((each) => [
        textIn(each, 'propertyUrn') ?? '',
        several(each['values']).map((value) => Object.values(objectOf(value) ?? {})[0]),
      ]),
    ),
    assets: named(partsOf('dataProductProperties', 'assets'), 'destinationUrn'),
    fields: several(aspects.get('schemaMetadata')?.['fields']),
    isDeprecated: aspects.get('deprecation')?.['deprecated'] === true,
    isRemoved: aspects.get('status')?.['removed'] === true,
  };
}
