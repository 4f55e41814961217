import { objectOf } from '../json-page.ts';
import { type Entity, several } from './datahub-entity.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The entity that a YAML document of DataHub's catalogue as code describes; null for other kinds. */
export function entityInYaml(document: unknown): Entity | null {
  const fields = objectOf(document) ?? {};
  const urn = urnOf(fields);
  if (urn === null) return null;
  const described = Object.entries(objectOf(fields['structuredProperties']) ?? {});
  return {
    urn,
    name: fields['name'],
    description: fields['description'],
    externalUrl: fields['externalUrl'],
    tags: urns('tag', fields['tags']),
    terms: urns('glossaryTerm', fields['glossaryTerms']),
    properties: new Map(
      described.map(([name, value]) => [urnIn('structuredProperty', name), several(value)]),
    ),
    assets: several(fields['assets']).map(String),
    fields: several(objectOf(fields['schema'])?.['fields']),
    isDeprecated: objectOf(fields['deprecation'])?.['deprecated'] === true,
    isRemoved: false,
  };
}

function urnOf(fields: Fields): string | null {
  const { kind, id, name } = fields;
  const key = [id, name].find((each) => typeof each === 'string' && each !== '');
  if (typeof key !== 'string') return null;
  switch (kind) {
    case 'DATA_PRODUCT':
      return urnIn('dataProduct', key);
    case 'DATASET':
      return datasetUrn(fields, key);
    case 'TAG':
      return urnIn('tag', key);
    case 'GLOSSARY_TERM':
      return urnIn('glossaryTerm', key);
    default:
      return null;
  }
}

/** A dataset is named by its platform, its name there, after that of the instance, and its environment. */
function datasetUrn({ platform, instance, env }: Fields, name: string): string {
  const path = typeof instance === 'string' ? `${instance}.${name}` : name;
  return `urn:li:dataset:(urn:li:dataPlatform:${platform},${path},${env ?? 'PROD'})`;
}

function urns(kind: string, names: unknown): readonly string[] {
  return several(names).map((name) => urnIn(kind, String(name)));
}

function urnIn(kind: string, name: string): string {
  return name.startsWith('urn:li:') ? name : `urn:li:${kind}:${name}`;
}
