import type { Quad } from '@rdfjs/types';
import { Parser } from 'n3';
import { expect, it } from 'vitest';
import { toCanonicalNTriples } from '../../../src/rdf/serialise.ts';
import { collectionId, startEmx2Sandbox } from '../../sandbox/graphql/emx2.ts';
import { brokenAnswers, describeConnector } from './connector-case.ts';

/** Names minted for pages of the directory, whose port is in the digest. */
const portBound = /<[^>]*\/datasets\/([0-9a-f-]+)#(accessURL|distribution)-([0-9a-f]+)>/g;

function withoutPort(quads: readonly Quad[]): readonly Quad[] {
  const ntriples = toCanonicalNTriples(quads).replace(portBound, '_:$1-$2-$3');
  return new Parser({ blankNodePrefix: '' }).parse(ntriples);
}

describeConnector(
  {
    what: 'a BBMRI directory',
    start: startEmx2Sandbox,
    source: ({ url }) => ({
      connector: 'graphql',
      url,
      options: { api: 'emx2', country: 'FR', pageSize: 4 },
      mapping: 'bbmri',
    }),
    golden: 'bbmri',
    comparable: withoutPort,
    counts: { created: 8, quarantined: 0, failed: 1 },
    problems: ['MAP_UNREADABLE'],
    failures: brokenAnswers('partial', /Collections.*"offset":4/s),
    passing: { status: 503, path: /Collections.*"offset":4/s },
    changed: 'FR_crb-loire/covid',
    removed: 'FR_bio-muscle/temoins',
  },
  (at) => {
    it('fails the collection without a biobank', () => {
      const failed = at().first.outcomes.filter(({ kind }) => kind === 'failed');
      const orphan = collectionId('FR_inconnue/orpheline');
      expect(failed.map(({ remoteKey }) => remoteKey)).toEqual([orphan]);
    });

    it('asks for no name of a person and publishes no personal address', async () => {
      const values = (await at().service.published()).map(({ object }) => object.value);
      expect(values.join('\n')).not.toContain('camille');
    });

    it('blames no collection when its biobank may stand on a page that was lost', async () => {
      const { sandbox, service } = at();
      sandbox.fail({ path: /Biobanks.*"offset":4/s, status: 403 });
      const { run } = await service.harvest();
      expect(run.verdict).toBe('partial');
      expect(run.counts).toMatchObject({ failed: 0, deleted: 0 });
      expect(await service.datasetEvents()).toEqual([]);
    });
  },
);
