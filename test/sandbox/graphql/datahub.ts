import { type LoneEndpoint, startLoneQueryEndpoint } from '../lone-endpoint.ts';
import type { AnswerQuery } from '../server.ts';
import type { Edits } from '../switches.ts';
import { type Asset, type Product, products } from './datahub-products.ts';
import { graphqlError, json, type PostedQuery, readPosted, titleAfter } from './posted.ts';

function present(edits: Edits): readonly Product[] {
  const added: Product[] = edits.added.map((key) => ({
    key,
    name: `Nouveau produit ${key}`,
    description: "Produit ajouté à l'entrepôt après la première moisson.",
    tags: ['nouveau'],
    properties: { accessRights: ['RESTRICTED'], healthCategory: ['EHRS'] },
    assets: [],
  }));
  return [...products, ...added]
    .filter(({ key }) => !edits.removed.has(key))
    .map((product) => ({ ...product, name: titleAfter(edits, product.key, product.name) }));
}

const tagsOf = (tags: readonly string[] | undefined) =>
  tags && { tags: tags.map((name) => ({ tag: { urn: `urn:li:tag:${name}`, properties: null } })) };

const structured = (values: Readonly<Record<string, readonly (string | number)[]>> | undefined) =>
  values && {
    properties: Object.entries(values).map(([name, each]) => ({
      structuredProperty: { urn: `urn:li:structuredProperty:fr.exemple.healthdcat.${name}` },
      values: each.map((value) =>
        typeof value === 'string' ? { stringValue: value } : { numberValue: value },
      ),
    })),
  };

const urnOf = (key: string) => `urn:li:dataProduct:${key}`;

function productEntity(product: Product) {
  return {
    urn: urnOf(product.key),
    properties: {
      name: product.name,
      description: product.description,
      externalUrl: product.page ?? null,
      numAssets: product.assets.length,
    },
    tags: tagsOf(product.tags) ?? null,
    glossaryTerms: null,
    structuredProperties: structured(product.properties) ?? null,
  };
}

function assetEntity({ name, title, fields, bytes, tags, properties }: Asset) {
  return {
    urn: `urn:li:dataset:(urn:li:dataPlatform:postgres,${name},PROD)`,
    name,
    properties: { name: title, description: null, externalUrl: null },
    editableProperties: null,
    deprecation: null,
    tags: tagsOf(tags) ?? null,
    structuredProperties: structured(properties) ?? null,
    datasetProfiles: bytes === undefined ? [] : [{ sizeInBytes: bytes }],
    schemaMetadata: fields && {
      fields: fields.map(([fieldPath, description, nativeDataType]) => ({
        fieldPath,
        label: null,
        description,
        nativeDataType,
      })),
    },
  };
}

const scrollPrefix = 'scroll-';

function scroll({ variables }: PostedQuery, edits: Edits) {
  const { count = 10, scrollId } = Object(variables['input']);
  const all = present(edits);
  const start = scrollId === undefined ? 0 : Number(String(scrollId).slice(scrollPrefix.length));
  const shown = all.slice(start, start + count);
  const end = start + shown.length;
  return json({
    data: {
      scrollAcrossEntities: {
        nextScrollId: end < all.length ? `${scrollPrefix}${end}` : null,
        total: all.length,
        searchResults: shown.map((product) => ({ entity: productEntity(product) })),
      },
    },
    extensions: {},
  });
}

function assets({ variables }: PostedQuery, edits: Edits) {
  const { start = 0, count = 10 } = Object(variables['input']);
  const product = present(edits).find(({ key }) => urnOf(key) === variables['urn']);
  if (!product) return graphqlError(`Failed to find data product ${variables['urn']}`);
  const shown = product.assets.slice(start, start + count);
  return json({
    data: {
      listDataProductAssets: {
        total: product.assets.length,
        searchResults: shown.map((asset) => ({ entity: assetEntity(asset) })),
      },
    },
  });
}

const answer: AnswerQuery = (posted, edits) => {
  const request = readPosted(posted);
  if (!request) return graphqlError('Invalid Syntax');
  if (request.query.includes('scrollAcrossEntities')) return scroll(request, edits);
  if (request.query.includes('listDataProductAssets')) return assets(request, edits);
  return graphqlError('Validation error: field undefined');
};

/** A DataHub of a hospital: data products with structured properties, and their datasets. */
export interface DataHubSandbox extends LoneEndpoint {
  /** Address to configure as the source's `url`. */
  readonly url: string;
}

/** Starts the endpoint on the loopback interface. */
export async function startDataHubSandbox(): Promise<DataHubSandbox> {
  const endpoint = await startLoneQueryEndpoint(
    products.map(({ key }) => key),
    answer,
  );
  return { ...endpoint, url: `${endpoint.origin}/api/graphql` };
}
