import { expect, it } from 'vitest';
import { type OaiMisbehaviour, type OaiPmhSandbox, startOaiPmh } from '../../sandbox/oai-pmh.ts';
import { brokenAnswers, describeConnector, type Failure, isForAscii } from './connector-case.ts';

/** What all formats have in common; `fullEveryDays: 0` has every walk begin at the beginning. */
const repository = (metadataPrefix: string, mapping: string, fullEveryDays = 30) => ({
  start: startOaiPmh,
  source: ({ url }: OaiPmhSandbox) => ({
    connector: 'oai-pmh',
    url,
    mapping,
    options: { metadataPrefix, fullEveryDays },
  }),
  passing: { status: 500, path: /ListRecords/ },
  changed: 'FRESH-PEF3395',
  removed: 'FRESH-PEF3162',
  saysDeleted: true,
});

const fromDates = ({ requests, origin }: OaiPmhSandbox) =>
  requests()
    .map(({ path }) => new URL(path, origin).searchParams.get('from'))
    .filter((from) => from !== null);

describeConnector(
  {
    ...repository('oai_ddi25', 'ddi'),
    what: 'the DDI records of an OAI-PMH repository, of which one has a deleted header',
    golden: 'oai-pmh',
    counts: { created: 30, quarantined: 0, failed: 0 },
    failures: brokenAnswers('failed', /ListRecords/).filter(isForAscii),
  },
  (at) => {
    it('walks every page once, and then asks only for changes', async () => {
      const { sandbox, service, first } = at();
      expect(first.run.requests).toBe(4);
      await service.harvest();
      expect(fromDates(sandbox).at(-1)).toBe('2026-08-31T02:00:00Z');
    });

    it('asks for the same changes again after a failure', async () => {
      const { sandbox, service } = at();
      sandbox.fail({ path: /ListRecords/, mode: 'half-document' });
      await service.harvest();
      const before = fromDates(sandbox).at(-1);
      sandbox.mend();
      expect((await service.harvest()).run.verdict).toBe('complete');
      expect(fromDates(sandbox).at(-1)).toBe(before);
    });
  },
);

const misbehaves = (
  when: string,
  how: OaiMisbehaviour,
  code: Failure<OaiPmhSandbox>['code'],
): Failure<OaiPmhSandbox> => ({
  when,
  plant: (sandbox) => sandbox.misbehave(how),
  code,
  verdict: 'partial',
});

describeConnector(
  {
    ...repository('oai_ddi25', 'ddi', 0),
    what: 'all pages of an OAI-PMH repository each time',
    golden: 'oai-pmh',
    counts: { created: 30, quarantined: 0, failed: 0 },
    failures: [
      ...brokenAnswers('partial', /resumptionToken/),
      misbehaves('tokens expire as soon as they are given', 'expired-token', 'FETCH_STATUS'),
      misbehaves('pages repeat', 'repeating-page', 'GATHER_PAGE_LOOP'),
      misbehaves('tokens repeat', 'same-token', 'GATHER_PAGE_LOOP'),
      misbehaves('more records are announced', 'wrong-size', 'GATHER_COUNT_MISMATCH'),
    ],
  },
  (at) => {
    it('begins again when a token has expired', async () => {
      const { sandbox, service } = at();
      sandbox.misbehave('expired-token', 1);
      const { run } = await service.harvest();
      expect(run).toMatchObject({ verdict: 'complete', problems: [], gathered: 30 });
      expect(await service.datasetEvents()).toEqual([]);
    });
  },
);

describeConnector({
  ...repository('oai_dc', 'dublin-core', 0),
  what: 'Dublin Core records of an OAI-PMH repository',
  golden: 'oai-pmh-dublin-core',
  counts: { created: 5, quarantined: 0, failed: 0 },
  failures: brokenAnswers('failed', /ListRecords/),
});

describeConnector({
  ...repository('oai_datacite', 'datacite', 0),
  what: 'DataCite records of an OAI-PMH repository',
  golden: 'oai-pmh-datacite',
  counts: { created: 5, quarantined: 0, failed: 0 },
  failures: brokenAnswers('failed', /ListRecords/),
});

describeConnector({
  ...repository('dcat', 'dcat-ap', 0),
  what: 'DCAT records of an OAI-PMH repository',
  golden: 'oai-pmh-dcat',
  counts: { created: 5, quarantined: 0, failed: 0 },
  failures: brokenAnswers('failed', /ListRecords/),
});
