import { expect, it } from 'vitest';
import { sparqlKeys, startSparqlSandbox } from '../../sandbox/sparql-endpoint.ts';
import { brokenAnswers, describeConnector, isForAscii } from './connector-case.ts';

const [, broken = '', changed = '', removed = ''] = sparqlKeys;
const count = sparqlKeys.length;

// Blank nodes have new labels in every answer of the sandbox.
describeConnector(
  {
    what: 'a SPARQL endpoint',
    start: startSparqlSandbox,
    source: ({ url }) => ({
      connector: 'sparql',
      url,
      options: { pageSize: 7, batchSize: 5 },
      mapping: 'dcat-ap',
    }),
    golden: 'sparql',
    counts: { created: count, failed: 0, quarantined: 0 },
    failures: [
      ...brokenAnswers('failed', /SELECT%20DISTINCT/).filter(isForAscii),
      {
        when: 'a later page of the list fails',
        plant: (sandbox) => sandbox.fail({ path: /OFFSET%207/, status: 400 }),
        code: 'FETCH_STATUS',
        verdict: 'partial',
      },
    ],
    passing: { status: 503, path: /CONSTRUCT/ },
    changed,
    removed,
  },
  (at) => {
    it('asks for fewer datasets at once where descriptions come cut off', async () => {
      const { sandbox, service } = at();
      sandbox.fail({ path: /CONSTRUCT/, mode: 'half-document', times: 1 });
      const { run } = await service.harvest();
      expect(run).toMatchObject({ verdict: 'complete', counts: { unchanged: count } });
    });

    it('fails the one dataset that cannot be described, and goes on', async () => {
      const { sandbox, service } = at();
      const path = new RegExp(`VALUES.*${encodeURIComponent(sandbox.iriOf(broken))}`);
      sandbox.fail({ path, status: 400 });
      const { run, outcomes } = await service.harvest();
      expect(run).toMatchObject({ verdict: 'complete', counts: { unchanged: count - 1 } });
      expect(outcomes.filter(({ kind }) => kind === 'failed')).toMatchObject([
        { remoteKey: sandbox.iriOf(broken), problem: { code: 'FETCH_STATUS' } },
      ]);
      expect(await service.datasetEvents()).toEqual([]);
    });

    it('gives up on an endpoint that describes nothing any more, and deletes nothing', async () => {
      const { sandbox, service } = at();
      sandbox.fail({ path: /CONSTRUCT/, status: 400 });
      const { run } = await service.harvest();
      expect(run).toMatchObject({ verdict: 'partial', counts: { failed: 3, deleted: 0 } });
      expect(await service.datasetEvents()).toEqual([]);
    });
  },
);
