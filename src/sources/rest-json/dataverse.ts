import type { GatherContext } from '../../harvest/ports.ts';
import { HarvestError } from '../../model/problem.ts';
import type { Gathered } from '../../model/record.ts';
import { countOf, loadJson, objectOf } from '../json-page.ts';
import type { ListApi, RowReading } from './list-api.ts';

/** Dataverse: the search lists persistent identifiers, the native API describes each dataset. */
export const dataverse: ListApi = {
  path: '/api/search',
  parameters: { q: '*', type: 'dataset', sort: 'date', order: 'asc' },
  paging: {
    kind: 'offset',
    parameters: (offset, size) => ({ start: String(offset), per_page: String(size) }),
  },
  pageSize: 100,
  readList: (answer) => {
    const data = objectOf(objectOf(answer)?.['data']);
    if (!data || !Array.isArray(data['items'])) {
      throw new HarvestError(
        'MAP_UNREADABLE',
        'The answer has no data.items, so it is no list of Dataverse datasets.',
      );
    }
    return { rows: data['items'], total: countOf(data['total_count']) };
  },
  readRow,
  readRecord: readDataset,
  recordUrl: (root, key) =>
    `${root}/api/datasets/:persistentId/?persistentId=${encodeURIComponent(key)}`,
  fetchRecord,
};

function readRow(row: unknown): RowReading {
  const item = objectOf(row);
  const key = item?.['global_id'];
  if (!item || typeof key !== 'string' || key === '') return { kind: 'keyless' };
  const version = [item['majorVersion'], item['minorVersion'], item['updatedAt']];
  const mark = item['updatedAt'] === undefined ? null : version.join(' ');
  return { kind: 'listed', key, mark };
}

/** The persistent identifier in the version is the one that the search lists. */
function readDataset(answer: unknown): RowReading {
  const { dataset, version } = datasetIn(answer);
  const key = version?.['datasetPersistentId'];
  if (!dataset || !version || typeof key !== 'string' || key === '') return { kind: 'keyless' };
  return version['versionState'] === 'DEACCESSIONED'
    ? { kind: 'gone', key, reason: withdrawn }
    : { kind: 'described', key, description: dataset };
}

function datasetIn(answer: unknown) {
  const dataset = objectOf(objectOf(answer)?.['data']);
  return { dataset, version: objectOf(dataset?.['latestVersion']) };
}

const withdrawn = 'The source withdrew the dataset (deaccessioned).';

async function fetchRecord(context: GatherContext, url: string, key: string): Promise<Gathered> {
  const { status, value } = await loadJson(context, url, [410]);
  if (status === 410) {
    return { kind: 'gone', remoteKey: key, reason: 'The source answers 410 Gone.' };
  }
  const { dataset, version } = datasetIn(value);
  if (!dataset || !version) {
    throw new HarvestError('MAP_UNREADABLE', `${url} answered without a version of the dataset.`);
  }
  if (version['versionState'] === 'DEACCESSIONED') {
    return { kind: 'gone', remoteKey: key, reason: withdrawn };
  }
  const payload = {
    remoteKey: key,
    body: JSON.stringify(dataset),
    mediaType: 'application/json',
    url,
  };
  return { kind: 'payload', payload };
}
