import { startDkan } from '../../sandbox/rest/dkan.ts';
import { describeRestApi } from './rest-api.ts';

describeRestApi({
  api: 'dkan',
  mapping: 'ckan',
  start: startDkan,
  pageSize: 4,
  pages: 3,
  hasTotal: false,
  counts: { created: 6, quarantined: 1, failed: 2 },
  problems: ['MAP_NO_TITLE', 'MAP_UNREADABLE', 'VALIDATE_VIOLATION'],
  secondPage: /[?&]offset=4\b/,
  changed: 'vac-si',
  removed: 'indicateurs',
});
