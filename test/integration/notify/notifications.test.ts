import { createHmac } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readSettings } from '../../../src/config.ts';
import type { NoticeChannel } from '../../../src/model/notice.ts';
import { aProblem, type Problem } from '../../../src/model/problem.ts';
import type { RunTrigger, Verdict } from '../../../src/model/run.ts';
import { send } from '../../../src/notifications.ts';
import { type NotifierPorts, type NotifyEvent, notify } from '../../../src/notify/notifier.ts';
import { createNoticeStore } from '../../../src/store/notices.ts';
import { createRunStore } from '../../../src/store/runs.ts';
import { databases, type TestDatabase } from '../../support/database.ts';
import { startServer } from '../../support/loopback-server.ts';
import { type MailServer, startMailServer } from '../../support/mail-server.ts';

const hour = 3_600_000;
const settings = readSettings({ BASE_URL: 'https://catalogue.example.org' });
const signal = new AbortController().signal;
const timeout = aProblem('FETCH_TIMEOUT', 'The server did not answer.');
const titles = { bndmr: 'BNDMR', hdh: 'Health Data Hub', eds: 'EDS' };

describe.each(databases())('notifications on $name', ({ open }) => {
  let base: TestDatabase;
  let mail: MailServer;
  let clock = new Date('2026-03-02T03:00:00Z');
  const events: NotifyEvent[] = [];
  const calls: { headers: Record<string, string | string[] | undefined>; body: string }[] = [];
  let hook: Awaited<ReturnType<typeof startServer>>;
  let hookStatus = 200;

  beforeAll(async () => {
    base = await open();
    mail = await startMailServer();
    hook = await startServer(async (request, response) => {
      calls.push({ headers: request.headers, body: await text(request) });
      response.writeHead(hookStatus).end();
    });
  });
  afterAll(async () => {
    await hook.close();
    await mail.close();
    await base.drop();
  });
  beforeEach(async () => {
    await base.reset();
    clock = new Date('2026-03-02T03:00:00Z');
    mail.refusal = null;
    hookStatus = 200;
    for (const list of [events, calls, mail.received]) list.length = 0;
    for (const id of Object.keys(titles))
      await base.database.query('insert into source (id, definition) values ($1, $2)', [id, '{}']);
  });

  const email = (more: { readonly sources?: readonly string[] } = {}): NoticeChannel => ({
    id: 'admins',
    kind: 'email',
    smtp: mail.url,
    from: 'glaneur@example.org',
    to: ['a@example.org', 'b@example.org'],
    language: 'en',
    ...more,
  });
  const webhook = (): NoticeChannel => ({
    id: 'hook',
    kind: 'webhook',
    url: hook.url,
    secret: `whsec_${Buffer.from('a secret of the test').toString('base64')}`,
    allowPrivateHosts: ['127.0.0.1'],
    language: 'en',
  });
  const store = () => createNoticeStore({ database: base.database, now: () => clock });
  const ports = (): NotifierPorts => ({
    store: store(),
    sources: async () =>
      Object.entries(titles).map(([id, title]) => ({
        source: { id, title: { en: title }, timeZone: 'Europe/Paris' },
        intervalMs: 24 * hour,
      })),
    send: (...call) => send({ settings }, ...call),
    observe: (event) => void events.push(event),
    now: () => clock,
  });
  /** Notifies a channel that has been there from the start. */
  async function round(...channels: NoticeChannel[]): Promise<void> {
    await store().register(channels.map(({ id }) => id));
    await notify(ports(), channels, signal);
  }
  async function run(
    sourceId: string,
    verdict: Verdict,
    problem: Problem | null = null,
    trigger: RunTrigger = 'schedule',
  ): Promise<void> {
    const runs = createRunStore({ database: base.database, now: () => clock });
    const begun = await runs.begin(sourceId, trigger);
    if (begun === null) throw new Error('the source is busy');
    const problems = problem === null ? [] : [problem];
    await runs.finish({ ...begun, verdict, problems, finishedAt: clock });
  }
  const later = (ms: number) => {
    clock = new Date(clock.getTime() + ms);
  };

  it('tell of a source that fails every night once, and once when it has recovered', async () => {
    await round(email());
    for (let night = 0; night < 3; night += 1) {
      await run('bndmr', 'failed', timeout);
      await round(email());
      later(24 * hour);
    }
    expect(mail.received).toHaveLength(1);
    expect(mail.received[0]?.to).toEqual(['a@example.org', 'b@example.org']);
    expect(mail.received[0]?.source).toContain('Subject: Glaneur: BNDMR needs your attention');
    expect(mail.received[0]?.source).toContain('FETCH_TIMEOUT: The server did not answer.');
    await run('bndmr', 'complete');
    await round(email());
    await round(email());
    expect(mail.received.map(({ source }) => /^Subject: (.*)$/m.exec(source)?.[1])).toEqual([
      'Glaneur: BNDMR needs your attention',
      'Glaneur: BNDMR has recovered',
    ]);
    later(24 * hour);
    await run('bndmr', 'partial');
    await round(email());
    expect(mail.received).toHaveLength(3);
  });

  it('put everything since the last message into one', async () => {
    await round(email());
    await run('hdh', 'complete');
    await base.database.query(
      `insert into record (id, source_id, remote_key, iri, state, last_outcome, held_since,
        first_seen_at, first_published_at, changed_at)
      select gen_random_uuid(), 'eds', 'k' || n, 'https://example.org/' || n, 'published', 'created',
        $1, $1, $1, $1 from generate_series(1, 12) n`,
      [clock.toISOString()],
    );
    await run('bndmr', 'failed', timeout);
    later(49 * hour);
    await round(email());
    expect(mail.received).toHaveLength(1);
    const [{ source } = { source: '' }] = mail.received;
    expect(source).toContain('Glaneur: 3 sources need your attention');
    expect(source).toContain('12 deletions are held');
    expect(source).toContain('The last complete harvest was on');
    expect(events).toEqual([{ kind: 'told', channel: 'admins', notices: 3 }]);
  });

  it('say nothing of runs that were cut off, pushed or replayed, nor of what was before', async () => {
    await run('bndmr', 'failed', timeout);
    await notify({ ...ports() }, [], signal);
    await round(email());
    await run('hdh', 'failed', aProblem('GATHER_CANCELLED', 'The process stopped.'));
    await run('eds', 'partial', timeout, 'push');
    await run('eds', 'partial', timeout, 'replay');
    await round(email());
    expect(mail.received).toHaveLength(0);
  });

  it('tell once a month of descriptions that are worth less than they were', async () => {
    await round(email());
    const day = (date: string, key: string, earned: number) =>
      base.database.query(
        `insert into quality_day (day, scope, key, computed_at, datasets, points, earned, attainable,
          mandatory, recommended, french, english, fresh, met, lost, waiting)
        values ($1::text::date, 'source', $2, $1::text::timestamptz, 1, 0, $3, 200, 1, 1, 1, 1, 1, '{}', '{}', '{}')`,
        [date, key, earned],
      );
    await day('2026-02-20', 'hdh', 160);
    await day('2026-02-20', 'eds', 160);
    await day('2026-03-01', 'hdh', 150);
    await day('2026-03-01', 'eds', 152);
    await round(email());
    expect(mail.received).toHaveLength(1);
    const source = mail.received[0]?.source.replace(/=\r\n/g, '') ?? '';
    expect(source).toContain('has gone from 80 % to 75 % of the points since 20 February 2026');
    expect(source).not.toContain('EDS');
    await day('2026-03-02', 'hdh', 140);
    await round(email());
    expect(mail.received).toHaveLength(1);
    await day('2026-01-01', 'bndmr', 200);
    await day('2026-03-02', 'bndmr', 100);
    await round(email());
    expect(mail.received).toHaveLength(1);
  });

  it('tell a channel of its own sources alone', async () => {
    await round(email({ sources: ['hdh'] }));
    await run('bndmr', 'failed', timeout);
    await run('hdh', 'failed', timeout);
    await round(email({ sources: ['hdh'] }));
    expect(mail.received).toHaveLength(1);
    expect(mail.received[0]?.source).not.toContain('BNDMR');
  });

  it('lose nothing while a server refuses, and hold up no other channel', async () => {
    await round(email(), webhook());
    await run('bndmr', 'failed', timeout);
    mail.refusal = 'Not today';
    await round(email(), webhook());
    expect(mail.received).toHaveLength(0);
    expect(calls).toHaveLength(1);
    const [state] = await store().states();
    expect(state?.problem?.code).toBe('NOTIFY_FAILED');
    expect(state?.problem?.message).toContain('Not today');
    mail.refusal = null;
    await run('hdh', 'failed', timeout);
    await round(email(), webhook());
    expect(mail.received).toHaveLength(1);
    expect(mail.received[0]?.source).toContain('2 sources need your attention');
    expect((await store().states()).map(({ problem }) => problem)).toEqual([null, null]);
  });

  it('sign what they post, and send it again under the same name when it was not accepted', async () => {
    await round(webhook());
    await run('bndmr', 'failed', timeout);
    hookStatus = 500;
    await round(webhook());
    hookStatus = 204;
    later(hour);
    await round(webhook());
    await round(webhook());
    expect(calls).toHaveLength(2);
    expect(calls[0]?.headers['webhook-id']).toBe(calls[1]?.headers['webhook-id']);
    const [, { headers, body } = { headers: {}, body: '' }] = calls;
    const content = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
    const mac = createHmac('sha256', 'a secret of the test').update(content).digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${mac}`);
    expect(JSON.parse(body)).toMatchObject({
      type: 'glaneur.notices',
      data: {
        catalogue: 'https://catalogue.example.org',
        notices: [
          {
            kind: 'harvest-failed',
            source: { id: 'bndmr' },
            problem: { code: 'FETCH_TIMEOUT' },
            text: { fr: expect.stringContaining('échoue'), en: expect.stringContaining('failing') },
          },
        ],
      },
    });
  });

  it('are sent by one process of many', async () => {
    await round(email());
    await run('bndmr', 'failed', timeout);
    const release = await store().lock();
    await round(email());
    expect(mail.received).toHaveLength(0);
    await release?.();
    await Promise.all([round(email()), round(email()), round(email())]);
    expect(mail.received).toHaveLength(1);
  });
});
