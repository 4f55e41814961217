import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RecordPreview } from '../../../src/model/record-preview.ts';
import type { Source } from '../../../src/model/source.ts';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { forSandbox, type Harvester, startHarvester } from '../../support/harvester.ts';

function withoutGrace(source: Source): Source {
  const deletion = { ...source.policy.deletion, graceDays: 0, floor: 2, maxShare: 0.1 };
  return { ...forSandbox(source), policy: { ...source.policy, deletion } };
}

describe('what an admin decides', () => {
  let sandbox: Sandbox;
  let harvester: Harvester;

  beforeEach(async () => {
    sandbox = await startSandbox();
    harvester = await startHarvester(sandbox.urls, { adapt: withoutGrace });
  });
  afterEach(async () => {
    await harvester.close();
    await sandbox.close();
  });

  function hdh(): Source {
    const source = harvester.context.sources.find(({ id }) => id === 'hdh');
    if (!source) throw new Error('the preset is gone');
    return source;
  }

  async function previews(source = hdh()): Promise<readonly RecordPreview[]> {
    const found: RecordPreview[] = [];
    const { signal } = new AbortController();
    for await (const preview of harvester.context.preview(source, signal)) found.push(preview);
    return found;
  }

  it('previews a harvest without writing anything', async () => {
    const empty = await harvester.context.reader.state();
    const first = await previews();
    expect(first.filter(({ outcome }) => outcome === 'create').length).toBeGreaterThan(25);
    expect(first.filter(({ outcome }) => outcome === 'fail').length).toBe(2);
    expect(await harvester.context.reader.state()).toEqual(empty);
    expect(await harvester.context.runs.list(null, 10)).toEqual([]);
  });

  it('previews a change as the triples that would come and go', async () => {
    await harvester.harvest('hdh');
    const [key = ''] = sandbox.switches.keys('hdh').slice(2);
    sandbox.switches.change('hdh', key);
    const changed = (await previews()).filter(({ outcome }) => outcome === 'update');
    expect(changed).toHaveLength(1);
    const lines = [...(changed[0]?.added ?? []), ...(changed[0]?.removed ?? [])];
    expect(lines.some((line) => line.includes('<http://purl.org/dc/terms/title>'))).toBe(true);
    expect(lines.every((line) => line.startsWith(`<${changed[0]?.iri}>`))).toBe(true);
  });

  it('replays stored payloads after a change of policy without asking the source', async () => {
    await harvester.harvest('hdh');
    const asked = sandbox.switches.requests('hdh').length;
    const { context } = harvester;
    const before = await context.reader.state();
    const untouched = await context.queue.request('hdh', 'replay');
    expect(untouched?.counts).toMatchObject({ created: 0, updated: 0 });
    // The sources of a context are read-only for others; here the policy in the file changed.
    const source = hdh() as { policy: Source['policy'] };
    source.policy = { ...source.policy, onViolation: 'publish' };
    const replayed = await context.queue.request('hdh', 'replay');
    expect(replayed?.verdict).toBe('complete');
    expect(replayed?.counts).toMatchObject({ created: 1, updated: 0, deleted: 0, quarantined: 0 });
    expect(sandbox.switches.requests('hdh')).toHaveLength(asked);
    expect((await context.reader.state()).datasets).toBe(before.datasets + 1);
  });

  it('holds a mass deletion until it is approved, and undoes a deletion', async () => {
    const { context } = harvester;
    await harvester.harvest('hdh');
    const before = await context.reader.state();
    const { items } = await context.reader.datasets({ page: 1, pageSize: 1000 });
    const doomed = items.filter(({ sourceId }) => sourceId === 'hdh').slice(0, 8);
    for (const { remoteKey } of doomed) sandbox.switches.remove('hdh', keyAtSandbox(remoteKey));
    const { hdh: run } = await harvester.harvest('hdh');
    expect(run?.verdict).toBe('complete');
    expect(run?.held).toBe(8);
    expect((await context.reader.state()).datasets).toBe(before.datasets);
    expect(await context.deletions.list('hdh')).toHaveLength(8);

    expect(await context.deletions.reject('hdh')).toBe(8);
    expect(await context.deletions.list('hdh')).toEqual([]);
    await harvester.harvest('hdh');
    expect(await context.deletions.approve('hdh')).toBe(8);
    expect((await context.reader.state()).datasets).toBe(before.datasets - 8);
    const [first] = doomed;
    const id = first?.id ?? '';
    expect((await context.reader.tombstone(id))?.iri).toBe(first?.iri);

    await context.restore([id]);
    const back = await context.reader.dataset(id);
    expect(back?.iri).toBe(first?.iri);
    expect(back?.firstPublished).toEqual(first?.firstPublished);
    expect(await context.reader.tombstone(id)).toBeNull();
  });

  it('cancels a run whose source does not answer, and deletes nothing', async () => {
    const { context } = harvester;
    await harvester.harvest('hdh');
    const before = await context.reader.state();
    sandbox.switches.fail('hdh', { mode: 'timeout' });
    const running = context.queue.request('hdh', 'request');
    while (sandbox.switches.requests('hdh').length < 3) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(context.queue.cancel('hdh')).toBe(true);
    const run = await running;
    expect(run?.problems.map(({ code }) => code)).toContain('GATHER_CANCELLED');
    expect(run?.verdict).not.toBe('complete');
    expect(await context.reader.state()).toEqual(before);
    sandbox.switches.clear();
    const { hdh: again } = await harvester.harvest('hdh');
    expect(again?.verdict).toBe('complete');
  });

  function keyAtSandbox(remoteKey: string): string {
    const key = sandbox.switches.keys('hdh').find((candidate) => remoteKey.endsWith(candidate));
    if (key === undefined) throw new Error(`${remoteKey} is not in the sandbox`);
    return key;
  }
});
