import { HarvestError } from '../../model/problem.ts';
import { countOf, objectOf } from '../json-page.ts';
import type { ListApi, RowReading } from './list-api.ts';

const recordUrl = (root: string, key: string) =>
  `${root}/api/3/action/package_show?id=${encodeURIComponent(key)}`;

/** CKAN. `query.fq` narrows the list, for instance to a group or an organisation. */
export const ckan: ListApi = {
  path: '/api/3/action/package_search',
  parameters: { sort: 'metadata_created asc, id asc' },
  paging: {
    kind: 'offset',
    parameters: (offset, size) => ({ start: String(offset), rows: String(size) }),
  },
  pageSize: 100,
  readList: (answer) => {
    const result = objectOf(resultOf(answer));
    if (!result || !Array.isArray(result['results'])) {
      throw new HarvestError(
        'MAP_UNREADABLE',
        'The answer has no result.results, so it is no list of CKAN packages.',
      );
    }
    return { rows: result['results'], total: countOf(result['count']) };
  },
  readRow: readPackage,
  readRecord: (answer) => readPackage(packageIn(answer)),
  recordUrl,
};

/** DKAN 1, which has no search: all packages page by page, without their number. */
export const dkan: ListApi = {
  path: '/api/3/action/current_package_list_with_resources',
  parameters: {},
  paging: {
    kind: 'offset',
    parameters: (offset, size) => ({ limit: String(size), offset: String(offset) }),
  },
  pageSize: 100,
  readList: (answer) => {
    const result = resultOf(answer);
    if (!Array.isArray(result)) {
      throw new HarvestError(
        'MAP_UNREADABLE',
        'The answer has no array as its result, so it is no list of DKAN packages.',
      );
    }
    // Some versions put the list into another one.
    return { rows: result.flat(), total: null };
  },
  // It says private of packages that it publishes.
  readRow,
  readRecord: (answer) => readRow(packageIn(answer)),
  recordUrl,
};

/** `package_show` wraps the package, a file of one does not. */
function packageIn(answer: unknown): unknown {
  return objectOf(resultOf(answer)) ?? answer;
}

function resultOf(answer: unknown): unknown {
  const { success, error, result } = objectOf(answer) ?? {};
  if (success !== false) return result;
  const message = String(objectOf(error)?.['message'] ?? 'without a reason').slice(0, 200);
  throw new HarvestError('FETCH_STATUS', `The action failed: ${message}`);
}

function readPackage(row: unknown): RowReading {
  const reading = readRow(row);
  if (reading.kind !== 'described' || objectOf(row)?.['private'] !== true) return reading;
  return { kind: 'gone', key: reading.key, reason: 'The package is private.' };
}

function readRow(row: unknown): RowReading {
  const found = objectOf(row);
  const key = found?.['id'] ?? found?.['name'];
  if (!found || typeof key !== 'string' || key === '') return { kind: 'keyless' };
  const { tracking_summary: _visits, ...description } = found;
  const state = String(found['state'] ?? 'active');
  return /^(?:deleted|inactive)$/i.test(state)
    ? { kind: 'gone', key, reason: `The state of the package is "${state}".` }
    : { kind: 'described', key, description };
}
