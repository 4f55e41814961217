import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { HarvestRun } from '../../../src/model/run.ts';
import { createRecordStore } from '../../../src/store/records.ts';
import { databases } from '../../support/database.ts';
import { openStores, type Stores } from './fixture.ts';
import { aFailure, anAgent, aRecord, aSource, baseUrl, recordId } from './samples.ts';

describe.each(databases())('the record store on $name', (kind) => {
  const source = aSource('hdh');
  let stores: Stores;
  let run: HarvestRun;

  beforeAll(async () => {
    stores = await openStores(kind);
  });
  afterAll(() => stores.test.drop());
  beforeEach(async () => {
    await stores.test.reset();
    stores.clock.now = new Date('2026-03-01T12:00:00.000Z');
    run = await stores.run(source);
  });

  const save = (...batch: Parameters<Stores['records']['save']>[2]) =>
    stores.records.save(run, source, batch);
  const addressOf = (key: string) => `/datasets/${recordId('hdh', key)}`;

  it('publishes a new record with its document, event and serial', async () => {
    const outcomes = await save(aRecord('hdh', 'a'));

    expect(outcomes).toEqual([{ remoteKey: 'a', kind: 'created', recordId: recordId('hdh', 'a') }]);
    expect(await stores.events()).toEqual([`1 create dataset ${addressOf('a')}`]);
    const dataset = await stores.catalogue.dataset(recordId('hdh', 'a'));
    expect(dataset).toMatchObject({
      sourceId: 'hdh',
      remoteKey: 'a',
      serial: 1,
      firstPublished: stores.clock.now,
      modified: stores.clock.now,
      graph: `${baseUrl}${addressOf('a')}`,
    });
    const lines = dataset?.ntriples.trimEnd().split('\n') ?? [];
    expect(lines).toHaveLength(4);
    expect(lines).toEqual([...lines].sort());
    expect(dataset?.ntriples).toContain(
      `#record> <http://purl.org/dc/terms/issued> "2026-03-01T12:00:00.000Z"^^<http://www.w3.org/2001/XMLSchema#dateTime> .`,
    );
  });

  it('keeps the date of first publication in an update and writes a second version', async () => {
    await save(aRecord('hdh', 'a'));
    stores.clock.now = new Date('2026-03-02T12:00:00.000Z');
    const [outcome] = await save(aRecord('hdh', 'a', { title: 'New title' }));

    expect(outcome?.kind).toBe('updated');
    expect(await stores.events(1)).toEqual([`2 update dataset ${addressOf('a')}`]);
    const dataset = await stores.catalogue.dataset(recordId('hdh', 'a'));
    expect(dataset?.firstPublished).toEqual(new Date('2026-03-01T12:00:00.000Z'));
    expect(dataset?.modified).toEqual(new Date('2026-03-02T12:00:00.000Z'));
    const versions = await stores.test.database.query(
      'select number from record_version order by number',
    );
    expect(versions).toEqual([{ number: 1 }, { number: 2 }]);
  });

  it('knows a record with the same fingerprint as unchanged and leaves the serial', async () => {
    const record = aRecord('hdh', 'a');
    await save(record);
    const other = aRecord('hdh', 'b');

    expect(await stores.records.unchanged(source, [record, other])).toEqual(new Set(['a']));
    const [outcome] = await save({ ...record, fingerprint: 'of another recipe' });
    expect(outcome?.kind).toBe('unchanged');
    expect((await stores.catalogue.state()).serial).toBe(1);
    expect(
      await stores.records.unchanged(source, [{ ...record, fingerprint: 'of another recipe' }]),
    ).toEqual(new Set(['a']));
  });

  it('leaves nothing of a batch that fails in the middle', async () => {
    // The second event of the batch finds its serial taken.
    await stores.test.database.query(
      `insert into event (serial, type, kind, iri, graph, at)
      values (2, 'create', 'dataset', 'planted', 'planted', now())`,
    );

    const saving = save(aRecord('hdh', 'a'), aRecord('hdh', 'b'));
    await expect(saving).rejects.toMatchObject({ code: 'STORE_FAILED' });
    expect(await stores.events()).toEqual(['2 create dataset planted']);
    expect(await stores.catalogue.state()).toMatchObject({ serial: 0, datasets: 0 });
    expect(await stores.test.database.query('select id from record')).toEqual([]);
    expect(await stores.runs.outcomes(run.id, 10)).toEqual([]);
  });

  it('quarantines a record with violations and publishes nothing of it', async () => {
    const [outcome] = await save(aRecord('hdh', 'a', { violations: 2 }));

    expect(outcome).toMatchObject({ kind: 'quarantined', violations: 2 });
    expect(await stores.events()).toEqual([]);
    const stored = await stores.test.database.query(
      `select r.state, p.report ->> 'conforms' as conforms
      from record r join report p on p.record_id = r.id`,
    );
    expect(stored).toEqual([{ state: 'quarantined', conforms: 'false' }]);
  });

  it('keeps the last valid version published while a new one is quarantined', async () => {
    const valid = aRecord('hdh', 'a');
    await save(valid);
    const invalid = aRecord('hdh', 'a', { title: '', violations: 1 });
    await save(invalid);

    const dataset = await stores.catalogue.dataset(valid.id);
    expect(dataset?.summary.title).toEqual({ en: 'Dataset a' });
    expect((await stores.catalogue.state()).serial).toBe(1);
    expect(await stores.records.unchanged(source, [invalid])).toEqual(new Set(['a']));
  });

  it('publishes a record with violations when the policy of its source says so', async () => {
    const lenient = aSource('hdh', { policy: { ...source.policy, onViolation: 'publish' } });
    const record = aRecord('hdh', 'a', { violations: 3 });
    const [outcome] = await stores.records.save(run, lenient, [record]);

    expect(outcome).toMatchObject({ kind: 'created', violations: 3 });
    const dataset = await stores.catalogue.dataset(record.id);
    expect(dataset?.report.results).toHaveLength(3);
  });

  it('keeps what is published of a record that fails, and has it tried again', async () => {
    const record = aRecord('hdh', 'a');
    await save(record);
    const failure = aFailure('hdh', 'a');
    const [outcome] = await save(failure);

    expect(outcome).toMatchObject({ kind: 'failed', problem: { code: 'PARSE_SYNTAX' } });
    expect(await stores.catalogue.dataset(record.id)).not.toBeNull();
    expect(await stores.records.unchanged(source, [failure])).toEqual(new Set());
    const rows = await stores.test.database.query(
      `select state, last_outcome, last_problem ->> 'code' as code from record`,
    );
    expect(rows).toEqual([{ state: 'published', last_outcome: 'failed', code: 'PARSE_SYNTAX' }]);
  });

  it('notes records that could not be fetched, and leaves a repeated key alone', async () => {
    const { problem } = aFailure('hdh', 'a');
    await save(aRecord('hdh', 'b'));
    const outcomes = await stores.records.fail(run, [
      { remoteKey: 'a', url: 'https://hdh.example/a', problem, isRepeated: false },
      { remoteKey: 'b', url: 'https://hdh.example/b', problem, isRepeated: true },
    ]);

    expect(outcomes.map((outcome) => outcome.kind)).toEqual(['failed', 'skipped']);
    const rows = await stores.test.database.query(
      'select remote_key, last_outcome from record order by remote_key',
    );
    expect(rows).toEqual([
      { remote_key: 'a', last_outcome: 'failed' },
      { remote_key: 'b', last_outcome: 'created' },
    ]);
    expect(await stores.runs.outcomes(run.id, 10)).toMatchObject([
      { remoteKey: 'b', kind: 'created' },
      { remoteKey: 'a', kind: 'failed', problem: { code: 'PARSE_SYNTAX' } },
      { remoteKey: 'b', kind: 'skipped' },
    ]);
  });

  it('leaves an IRI to the record of the source that had it first, and names it', async () => {
    const iri = 'https://holder.example/dataset/1';
    await save(aRecord('hdh', 'a', { iri }));
    const [outcome] = await save(aRecord('hdh', 'x', { iri }));

    expect(outcome).toMatchObject({ kind: 'skipped', problem: { code: 'IDENTIFY_DUPLICATE_KEY' } });
    expect(outcome?.problem?.message).toContain('the record a of the source hdh');
    expect(await stores.entities()).toHaveLength(1);
  });

  it("refuses an IRI of the catalogue that is not the record's own", async () => {
    const [outcome] = await save(aRecord('hdh', 'a', { iri: `${baseUrl}/catalog` }));
    expect(outcome?.kind).toBe('skipped');
    expect(await stores.entities()).toEqual([]);
  });

  it('deletes the old IRI when a record gets another', async () => {
    await save(aRecord('hdh', 'a'));
    const iri = 'https://holder.example/dataset/1';
    await save(aRecord('hdh', 'a', { iri }));

    expect(await stores.events(1)).toEqual([
      `2 delete dataset ${addressOf('a')}`,
      `3 create dataset ${iri}`,
    ]);
    expect((await stores.entities()).map((entity) => entity.iri)).toEqual([iri]);
  });

  it('stores the good records of a batch that holds hostile ones', async () => {
    const outcomes = await save(
      aRecord('hdh', 'k'.repeat(5000)),
      aRecord('hdh', 'long-iri', { iri: `https://holder.example/${'x'.repeat(5000)}` }),
      aRecord('hdh', 'nul', { title: 'NUL \u0000 and half \ud800', body: '\u0000' }),
      aRecord('hdh', 'twice'),
      aRecord('hdh', 'twice', { title: 'Second' }),
      aRecord('hdh', 'long-text', { summary: { description: { fr: 'mot '.repeat(1e6) } } }),
      aRecord('hdh', 'agent', { agents: [anAgent(`https://a.example/${'x'.repeat(5000)}`, 'A')] }),
    );

    expect(outcomes.filter((outcome) => outcome.kind === 'created')).toHaveLength(4);
    expect(outcomes.filter((outcome) => outcome.kind === 'skipped')).toHaveLength(3);
    const nul = await stores.catalogue.dataset(recordId('hdh', 'nul'));
    expect(nul?.summary.title).toEqual({ en: 'NUL \ufffd and half \ufffd' });
  });

  describe('agents', () => {
    const iri = 'https://ror.example/1';
    const shared = anAgent(iri, 'Institute');
    const agentEvents = async (after = 0) =>
      (await stores.events(after)).filter((event) => event.includes(' agent '));

    it('publishes an agent once, before the datasets that name it', async () => {
      await save(
        aRecord('hdh', 'a', { agents: [shared] }),
        aRecord('hdh', 'b', { agents: [shared] }),
      );
      await save(aRecord('hdh', 'c', { agents: [shared] }));

      expect((await stores.events())[0]).toBe(`1 create agent ${iri}`);
      expect(await agentEvents()).toHaveLength(1);
      expect(await stores.catalogue.state()).toMatchObject({ agents: 1, datasets: 3, serial: 4 });
    });

    it('merges different descriptions and forgets one that nobody gives any more', async () => {
      const page = {
        iri,
        ntriples: `<${iri}> <http://www.w3.org/2000/01/rdf-schema#seeAlso> <https://a.example/> .\n`,
      };
      await save(
        aRecord('hdh', 'a', { agents: [shared] }),
        aRecord('hdh', 'b', { agents: [page] }),
      );
      const merged = (await stores.entities()).find((entity) => entity.kind === 'agent');
      expect(merged?.ntriples).toContain('Institute');
      expect(merged?.ntriples).toContain('seeAlso');

      const { serial } = await stores.catalogue.state();
      await save(aRecord('hdh', 'b', { agents: [shared] }));
      expect(await agentEvents(serial)).toEqual([`${serial + 1} update agent ${iri}`]);
      const after = (await stores.entities()).find((entity) => entity.kind === 'agent');
      expect(after?.ntriples).toBe(shared.ntriples);
    });

    it('deletes an agent that no record names any more, after the change of the record', async () => {
      await save(aRecord('hdh', 'a', { agents: [shared] }));
      await save(aRecord('hdh', 'a', { agents: [] }));
      expect(await stores.events(2)).toEqual([
        `3 update dataset ${addressOf('a')}`,
        `4 delete agent ${iri}`,
      ]);
      expect(await stores.test.database.query('select * from agent_description')).toEqual([]);
    });

    it('does not let an agent take the IRI of a dataset', async () => {
      const dataset = 'https://holder.example/dataset/1';
      await save(aRecord('hdh', 'a', { iri: dataset }));
      await save(aRecord('hdh', 'b', { agents: [anAgent(dataset, 'Not a dataset')] }));
      expect(await agentEvents()).toEqual([]);
    });
  });

  it('numbers concurrent saves without gaps, in the order of their commits', async () => {
    const sources = ['one', 'two', 'three'].map((id) => aSource(id));
    const runs: HarvestRun[] = [];
    for (const each of sources) runs.push(await stores.run(each));
    await Promise.all(
      sources.flatMap((each, index) =>
        ['a', 'b', 'c'].map((key) => {
          const started = runs[index] ?? run;
          const agents = [anAgent('https://ror.example/1', `From ${each.id}`)];
          return stores.records.save(started, each, [aRecord(each.id, key, { agents })]);
        }),
      ),
    );

    const { serial, agents, datasets } = await stores.catalogue.state();
    expect([agents, datasets]).toEqual([1, 9]);
    const events = await stores.catalogue.eventsAfter(0, 1000);
    expect(events.map((event) => event.serial)).toEqual(
      Array.from({ length: serial }, (_, index) => index + 1),
    );
  });

  it('tells listeners of a change after its commit', async () => {
    const told = new Promise<number>((resolve, reject) => {
      stores.test.database
        .onCatalogueChange(() =>
          stores.catalogue.state().then(({ serial }) => resolve(serial), reject),
        )
        .then(() => save(aRecord('hdh', 'a')))
        .catch(reject);
    });
    expect(await told).toBe(1);
  });

  it('gives records the ids that the identify stage gives them', async () => {
    const store = createRecordStore({
      database: stores.test.database,
      baseUrl,
      now: () => stores.clock.now,
      recordId,
    });
    const { problem } = aFailure('hdh', 'a');
    const failure = { remoteKey: 'a', url: '', problem, isRepeated: false };
    const [outcome] = await store.fail(run, [failure]);
    const [created] = await store.save(run, source, [aRecord('hdh', 'a')]);
    expect(created).toMatchObject({ kind: 'created', recordId: outcome?.recordId });
  });
});
