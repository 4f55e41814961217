import type { Quad } from '@rdfjs/types';
import { Parser } from 'n3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toCanonicalNTriples } from '../../../src/rdf/serialise.ts';
import { collectionId, type Emx2Sandbox, startEmx2Sandbox } from '../../sandbox/graphql/emx2.ts';
import { type ConnectorHarvest, startConnectorHarvest } from '../../support/connector-harvest.ts';
import { expectGolden } from '../../support/golden-graph.ts';
import { nationalDefaults } from './national-defaults.ts';

const orphan = collectionId('FR_inconnue/orpheline');

/** Names minted for pages of the directory, whose port is in the digest. */
const portBound = /<[^>]*\/datasets\/([0-9a-f-]+)#(accessURL|distribution)-([0-9a-f]+)>/g;

function withoutPort(quads: readonly Quad[]): readonly Quad[] {
  const ntriples = toCanonicalNTriples(quads).replace(portBound, '_:$1-$2-$3');
  return new Parser({ blankNodePrefix: '' }).parse(ntriples);
}

describe('harvesting a BBMRI directory', () => {
  let sandbox: Emx2Sandbox;
  let service: ConnectorHarvest;

  beforeAll(async () => {
    sandbox = await startEmx2Sandbox();
    service = await startConnectorHarvest({
      connector: 'graphql',
      url: sandbox.url,
      options: { api: 'emx2', country: 'FR', pageSize: 4 },
      mapping: 'bbmri',
      defaults: nationalDefaults,
      policy: { deletion: { graceDays: 0 } },
    });
  }, 180_000);
  afterAll(async () => {
    await service.close();
    await sandbox.close();
  });

  it('publishes the collections of the country and fails the one without a biobank', async () => {
    const { run, outcomes } = await service.harvest();
    expect(run).toMatchObject({ verdict: 'complete', problems: [] });
    expect(run.counts).toMatchObject({ created: 8, quarantined: 0, failed: 1 });
    const failed = outcomes.filter(({ kind }) => kind === 'failed');
    expect(failed.map(({ remoteKey }) => remoteKey)).toEqual([orphan]);
    await expectGolden(withoutPort(await service.published()), sandbox.origin, 'bbmri');
  }, 180_000);

  it('asks for no name of a person and publishes no personal address', async () => {
    const text = (await service.published()).map(({ object }) => object.value).join('\n');
    expect(text).not.toContain('camille');
  });

  it('finds everything unchanged the second time', async () => {
    await service.datasetEvents();
    const { run } = await service.harvest();
    expect(run.counts).toMatchObject({ created: 0, updated: 0, unchanged: 8 });
    expect(await service.datasetEvents()).toEqual([]);
  });

  it.each([
    ['a login page', { mode: 'login-page' }, 'PARSE_LOGIN_PAGE'],
    ['half a document', { mode: 'half-document' }, 'PARSE_TRUNCATED'],
    ['a status', { status: 403 }, 'FETCH_STATUS'],
  ] as const)('deletes nothing when the second page is %s', async (_name, fault, code) => {
    sandbox.switches.fail('emx2', { path: /Collections.*"offset":4/s, ...fault });
    const { run } = await service.harvest();
    sandbox.switches.mend();
    expect(run.verdict).toBe('partial');
    expect(run.problems.map((problem) => problem.code)).toEqual([code]);
    expect(await service.datasetEvents()).toEqual([]);
  });

  it('blames no collection when its biobank may stand on a page that was lost', async () => {
    sandbox.switches.fail('emx2', { path: /Biobanks.*"offset":4/s, status: 403 });
    const { run } = await service.harvest();
    sandbox.switches.mend();
    expect(run.verdict).toBe('partial');
    expect(run.counts).toMatchObject({ failed: 0, deleted: 0 });
    expect(await service.datasetEvents()).toEqual([]);
  });

  it('publishes one collection added, one changed and one removed as three events', async () => {
    sandbox.switches.add('emx2');
    sandbox.switches.change('emx2', 'FR_crb-loire/covid');
    sandbox.switches.remove('emx2', 'FR_bio-muscle/temoins');
    const { run } = await service.harvest();
    expect(run.counts).toMatchObject({ created: 1, updated: 1, deleted: 1 });
    const events = await service.datasetEvents();
    expect(events.map(({ type }) => type).sort()).toEqual(['create', 'delete', 'update']);
  });
});
