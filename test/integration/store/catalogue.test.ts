import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Summary } from '../../../src/model/record.ts';
import type { HarvestRun } from '../../../src/model/run.ts';
import type { SearchQuery } from '../../../src/model/search.ts';
import { ensureBaseUrl, publishCatalogue } from '../../../src/store/catalogue.ts';
import { renewSearch } from '../../../src/store/renew-search.ts';
import { databases } from '../../support/database.ts';
import { collect, openStores, type Stores } from './fixture.ts';
import { anAgent, aRecord, aSource, baseUrl, recordId } from './samples.ts';

describe.each(databases())('the catalogue on $name', (kind) => {
  const source = aSource('hdh');
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

  it('is empty at serial 0 before anything is published', async () => {
    const state = { serial: 0, datasets: 0, agents: 0, changedAt: null };
    expect(await stores.catalogue.state()).toEqual(state);
    expect(await stores.entities()).toEqual([]);
  });

  it('publishes its own description only when it changed', async () => {
    const { database } = stores.test;
    const text = `<${baseUrl}/catalog> <http://purl.org/dc/terms/title> "Catalogue" .\n`;
    await publishCatalogue(database, baseUrl, text, stores.clock.now);
    await publishCatalogue(database, baseUrl, text, stores.clock.now);
    expect(await stores.events()).toEqual(['1 create catalog /catalog']);
    await publishCatalogue(database, baseUrl, text.replace('"C', '"New c'), stores.clock.now);
    expect(await stores.events(1)).toEqual(['2 update catalog /catalog']);
    expect(await stores.catalogue.entity(`${baseUrl}/catalog`)).toMatchObject({ serial: 2 });
  });

  it('refuses to start under another base than its IRIs have', async () => {
    const { database } = stores.test;
    await ensureBaseUrl(database, baseUrl);
    await ensureBaseUrl(database, baseUrl);
    const moved = ensureBaseUrl(database, 'https://elsewhere.example');
    await expect(moved).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    await expect(moved).rejects.toThrow(baseUrl);
  });

  it('knows nothing of ids that are no UUIDs', async () => {
    expect(await stores.catalogue.dataset("x' or true --")).toBeNull();
    expect(await stores.catalogue.tombstone('1')).toBeNull();
    expect(await stores.catalogue.entity('\u0000')).toBeNull();
    expect(await stores.catalogue.entities(['\ud800', ''])).toEqual([]);
  });

  it('reads the reports of datasets by their graphs, and none of what is not published', async () => {
    const records = [aRecord('hdh', 'a'), aRecord('hdh', 'b'), aRecord('hdh', 'c')];
    await stores.records.save(run, source, records);
    const [first, second] = (await stores.entities()).filter(({ kind }) => kind === 'dataset');
    const graphs = [first?.graph ?? '', second?.graph ?? '', `${baseUrl}/datasets/none`, 'a\0b'];
    expect(await stores.catalogue.reports(graphs)).toEqual(
      new Map([first, second].map((entity) => [entity?.graph, entity?.report])),
    );
    expect(first?.report?.conforms).toBe(true);
  });

  it('reads all entities in order over many pages', async () => {
    const batch = Array.from({ length: 501 }, (_, index) => aRecord('hdh', `record ${index}`));
    const agents = [anAgent('https://ror.example/1', 'Institute')];
    await stores.records.save(run, source, [...batch, aRecord('hdh', 'with agent', { agents })]);
    const text = `<${baseUrl}/catalog> <http://purl.org/dc/terms/title> "Catalogue" .\n`;
    await publishCatalogue(stores.test.database, baseUrl, text, stores.clock.now);

    const entities = await stores.entities();
    expect(entities.slice(0, 3).map((entity) => entity.kind)).toEqual([
      'catalog',
      'agent',
      'dataset',
    ]);
    const graphs = entities.slice(2).map((entity) => entity.graph);
    expect(graphs).toHaveLength(502);
    expect(graphs).toEqual([...graphs].sort());

    const wanted = [`${baseUrl}/datasets/none`, ...graphs.reverse()];
    const found = await stores.catalogue.entities(wanted);
    expect(found.map(({ graph }) => graph)).toEqual(graphs);
  });

  it('reads one serial while records are being saved', async () => {
    await stores.records.save(run, source, [aRecord('hdh', 'a'), aRecord('hdh', 'b')]);
    let saving: Promise<unknown> = Promise.resolve();
    const read = await stores.catalogue.snapshot(async (state, entities) => {
      saving = stores.records.save(run, source, [
        aRecord('hdh', 'a', { title: 'Changed' }),
        aRecord('hdh', 'c'),
      ]);
      // The embedded database has one connection: there the save waits for the end of the snapshot.
      if (kind.name === 'PostgreSQL') await saving;
      return { state, entities: await collect(entities) };
    });
    await saving;

    expect(read.state).toMatchObject({ serial: 2, datasets: 2 });
    expect(read.entities.map((entity) => entity.serial).sort()).toEqual([1, 2]);
    expect(read.entities.map((entity) => entity.ntriples).join('')).not.toContain('Changed');
    expect(await stores.catalogue.state()).toMatchObject({ serial: 4, datasets: 3 });
  });

  it('reads some graphs alone', async () => {
    const batch = Array.from({ length: 600 }, (_, index) => aRecord('hdh', `record ${index}`));
    const agents = [anAgent('https://ror.example/1', 'Institute')];
    await stores.records.save(run, source, [...batch, aRecord('hdh', 'with agent', { agents })]);
    const read = (graphs?: readonly string[]) =>
      stores.catalogue.snapshot(
        async (_state, entities) => (await collect(entities)).map(({ graph }) => graph),
        graphs,
      );
    const all = await read();
    expect(await read([...all, 'https://elsewhere.example/none'])).toEqual(all);
    const some = [all[300] ?? '', all[0] ?? ''];
    expect(await read(some)).toEqual(some);
    expect(await read([])).toEqual([]);
  });

  describe('search', () => {
    const search = (query: Partial<SearchQuery>) =>
      stores.catalogue.search({
        text: '',
        filters: {},
        sort: 'relevance',
        page: 1,
        pageSize: 10,
        ...query,
      });
    const find = async (query: Partial<SearchQuery>) => {
      const { total, items } = await search(query);
      return { total, keys: items.map(({ id }) => keys.get(id)) };
    };
    const keys = new Map(
      [
        ['hdh', 'cancer'],
        ['hdh', 'rare'],
        ['eds', 'stays'],
      ].map(([sourceId = '', key = '']) => [recordId(sourceId, key), key]),
    );

    beforeEach(async () => {
      const other = aSource('eds');
      const otherRun = await stores.run(other);
      await stores.records.save(run, source, [
        aRecord('hdh', 'cancer', {
          title: 'Cohorte de patients atteints de cancer',
          summary: {
            title: { fr: 'Données de patients atteints de cancer' },
            alternative: ['CANTO'],
            healthCategories: ['HRAD'],
          },
        }),
        aRecord('hdh', 'rare', {
          title: 'Rare diseases registry',
          summary: {
            description: { en: 'Also about cancer' },
            holder: { fr: 'Hôpital général' },
            accessRights: 'NON_PUBLIC',
          },
        }),
      ]);
      await stores.records.save(otherRun, other, [
        aRecord('eds', 'stays', { title: 'Hospital stays' }),
      ]);
    });

    it('counts and finds what is not told in French or in English', async () => {
      const counts = await stores.catalogue.untranslated();
      expect(counts).toEqual([
        { sourceId: 'eds', fr: 1, en: 0 },
        { sourceId: 'hdh', fr: 2, en: 0 },
      ]);
      expect(await find({ filters: { missing: ['en'] } })).toMatchObject({ total: 0 });
      expect(await find({ filters: { missing: ['fr'], source: ['eds'] } })).toMatchObject({
        total: 1,
      });
    });

    it('lists all by title without a text', async () => {
      expect(await find({})).toEqual({ total: 3, keys: ['cancer', 'stays', 'rare'] });
    });

    it('ranks a word in the title above one in the description', async () => {
      expect(await find({ text: 'cancer' })).toEqual({ total: 2, keys: ['cancer', 'rare'] });
    });

    it('finds other forms of a word in French and in English, with or without accents', async () => {
      expect((await find({ text: 'donnée du patient' })).keys).toEqual(['cancer']);
      expect((await find({ text: 'donnees' })).keys).toEqual(['cancer']);
      expect((await find({ text: 'registries' })).keys).toEqual(['rare']);
    });

    it('finds acronyms and holders', async () => {
      expect((await find({ text: 'canto' })).keys).toEqual(['cancer']);
      expect((await find({ text: 'hopital general' })).keys).toEqual(['rare']);
    });

    it('leaves out what a minus excludes, and survives any text', async () => {
      expect((await find({ text: 'cancer -registry' })).keys).toEqual(['cancer']);
      for (const text of ['"', "' or 1=1 --", '&|!()', '\u0000', ':*', '-']) {
        expect((await find({ text })).total).toBeLessThanOrEqual(3);
      }
    });

    it('filters by source, access and health category', async () => {
      expect((await find({ filters: { source: ['eds'] } })).keys).toEqual(['stays']);
      expect((await find({ filters: { access: ['NON_PUBLIC'] } })).keys).toEqual(['rare']);
      const oncology = { text: 'cancer', filters: { category: ['HRAD'] } };
      expect((await find(oncology)).keys).toEqual(['cancer']);
      const none = { filters: { category: ["' or true --"], holder: ['\u0000'] } };
      expect((await find(none)).total).toBe(0);
    });

    it('adds up the values of one facet and narrows by each facet', async () => {
      const sources = { source: ['eds', 'hdh'] };
      expect((await find({ filters: sources })).total).toBe(3);
      expect((await find({ filters: { ...sources, access: ['NON_PUBLIC'] } })).keys).toEqual([
        'rare',
      ]);
    });

    it('counts each value as if it were chosen with the filters of the other facets', async () => {
      const counts = async (query: Partial<SearchQuery>) => {
        const { facets } = await search(query);
        const of = (name: string) =>
          Object.fromEntries(
            facets.flatMap(({ facet, code, count }) => (facet === name ? [[code, count]] : [])),
          );
        return { access: of('access'), source: of('source'), level: of('level') };
      };
      expect(await counts({})).toEqual({
        access: { PUBLIC: 2, NON_PUBLIC: 1 },
        source: { hdh: 2, eds: 1 },
        level: { national: 3 },
      });
      const narrowed = await counts({ filters: { access: ['NON_PUBLIC'], source: ['hdh'] } });
      expect(narrowed).toEqual({
        access: { PUBLIC: 1, NON_PUBLIC: 1 },
        source: { hdh: 1 },
        level: { national: 1 },
      });
      const beside = await counts({ filters: { access: ['RESTRICTED'], source: ['hdh'] } });
      expect(beside.access).toEqual({ PUBLIC: 1, NON_PUBLIC: 1, RESTRICTED: 0 });
    });

    it('finds in spite of slips, and says what it took the words for', async () => {
      const slips = { canecr: 'cancer', registery: 'registry', hospitl: 'hospital' };
      for (const [typed, meant] of Object.entries(slips)) {
        const { total, corrected } = await search({ text: typed });
        expect([typed, total > 0, corrected]).toEqual([typed, true, meant]);
      }
      const exact = await search({ text: 'cancer' });
      expect(exact.corrected).toBeNull();
      expect((await search({ text: 'zzzzqqqq' })).total).toBe(0);
    });

    it('puts what is named exactly so first: an acronym, an identifier, a title', async () => {
      await stores.records.save(run, source, [
        aRecord('hdh', 'other', {
          title: 'A canto about CANTO and again CANTO',
          summary: { keywords: ['CANTO'] },
        }),
      ]);
      expect((await find({ text: 'Canto' })).keys).toEqual(['cancer', undefined]);
      const scope = {
        identifiers: ['DOI 10.5555/12345', 'FR-2024/7'],
        themes: [],
        places: [],
        ages: null,
        years: null,
        isBiobank: false,
        isRareDisease: false,
      };
      const { database } = stores.test;
      await stores.records.save(run, source, [
        aRecord('hdh', 'rare', { title: 'Identified', summary: { scope } }),
      ]);
      expect((await find({ text: 'fr-2024/7' })).keys[0]).toBe('rare');
      expect(await database.query('select from dataset_search')).toHaveLength(4);
    });

    it('orders by title or by last change on demand', async () => {
      stores.clock.now = new Date(stores.clock.now.getTime() + 60_000);
      await stores.records.save(run, source, [aRecord('hdh', 'rare', { title: 'Zebra' })]);
      expect((await find({ sort: 'newest' })).keys[0]).toBe('rare');
      expect((await find({ sort: 'title' })).keys).toEqual(['cancer', 'stays', 'rare']);
    });

    it('forgets a dataset with its document', async () => {
      const { database } = stores.test;
      await database.script('delete from entity where record_id is not null');
      expect((await find({})).total).toBe(0);
      expect((await search({})).facets).toEqual([]);
    });

    it('renews what an older version wrote', async () => {
      const { database, clock } = { database: stores.test.database, clock: stores.clock };
      await database.script(`update dataset_search set version = 0, facets = '{}'`);
      const summarise = (_text: string, _iri: string, before: Summary): Summary => ({
        ...before,
        keywords: ['renewed'],
      });
      const signal = new AbortController().signal;
      const renew = () => renewSearch(database, summarise, () => clock.now, signal);
      expect(await renew()).toBe(3);
      expect(await renew()).toBe(0);
      expect((await find({ text: 'renewed' })).total).toBe(3);
      expect((await find({ filters: { access: ['PUBLIC'] } })).total).toBe(2);
      await database.script(
        `update source set definition = jsonb_set(definition, '{level}', '"local"') where id = 'eds'`,
      );
      expect(await renew()).toBe(1);
      expect((await find({ filters: { level: ['local'] } })).keys).toEqual(['stays']);
    });

    it('gives the documents of all it finds, in its order and within a bound', async () => {
      const query = {
        text: 'cancer',
        filters: {},
        sort: 'relevance',
        page: 1,
        pageSize: 1,
      } as const;
      const found = await collect(stores.catalogue.found(query, 10));
      expect(found.map(({ id }) => keys.get(id))).toEqual(['cancer', 'rare']);
      expect(found[0]?.ntriples).toContain('Cohorte de patients');
      expect(await collect(stores.catalogue.found(query, 1))).toHaveLength(1);
    });

    it('pages', async () => {
      expect(await find({ page: 2, pageSize: 2 })).toEqual({ total: 3, keys: ['rare'] });
    });

    it('shows the report of the last attempt at unchanged content', async () => {
      const record = aRecord('eds', 'stays', { title: 'Hospital stays' });
      const lenient = aSource('eds', { policy: { ...source.policy, onViolation: 'publish' } });
      const again = {
        ...record,
        fingerprint: 'new shapes',
        report: { ...record.report, profile: 'next' },
      };
      const { serial } = await stores.catalogue.state();
      await stores.records.save(run, lenient, [again]);
      const dataset = await stores.catalogue.dataset(recordId('eds', 'stays'));
      expect(dataset?.report.profile).toBe('next');
      expect((await find({ text: 'hospital stays' })).keys).toEqual(['stays']);
      expect((await stores.catalogue.state()).serial).toBe(serial);
    });
  });
});
