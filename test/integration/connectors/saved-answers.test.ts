import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCsw } from '../../sandbox/csw.ts';
import { startOaiPmh } from '../../sandbox/oai-pmh.ts';
import { startCkan } from '../../sandbox/rest/ckan.ts';
import { startDataverse } from '../../sandbox/rest/dataverse.ts';
import { startInvenio } from '../../sandbox/rest/invenio.ts';
import { startMica } from '../../sandbox/rest/mica.ts';
import { startOpendatasoft } from '../../sandbox/rest/opendatasoft.ts';
import { startUdata } from '../../sandbox/rest/udata.ts';
import type { LoggedRequest } from '../../sandbox/switches.ts';
import {
  type ConnectorHarvest,
  type SourceEntry,
  startConnectorHarvest,
} from '../../support/connector-harvest.ts';
import { type FileServer, startFileServer } from '../../support/file-server.ts';
import { nationalDefaults } from './national-defaults.ts';

interface Live {
  readonly origin: string;
  readonly url?: string;
  requests(): readonly LoggedRequest[];
  close(): Promise<void>;
}

/** What is particular to the answers of one software. */
interface Kind {
  readonly start: () => Promise<Live>;
  readonly mapping: string;
  readonly connector: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** Requests whose answers a holder would save. */
  readonly wanted: RegExp;
  readonly ending?: string;
}

const rest = (api: string, start: () => Promise<Live>, wanted = /./): Kind => ({
  start,
  mapping: api,
  connector: 'rest-json',
  options: { api, pageSize: 4 },
  wanted,
});

const kinds: Readonly<Record<string, Kind>> = {
  ckan: rest('ckan', startCkan),
  dataverse: rest('dataverse', startDataverse, /persistentId=/),
  invenio: rest('invenio', startInvenio),
  mica: rest('mica', startMica),
  opendatasoft: rest('opendatasoft', startOpendatasoft),
  udata: rest('udata', startUdata),
  csw: {
    start: startCsw,
    mapping: 'iso-19139',
    connector: 'csw',
    options: { outputSchema: 'gmd', pageSize: 4 },
    wanted: /GetRecords/,
    ending: 'xml',
  },
  'oai-pmh': {
    start: startOaiPmh,
    mapping: 'ddi',
    connector: 'oai-pmh',
    options: { metadataPrefix: 'oai_ddi25' },
    wanted: /ListRecords/,
    ending: 'xml',
  },
};

/** Saves what the live source answered, page by page, as files. */
async function save(live: Live, { wanted, ending = 'json' }: Kind): Promise<FileServer> {
  const paths = new Set(live.requests().map(({ path }) => path));
  const files: (readonly [string, Uint8Array])[] = [];
  for (const path of [...paths].filter((each) => wanted.test(each))) {
    const answer = await fetch(live.origin + path);
    files.push([
      `answer-${files.length + 1}.${ending}`,
      new Uint8Array(await answer.arrayBuffer()),
    ]);
  }
  return startFileServer(files);
}

describe.each(Object.entries(kinds))('saved answers of %s', (name, kind) => {
  let live: Live;
  let site: FileServer;
  let service: ConnectorHarvest;
  let liveHarvest: Awaited<ReturnType<ConnectorHarvest['harvest']>>;

  beforeAll(async () => {
    live = await kind.start();
    // Its address is known only once the answers are saved.
    site = await startFileServer([]);
    const shared = { mapping: kind.mapping, defaults: nationalDefaults };
    const { connector, options } = kind;
    const asked: SourceEntry = {
      ...shared,
      id: 'asked',
      connector,
      options,
      url: live.url ?? `${live.origin}/`,
    };
    const saved: SourceEntry = {
      ...shared,
      id: 'saved',
      connector: 'saved-answers',
      options: { answers: name, mode: 'directory' },
      url: `${site.url}/`,
    };
    service = await startConnectorHarvest(asked, [saved]);
    liveHarvest = await service.harvest('asked');
    const copy = await save(live, kind);
    for (const [file, body] of copy.files) site.files.set(file, body);
    await copy.close();
  }, 300_000);
  afterAll(async () => {
    await service.close();
    await site.close();
    await live.close();
  });

  it('give the very records that the live source gives', async () => {
    const { run, outcomes } = await service.harvest('saved');
    const told = (all: typeof outcomes) =>
      all
        // Those that both sources describe alike are one dataset: their record is there all the same.
        .map(({ kind: what, remoteKey, problem }) =>
          problem?.code === 'IDENTIFY_MERGED'
            ? `${what} ${remoteKey} undefined`
            : `${what} ${remoteKey} ${problem?.code}`,
        )
        .sort();
    expect(told(outcomes)).toEqual(told(liveHarvest.outcomes));
    expect(outcomes.length).toBeGreaterThan(0);
    expect(run.problems).toEqual([]);
    expect(run).toMatchObject({ verdict: 'complete', gathered: liveHarvest.run.gathered });
  }, 120_000);

  it('are not read again while they stay as they are', async () => {
    const { run } = await service.harvest('saved');
    expect(run).toMatchObject({ verdict: 'complete', gathered: liveHarvest.run.gathered });
    expect(run.counts).toMatchObject({ created: 0, updated: 0, deleted: 0 });
    expect(run.notModified).toBeGreaterThan(0);
  }, 120_000);

  it('prove no absence when one is a login page or breaks off', async () => {
    const [first = '', body = ''] = [...site.files][0] ?? [];
    const half = typeof body === 'string' ? body : body.subarray(0, body.length / 2);
    for (const [broken, code] of [
      ['<!doctype html><html><form><input type="password"></form></html>', 'PARSE_LOGIN_PAGE'],
      [half, 'PARSE_TRUNCATED'],
    ] as const) {
      site.files.set(first, broken);
      const { run } = await service.harvest('saved');
      expect(run).toMatchObject({ verdict: 'partial', missing: 0, counts: { deleted: 0 } });
      expect(run.problems.map((problem) => problem.code)).toContain(code);
    }
    site.files.set(first, body);
  }, 120_000);
});
