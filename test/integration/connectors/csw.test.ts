import { expect, it } from 'vitest';
import { type CswMisbehaviour, type CswSandbox, startCsw } from '../../sandbox/csw.ts';
import { brokenAnswers, describeConnector, type Failure } from './connector-case.ts';

const misbehaves = (
  when: string,
  how: CswMisbehaviour,
  code: Failure<CswSandbox>['code'],
): Failure<CswSandbox> => ({
  when,
  plant: (sandbox) => sandbox.misbehave(how),
  code,
  verdict: 'partial',
});

const service = (outputSchema: string, mapping: string) => ({
  start: startCsw,
  source: ({ url }: CswSandbox) => ({
    connector: 'csw',
    url,
    mapping,
    options: { outputSchema, pageSize: 4 },
  }),
  counts: { created: 10, quarantined: 0, failed: 0 },
  failures: [
    ...brokenAnswers('partial', /startPosition=5&/),
    misbehaves('pages repeat', 'repeating-page', 'GATHER_PAGE_LOOP'),
    misbehaves('a page leads back to itself', 'leads-back', 'GATHER_PAGE_LOOP'),
    misbehaves('an exception takes the place of a page', 'exception', 'FETCH_STATUS'),
  ],
  passing: { status: 500, path: /startPosition=5&/ },
  changed: 'FRESH-PEF3395',
  removed: 'FRESH-PEF3162',
});

describeConnector(
  {
    ...service('gmd', 'iso-19139'),
    what: 'a catalogue service in ISO 19139, with a map service among its datasets',
    golden: 'csw',
  },
  (at) => {
    it('asks for each page once', () => {
      expect(at().first.run.requests).toBe(3);
    });
  },
);

describeConnector({
  ...service('dcat', 'dcat-ap'),
  what: 'a catalogue service in DCAT',
  golden: 'csw-dcat',
});
