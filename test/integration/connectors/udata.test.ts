import { startUdata } from '../../sandbox/rest/udata.ts';
import { describeRestApi } from './rest-api.ts';

describeRestApi({
  api: 'udata',
  start: startUdata,
  pageSize: 10,
  pages: 3,
  counts: { created: 22, quarantined: 1, failed: 1 },
  problems: ['MAP_NO_TITLE', 'VALIDATE_VIOLATION'],
  secondPage: /[?&]page=2\b/,
  changed: 'vac-si',
  removed: 'grippe',
  graceDays: 7,
});
