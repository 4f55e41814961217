import type { GatherContext } from '../../harvest/ports.ts';
import { HarvestError } from '../../model/problem.ts';
import { countOf, objectOf, readJson } from '../json-page.ts';
import type { ListApi, RowReading } from './list-api.ts';

type Fields = Readonly<Record<string, unknown>>;

/** udata, the software of data.gouv.fr. `query.organization` narrows the list to one organisation. */
export const udata: ListApi = {
  path: '/api/1/datasets/',
  // By creation: a change then moves no record to another page while the list is read.
  parameters: { sort: 'created' },
  paging: { kind: 'next-link', parameters: (size) => ({ page: '1', page_size: String(size) }) },
  pageSize: 100,
  readList: (answer) => {
    const list = objectOf(answer);
    if (!list || !Array.isArray(list['data'])) {
      throw new HarvestError('MAP_UNREADABLE', 'The answer has no data, so it is no udata list.');
    }
    return { rows: list['data'], total: countOf(list['total']), next: list['next_page'] };
  },
  readRow,
  readRecord,
  recordUrl: (root, key) => `${root}/api/1/datasets/${encodeURIComponent(key)}/`,
  whyGone,
};

function readRow(row: unknown): RowReading {
  const dataset = objectOf(row);
  const key = dataset?.['id'];
  if (!dataset || typeof key !== 'string' || key === '') return { kind: 'keyless' };
  const reason = withdrawal(dataset);
  return reason === null
    ? { kind: 'described', key, description: withoutFigures(dataset) }
    : { kind: 'gone', key, reason };
}

/** An export of fixtures keeps the resources and the organisation beside the dataset. */
function readRecord(answer: unknown): RowReading {
  const { dataset, resources, organization } = objectOf(answer) ?? {};
  const parts = objectOf(dataset);
  return readRow(parts ? { ...parts, resources, organization } : answer);
}

function withdrawal({ deleted, archived, private: hidden }: Fields): string | null {
  if (deleted) return 'The source says that it deleted the dataset.';
  if (archived) return 'The source says that it archived the dataset.';
  return hidden === true ? 'The source says that the dataset is private.' : null;
}

/** Counters of visits and results of link checks change by themselves and describe nothing. */
function withoutFigures(dataset: Fields): Fields {
  const {
    metrics: _metrics,
    quality: _quality,
    extras: _extras,
    resources,
    ...description
  } = dataset;
  if (!Array.isArray(resources)) return description;
  const kept = resources.map((each: unknown) => {
    const {
      metrics: _counts,
      extras: _checks,
      preview_url: _preview,
      ...resource
    } = objectOf(each) ?? {};
    return resource;
  });
  return { ...description, resources: kept };
}

async function whyGone(context: GatherContext, url: string): Promise<string | null> {
  const response = await context.http.get(url, {
    accept: 'application/json',
    signal: context.signal,
    expect: [404, 410],
  });
  if (response.status === 410) return 'The source answers 410 Gone.';
  if (response.status === 404) return null;
  const dataset = objectOf(readJson(response));
  return dataset && withdrawal(dataset);
}
