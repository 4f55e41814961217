import type { GatherContext } from '../../harvest/ports.ts';
import { HarvestError } from '../../model/problem.ts';
import type { Gathered } from '../../model/record.ts';
import { failed, incomplete, problemOfPart } from '../gathered.ts';
import { objectOf } from '../json-page.ts';
import { orderedParallel } from '../ordered-parallel.ts';
import type { Variables } from './ask.ts';
import { countIn, type Row, type RowPage, type RowQuery, readRows, textIn } from './rows.ts';
import type { GraphqlWalk } from './walk.ts';

const structuredProperties = `structuredProperties {
  properties {
    structuredProperty { urn }
    values { ... on StringValue { stringValue } ... on NumberValue { numberValue } }
  }
}`;
const tags = 'tags { tags { tag { urn properties { name } } } }';

const productList = `query products($input: ScrollAcrossEntitiesInput!) {
  scrollAcrossEntities(input: $input) {
    nextScrollId
    total
    searchResults {
      entity {
        urn
        ... on DataProduct {
          properties { name description externalUrl numAssets }
          ${tags}
          glossaryTerms { terms { term { urn properties { name } } } }
          ${structuredProperties}
        }
      }
    }
  }
}`;

const assetList = `query assets($urn: String!, $input: SearchAcrossEntitiesInput!) {
  listDataProductAssets(urn: $urn, input: $input) {
    total
    searchResults {
      entity {
        urn
        ... on Dataset {
          name
          properties { name description externalUrl }
          editableProperties { description }
          deprecation { deprecated }
          ${tags}
          ${structuredProperties}
          datasetProfiles(limit: 1) { sizeInBytes }
          schemaMetadata(version: 0) { fields { fieldPath label description nativeDataType } }
        }
      }
    }
  }
}`;

const assetsPerPage = 100;

/**
 * Walks the data products of a DataHub with `scrollAcrossEntities`, then the datasets of each. A
 * payload is `{ product, datasets }`, its key the URN of the product.
 */
export const walkDataHub: GraphqlWalk = async function* (context, { pageSize = 100, maxPages }) {
  const { source } = context;
  const list = await readRows(context, productQuery(pageSize), maxPages);
  if (list.problem) yield incomplete(source.url, list.problem);
  yield* orderedParallel(list.rows, source.limits.concurrency, ([urn, product]) =>
    recordOf(context, urn, product, maxPages),
  );
  if (list.total !== null && !list.problem) {
    yield { kind: 'announced', total: list.total, walked: list.rows.size };
  }
};

function productQuery(count: number): RowQuery {
  return {
    name: 'data products',
    document: productList,
    start: { input: { types: ['DATA_PRODUCT'], query: '*', count } },
    keyOf: (row) => textIn(row, 'urn'),
    read: (data, asked) => {
      const { rows, total, scrollId } = productsIn(data);
      const next = scrollId === null ? null : withInput(asked, { scrollId });
      return { rows, total, next };
    },
  };
}

/** One page of data products. */
export interface ProductPage {
  readonly rows: readonly Row[];
  readonly total: number | null;
  /** Leads to the next page; null on the last. */
  readonly scrollId: string | null;
}

/** The page of data products in an answer; throws MAP_UNREADABLE when there is none. */
export function productsIn(data: Row): ProductPage {
  const { page, rows } = resultsIn(data, 'scrollAcrossEntities');
  return { rows, total: countIn(page, 'total'), scrollId: textIn(page, 'nextScrollId') };
}

function assetQuery(urn: string): RowQuery {
  const input = { types: ['DATASET'], query: '*', start: 0, count: assetsPerPage };
  return {
    name: `datasets of ${urn}`,
    document: assetList,
    start: { urn, input },
    keyOf: (row) => textIn(row, 'urn'),
    read: (data, asked): RowPage => {
      const { page, rows } = resultsIn(data, 'listDataProductAssets');
      const total = countIn(page, 'total');
      const met = (countIn(objectOf(asked['input']), 'start') ?? 0) + rows.length;
      const next = total !== null && met >= total ? null : withInput(asked, { start: met });
      return { rows, total, next };
    },
  };
}

function withInput(asked: Variables, change: Variables): Variables {
  return { ...asked, input: { ...objectOf(asked['input']), ...change } };
}

function resultsIn(data: Row, field: string): { readonly page: Row; readonly rows: Row[] } {
  const page = objectOf(data[field]);
  const results: unknown = page?.['searchResults'];
  if (!page || !Array.isArray(results)) {
    throw new HarvestError('MAP_UNREADABLE', `The answer has no ${field}.searchResults.`);
  }
  return { page, rows: results.map((result) => objectOf(objectOf(result)?.['entity']) ?? {}) };
}

async function recordOf(
  context: GatherContext,
  urn: string,
  product: Row,
  maxPages: number,
): Promise<Gathered> {
  const { url } = context.source;
  try {
    const assets = await readAssets(context, urn, product, maxPages);
    return productPayload(urn, product, assets, url);
  } catch (error) {
    return failed(urn, url, problemOfPart(error, context.signal));
  }
}

/** A data product with its datasets, by their URNs, as one record. */
export function productPayload(
  urn: string,
  product: Row,
  assets: ReadonlyMap<string, Row>,
  url: string,
): Gathered {
  const datasets = [...assets].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, asset]) => asset);
  const body = JSON.stringify({ product, datasets });
  return { kind: 'payload', payload: { remoteKey: urn, body, mediaType: 'application/json', url } };
}

/** A product published with half of its datasets would be wrong, so a part that is lost throws. */
async function readAssets(
  context: GatherContext,
  urn: string,
  product: Row,
  maxPages: number,
): Promise<ReadonlyMap<string, Row>> {
  if (countIn(objectOf(product['properties']), 'numAssets') === 0) return new Map();
  const { rows, total, problem } = await readRows(context, assetQuery(urn), maxPages);
  if (problem) throw new HarvestError(problem.code, problem.message);
  if (total !== null && total !== rows.size) {
    throw new HarvestError(
      'GATHER_COUNT_MISMATCH',
      `DataHub announced ${total} datasets of ${urn} but delivered ${rows.size}.`,
    );
  }
  return rows;
}
