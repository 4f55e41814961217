import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { HarvestRun } from '../../../src/model/run.ts';
import { sharedDocument } from '../../../src/rdf/mint.ts';
import { inOwnGraph } from '../../../src/rdf/placement.ts';
import { databases } from '../../support/database.ts';
import { openStores, type Stores } from './fixture.ts';
import { anAgent, aRecord, aSource, baseUrl, recordId } from './samples.ts';

const type = '<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>';
const page = 'https://holder.example/page';
const isDocument = `<${page}> ${type} <http://xmlns.com/foaf/0.1/Document> .\n`;

/** A record that says something of other nodes too. */
function telling(key: string, ...lines: readonly string[]) {
  const record = aRecord('hdh', key);
  return {
    ...record,
    ntriples: [...lines, record.ntriples].sort().join(''),
    contentHash: record.contentHash + lines.join(''),
    fingerprint: record.fingerprint + lines.join(''),
  };
}

describe.each(databases())('nodes that descriptions share, on $name', (kind) => {
  const source = aSource('hdh');
  const graph = sharedDocument(baseUrl, page);
  let stores: Stores;
  let run: HarvestRun;

  beforeAll(async () => {
    stores = await openStores(kind);
  });
  afterAll(() => stores.test.drop());
  beforeEach(async () => {
    await stores.test.reset();
    run = await stores.run(source);
  });

  const save = (...batch: Parameters<Stores['records']['save']>[2]) =>
    stores.records.save(run, source, batch);
  const sharedEvents = async (after = 0) =>
    (await stores.events(after)).filter((event) => event.includes(' shared '));
  const shared = async () => (await stores.catalogue.entity(graph))?.ntriples;

  it('are told with each record and stand once in a graph of their own', async () => {
    await save(telling('a', isDocument), telling('b', isDocument));
    expect(await sharedEvents()).toEqual([`3 create shared ${graph.replace(baseUrl, '')}`]);
    expect(await shared()).toBe(isDocument);
    const dataset = await stores.catalogue.dataset(recordId('hdh', 'a'));
    expect(dataset?.ntriples).toContain(isDocument);
    const placed = (await stores.entities()).flatMap((entity) =>
      inOwnGraph(entity).trimEnd().split('\n'),
    );
    expect(placed.filter((line) => `${line}\n` === isDocument)).toHaveLength(1);
    expect(new Set(placed).size).toBe(placed.length);
  });

  it('stay while one description tells of them, and go with the last', async () => {
    const name = `<${page}> <http://xmlns.com/foaf/0.1/name> "Page" .\n`;
    await save(telling('a', isDocument), telling('b', isDocument, name));
    expect(await shared()).toBe([isDocument, name].sort().join(''));
    await save(telling('b', isDocument));
    expect(await shared()).toBe(isDocument);
    await save(telling('b'));
    expect(await shared()).toBe(isDocument);
    const { serial } = await stores.catalogue.state();
    await save(telling('a'));
    expect(await shared()).toBeUndefined();
    expect(await sharedEvents(serial)).toEqual([
      `${serial + 2} delete shared ${graph.replace(baseUrl, '')}`,
    ]);
    expect(await stores.test.database.query('select * from shared_line')).toEqual([]);
  });

  it('may be described by agents too, and be one', async () => {
    const agent = anAgent(page, 'Holder');
    const naming = anAgent('https://other.example/', 'Other');
    const agents = [agent, { ...naming, ntriples: naming.ntriples + isDocument }];
    await save({ ...telling('a'), agents });
    expect(await shared()).toBe(isDocument);
    expect((await stores.entities()).filter(({ iri }) => iri === page)).toHaveLength(1);
  });

  it('do not include a distribution, which is part of its dataset', async () => {
    await save(telling('a', `<${page}> ${type} <http://www.w3.org/ns/dcat#Distribution> .\n`));
    expect(await shared()).toBeUndefined();
  });
});
