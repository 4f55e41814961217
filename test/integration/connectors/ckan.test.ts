import { startCkan } from '../../sandbox/rest/ckan.ts';
import { describeRestApi } from './rest-api.ts';

describeRestApi({
  api: 'ckan',
  start: startCkan,
  pageSize: 4,
  pages: 3,
  counts: { created: 6, quarantined: 1, failed: 2 },
  problems: ['MAP_NO_TITLE', 'MAP_UNREADABLE', 'VALIDATE_VIOLATION'],
  secondPage: /[?&]start=4\b/,
  changed: 'vac-si',
  removed: 'indicateurs',
});
