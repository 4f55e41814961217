import { startMica } from '../../sandbox/rest/mica.ts';
import { describeRestApi } from './rest-api.ts';

describeRestApi({
  api: 'mica',
  start: startMica,
  pageSize: 12,
  pages: 3,
  counts: { created: 30, failed: 1 },
  problems: ['MAP_NO_TITLE'],
  secondPage: /limit%2812%2C12%29/,
  changed: 'fresh-pef3395',
  removed: 'fresh-pef3162',
});
