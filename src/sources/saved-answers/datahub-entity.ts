import type { Row } from '../graphql/rows.ts';
import { objectOf } from '../json-page.ts';

/** An entity of DataHub, whatever it was written in; URNs name others. */
export interface Entity {
  readonly urn: string;
  readonly name: unknown;
  readonly description: unknown;
  readonly externalUrl: unknown;
  readonly tags: readonly string[];
  readonly terms: readonly string[];
  /** Values of structured properties by URN. */
  readonly properties: ReadonlyMap<string, readonly unknown[]>;
  /** What a data product consists of. */
  readonly assets: readonly string[];
  /** Columns of a dataset: fieldPath, label, description, nativeDataType. */
  readonly fields: readonly unknown[];
  readonly isDeprecated: boolean;
  readonly isRemoved: boolean;
}

/** Writes an entity as the GraphQL API gives it; tags and terms have the names of their entities. */
export function asAnswered(entity: Entity, entities: ReadonlyMap<string, Entity>): Row {
  const { urn, name, description, externalUrl, properties, fields, isDeprecated } = entity;
  const named = (each: string) => {
    const label = entities.get(each)?.name;
    return { urn: each, ...(label !== undefined && { properties: { name: label } }) };
  };
  return {
    urn,
    name,
    properties: { name, description, externalUrl },
    tags: { tags: entity.tags.map((each) => ({ tag: named(each) })) },
    glossaryTerms: { terms: entity.terms.map((each) => ({ term: named(each) })) },
    structuredProperties: {
      properties: [...properties].map(([property, values]) => ({
        structuredProperty: { urn: property },
        values: values.map((value) =>
          typeof value === 'number' ? { numberValue: value } : { stringValue: value },
        ),
      })),
    },
    ...(fields.length > 0 && { schemaMetadata: { fields: fields.map(column) } }),
    ...(isDeprecated && { deprecation: { deprecated: true } }),
  };
}

function column(field: unknown): Row {
  const { fieldPath, label, description, nativeDataType } = objectOf(field) ?? {};
  return { fieldPath, label, description, nativeDataType };
}

/** A list, whether one value or several were written; nothing gives an empty one. */
export function several(value: unknown): readonly unknown[] {
  return [value ?? []].flat();
}
