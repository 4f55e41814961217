import { startInvenio } from '../../sandbox/rest/invenio.ts';
import { describeRestApi } from './rest-api.ts';

describeRestApi({
  api: 'invenio',
  start: startInvenio,
  pageSize: 5,
  pages: 3,
  counts: { created: 10 },
  problems: [],
  secondPage: /[?&]page=2\b/,
  changed: 'fresh-pef3181',
  removed: 'fresh-pef3555',
});
