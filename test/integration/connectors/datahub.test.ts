import { expect, it } from 'vitest';
import { startDataHubSandbox } from '../../sandbox/graphql/datahub.ts';
import { brokenAnswers, describeConnector } from './connector-case.ts';

describeConnector(
  {
    what: 'a DataHub',
    start: startDataHubSandbox,
    source: ({ url }) => ({
      connector: 'graphql',
      url,
      options: { api: 'datahub', pageSize: 4 },
      mapping: 'datahub',
      level: 'local',
    }),
    golden: 'datahub',
    counts: { created: 9, quarantined: 2, failed: 0 },
    problems: ['VALIDATE_VIOLATION', 'VALIDATE_VIOLATION'],
    failures: [
      ...brokenAnswers('partial', /scroll-4/),
      {
        when: 'there is no answer but an empty one',
        plant: (sandbox) => sandbox.fail({ mode: 'empty' }),
        code: 'PARSE_SYNTAX',
        verdict: 'failed',
      },
    ],
    passing: { status: 503, path: /scroll-4/ },
    changed: 'biologie',
    removed: 'oncologie',
  },
  (at) => {
    it('says which products are not curated', () => {
      const bad = at().first.outcomes.filter(({ kind }) => kind === 'quarantined');
      expect(bad.map(({ remoteKey }) => remoteKey).sort()).toEqual([
        'urn:li:dataProduct:brut-logs',
        'urn:li:dataProduct:brut-rh',
      ]);
    });

    it('names no person although a product does', async () => {
      const values = (await at().service.published()).map(({ object }) => object.value);
      expect(values.join('\n')).not.toMatch(/camille/i);
    });

    it('keeps a product whose datasets could not be read as it was', async () => {
      const { sandbox, service } = at();
      sandbox.fail({ path: /"urn":"urn:li:dataProduct:socle-omop"/, status: 403 });
      const { run, outcomes } = await service.harvest();
      expect(run).toMatchObject({ verdict: 'complete', counts: { failed: 1, unchanged: 10 } });
      const failed = outcomes.find(({ kind }) => kind === 'failed');
      expect(failed).toMatchObject({
        remoteKey: 'urn:li:dataProduct:socle-omop',
        problem: { code: 'FETCH_STATUS' },
      });
      expect(await service.datasetEvents()).toEqual([]);
    });
  },
);
