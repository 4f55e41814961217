import { HarvestError } from '../../model/problem.ts';
import { countOf, objectOf } from '../json-page.ts';
import type { ListApi, RowReading } from './list-api.ts';

/** OBiBa Mica, the catalogue software of cohorts: its published studies. */
export const mica: ListApi = {
  path: '/ws/studies/_rql',
  parameters: {},
  paging: {
    kind: 'offset',
    parameters: (offset, size) => ({ query: `study(fields(*),sort(id),limit(${offset},${size}))` }),
  },
  pageSize: 100,
  readList: (answer) => {
    const list = objectOf(objectOf(answer)?.['studyResultDto']);
    const result = objectOf(list?.['obiba.mica.StudyResultDto.result']) ?? list;
    if (!list || !result) {
      throw new HarvestError(
        'MAP_UNREADABLE',
        'The answer has no studyResultDto, so it is no list of Mica studies.',
      );
    }
    // Protocol Buffers leave an empty list out.
    const rows = result['summaries'];
    return { rows: Array.isArray(rows) ? rows : [], total: countOf(list['totalHits']) };
  },
  readRow,
  recordUrl: (root, key) => `${root}/ws/study/${encodeURIComponent(key)}`,
};

function readRow(row: unknown): RowReading {
  const study = objectOf(row);
  const key = study?.['id'];
  if (!study || typeof key !== 'string' || key === '') return { kind: 'keyless' };
  if (study['published'] === false) {
    return { kind: 'gone', key, reason: 'The source says that the study is not published.' };
  }
  const { permissions: _rights, ...description } = study;
  return { kind: 'described', key, description };
}
