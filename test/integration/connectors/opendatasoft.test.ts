import { startOpendatasoft } from '../../sandbox/rest/opendatasoft.ts';
import { describeRestApi } from './rest-api.ts';

describeRestApi({
  api: 'opendatasoft',
  start: startOpendatasoft,
  pageSize: 4,
  pages: 3,
  counts: { created: 8, quarantined: 1 },
  problems: ['VALIDATE_VIOLATION'],
  secondPage: /[?&]offset=4\b/,
  changed: 'sae',
  removed: 'medic',
  options: { skipFederated: true },
});
