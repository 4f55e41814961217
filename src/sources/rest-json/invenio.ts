import { HarvestError } from '../../model/problem.ts';
import { countOf, objectOf } from '../json-page.ts';
import type { ListApi, RowReading } from './list-api.ts';

/** InvenioRDM, Zenodo among them. `query.q` narrows the list, for instance to a community. */
export const invenio: ListApi = {
  path: '/api/records',
  parameters: { sort: 'oldest' },
  paging: { kind: 'next-link', parameters: (size) => ({ page: '1', size: String(size) }) },
  // Zenodo gives no more to those who are not signed in.
  pageSize: 25,
  // Without it Zenodo answers in the model it had before InvenioRDM.
  accept: 'application/vnd.inveniordm.v1+json',
  readList: (answer) => {
    const list = objectOf(answer);
    const hits = objectOf(list?.['hits']);
    if (!list || !hits || !Array.isArray(hits['hits'])) {
      throw new HarvestError(
        'MAP_UNREADABLE',
        'The answer has no hits.hits, so it is no list of InvenioRDM records.',
      );
    }
    const next = objectOf(list['links'])?.['next'];
    return { rows: hits['hits'], total: countOf(hits['total']), next };
  },
  readRow,
  recordUrl: (root, key) => `${root}/api/records/${encodeURIComponent(key)}`,
};

function readRow(row: unknown): RowReading {
  const hit = objectOf(row);
  const key = hit?.['id'];
  if (!hit || typeof key !== 'string' || key === '') return { kind: 'keyless' };
  if (objectOf(hit['deletion_status'])?.['is_deleted'] === true || hit['tombstone']) {
    return { kind: 'gone', key, reason: 'The source keeps a tombstone of the record.' };
  }
  // A publication or an image is no dataset, though one community may hold all of them.
  const type = objectOf(objectOf(hit['metadata'])?.['resource_type'])?.['id'];
  if (typeof type === 'string' && type !== 'dataset' && !type.startsWith('dataset-')) {
    return { kind: 'skipped', key };
  }
  const { stats: _visits, ...description } = hit;
  return { kind: 'described', key, description };
}
