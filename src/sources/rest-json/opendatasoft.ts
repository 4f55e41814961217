import { HarvestError } from '../../model/problem.ts';
import { countOf, objectOf } from '../json-page.ts';
import type { ListApi, RowOptions, RowReading } from './list-api.ts';

/** Opendatasoft, Explore API 2.1. `query.where` narrows the list (ODSQL). */
export const opendatasoft: ListApi = {
  path: '/api/explore/v2.1/catalog/datasets',
  parameters: {},
  paging: {
    kind: 'offset',
    parameters: (offset, size) => ({ limit: String(size), offset: String(offset) }),
    window: 10_000,
  },
  pageSize: 100,
  readList: (answer) => {
    const list = objectOf(answer);
    if (!list || !Array.isArray(list['results'])) {
      throw new HarvestError(
        'MAP_UNREADABLE',
        'The answer has no results, so it is no catalogue of Opendatasoft.',
      );
    }
    return { rows: list['results'], total: countOf(list['total_count']) };
  },
  readRow,
  recordUrl: (root, key) => `${root}/api/explore/v2.1/catalog/datasets/${encodeURIComponent(key)}`,
};

function readRow(row: unknown, { skipFederated = false }: RowOptions): RowReading {
  const dataset = objectOf(row);
  const key = dataset?.['dataset_id'];
  if (!dataset || typeof key !== 'string' || key === '') return { kind: 'keyless' };
  const metas = objectOf(dataset['metas']);
  const standard = objectOf(metas?.['default']);
  if (skipFederated && standard?.['source_domain']) return { kind: 'skipped', key };
  return { kind: 'described', key, description: { ...dataset, metas: withoutScores(metas) } };
}

/** Popularity changes with every visit and describes nothing. */
function withoutScores(metas: Readonly<Record<string, unknown>> | null): unknown {
  const { explore: _scores, discovery: _ranks, ...kept } = metas ?? {};
  return kept;
}
