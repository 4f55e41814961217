import type { HttpResponse } from '../../harvest/ports.ts';
import { HarvestError, problemOf } from '../../model/problem.ts';
import type { Gathered } from '../../model/record.ts';
import { decodeText } from '../../parse/text.ts';
import { parseYaml } from '../../parse/yaml.ts';
import { failed } from '../gathered.ts';
import { readData } from '../graphql/ask.ts';
import { productPayload, productsIn } from '../graphql/datahub.ts';
import { textIn } from '../graphql/rows.ts';
import { readJson } from '../json-page.ts';
import { nameOf } from '../listing.ts';
import { keyOf } from '../rest-json/row-records.ts';
import { brokenFile, type JoinFiles, problemOfFile, type SavedList } from './answer-file.ts';
import { entitiesInProposals } from './datahub-aspects.ts';
import { asAnswered, type Entity } from './datahub-entity.ts';
import { entityInYaml } from './datahub-yaml.ts';

/** Entities with the file that describes them. */
type Entities = Map<string, Entity & { readonly url: string }>;

/**
 * Joins the data products of a DataHub with their datasets, from files of its catalogue as code
 * (YAML), of its file sink (JSON), or saved pages of its GraphQL API, which hold no datasets.
 */
export const joinDataHub: JoinFiles = (files, isWhole, { signal }) => {
  const gathered: Gathered[] = [];
  const lists: SavedList[] = [];
  const entities: Entities = new Map();
  const broken: Gathered[] = [];
  for (const file of files) {
    try {
      for (const entity of entitiesIn(file, gathered, lists)) {
        entities.set(entity.urn, { ...entity, url: file.url });
      }
    } catch (error) {
      broken.push(...brokenFile(file.url, problemOfFile(error, signal)));
    }
  }
  const areAllRead = isWhole && broken.length === 0;
  for (const entity of entities.values()) {
    if (!entity.urn.startsWith('urn:li:dataProduct:')) continue;
    gathered.push(...productOf(entity, entities, areAllRead));
  }
  return { gathered: [...gathered, ...broken], lists };
};

/** The entities of a file; products of a saved page are records at once. */
function entitiesIn(
  file: HttpResponse,
  gathered: Gathered[],
  lists: SavedList[],
): readonly Entity[] {
  const { body, mediaType, charset } = file;
  if (/\.ya?ml$/i.test(nameOf(file.url))) {
    const text = decodeText(body, { mediaType, ...(charset && { charset }) });
    return parseYaml(text).flatMap((document) => entityInYaml(document) ?? []);
  }
  const answer = readJson(file);
  if (Array.isArray(answer)) return entitiesInProposals(answer);
  const { rows, total, scrollId } = productsIn(readData(file));
  gathered.push(...rows.map((product) => answered(product, file.url)));
  lists.push({ rows: rows.length, total, leadsOn: scrollId !== null });
  return [];
}

function answered(product: Readonly<Record<string, unknown>>, url: string): Gathered {
  const urn = textIn(product, 'urn');
  if (urn !== null) return productPayload(urn, product, new Map(), url);
  const sentence = `${url} holds a data product without a URN.`;
  const problem = problemOf(new HarvestError('MAP_UNREADABLE', sentence));
  return failed(keyOf({ kind: 'keyless' }, product), url, problem);
}

/** Datasets that no file describes are kept elsewhere; those of a lost file are only missing. */
function productOf(
  product: Entity & { readonly url: string },
  entities: Entities,
  areAllRead: boolean,
): readonly Gathered[] {
  const { urn, assets, url } = product;
  if (product.isRemoved) {
    return [{ kind: 'gone', remoteKey: urn, reason: 'DataHub says that it was removed.' }];
  }
  const present = assets.flatMap((asset) => {
    const entity = entities.get(asset);
    const isDataset = entity && !entity.isRemoved && asset.startsWith('urn:li:dataset:');
    return isDataset ? [[asset, asAnswered(entity, entities)] as const] : [];
  });
  // A product must not be published with half of its datasets.
  if (!areAllRead && present.length < assets.length) return [];
  return [productPayload(urn, asAnswered(product, entities), new Map(present), url)];
}
