import { startDataverse } from '../../sandbox/rest/dataverse.ts';
import { describeRestApi } from './rest-api.ts';

describeRestApi({
  api: 'dataverse',
  start: startDataverse,
  pageSize: 5,
  pages: 3,
  counts: { created: 11 },
  problems: [],
  secondPage: /[?&]start=5\b/,
  changed: 'doi:10.57745/FRESH-PEF3395',
  removed: 'doi:10.57745/FRESH-PEF3162',
});
