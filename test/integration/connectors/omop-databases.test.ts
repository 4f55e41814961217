import { databaseKeys, startTabular } from '../../sandbox/tabular.ts';
import { brokenAnswers, describeConnector } from './connector-case.ts';

const [changed, removed] = databaseKeys;

describeConnector({
  what: 'the OMOP databases of a site, which name themselves in one CDM_SOURCE',
  start: startTabular,
  source: ({ cdmSources }) => ({
    connector: 'tabular',
    url: cdmSources,
    mapping: 'omop',
    options: { layout: 'omop' },
  }),
  golden: 'tabular-omop-databases',
  counts: { created: 3, quarantined: 0, failed: 0 },
  failures: brokenAnswers('failed'),
  passing: { status: 500 },
  changed,
  removed,
});
