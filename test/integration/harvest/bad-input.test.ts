import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Note } from '../../../src/model/record.ts';
import type { ValidationReport } from '../../../src/model/report.ts';
import { recordId } from '../../../src/rdf/mint.ts';
import { mended, refused, validRecord } from '../../support/bad-records.ts';
import { type ConnectorHarvest, startConnectorHarvest } from '../../support/connector-harvest.ts';
import { startServer } from '../../support/loopback-server.ts';

const id = recordId('tested', 'https://data.example.org/cohort');

describe('a source that sends something else after a valid description', () => {
  let site: Awaited<ReturnType<typeof startServer>>;
  let service: ConnectorHarvest;
  let body = validRecord;

  beforeAll(async () => {
    site = await startServer((_request, response) => {
      response.setHeader('content-type', 'text/turtle');
      response.end(body);
    });
    service = await startConnectorHarvest({
      connector: 'rdf-http',
      url: `${site.url}/cohort.ttl`,
      mapping: 'dcat-ap',
      language: 'fr',
      options: { mode: 'document' },
    });
    const { run } = await service.harvest();
    expect(run.counts.created).toBe(1);
  }, 120_000);
  afterAll(async () => {
    await service.close();
    await site.close();
  });

  async function send(turtle: string) {
    body = turtle;
    const before = await service.context.reader.dataset(id);
    const { run, outcomes } = await service.harvest();
    const after = await service.context.reader.dataset(id);
    return { run, outcome: outcomes[0], before, after };
  }

  async function lastReport(): Promise<ValidationReport | undefined> {
    const [row] = await service.context.database.query<{ report: ValidationReport }>(
      'select report from report where record_id = $1',
      [id],
    );
    return row?.report;
  }

  it.each(Object.entries(refused))(
    'is told exactly what is wrong with %s, and the valid one stays published',
    async (_name, { turtle, path, en, fr }) => {
      const { run, outcome, before, after } = await send(turtle());
      expect(run.verdict).toBe('complete');
      expect(outcome).toMatchObject({
        kind: 'quarantined',
        problem: { code: 'VALIDATE_VIOLATION' },
      });
      expect(outcome?.problem?.message).toContain(en);
      const violations = (await lastReport())?.results.filter((r) => r.severity === 'Violation');
      expect(violations).toEqual([
        expect.objectContaining({
          path,
          message: { en: expect.stringContaining(en), fr: expect.stringContaining(fr) },
        }),
      ]);
      expect(before?.ntriples).toBeTruthy();
      expect(after).toEqual(before);
    },
    60_000,
  );

  it.each([
    ['half of it', validRecord.slice(0, validRecord.length / 2), 'PARSE_'],
    [
      'a description without a title',
      validRecord.replace(/dct:title "Cohorte.*\n/, ''),
      'MAP_NO_TITLE',
    ],
    [
      'another language tag than BCP 47 has',
      validRecord.replace('@fr', '@fr_FR'),
      'PARSE_LANGUAGE_TAG',
    ],
  ])('keeps the valid one published after %s', async (_name, turtle, code) => {
    const { run, outcome, before, after } = await send(turtle);
    const problem = outcome?.problem ?? run.problems[0];
    expect(problem?.code).toMatch(new RegExp(`^${code}`));
    expect(problem?.remedy).toBeTruthy();
    expect(after).toEqual(before);
  });

  it.each(Object.entries(mended))(
    'has %s published with a note of what was changed',
    async (_name, { turtle, note }) => {
      const { run, after } = await send(turtle());
      expect(run.problems).toEqual([]);
      expect(run.counts).toMatchObject({ quarantined: 0, failed: 0 });
      expect(after?.report.conforms).toBe(true);
      const notes: readonly Note[] = after?.notes ?? [];
      if (note) expect(notes).toContainEqual(expect.objectContaining(note));
      // biome-ignore lint/suspicious/noControlCharactersInRegex: none may be published.
      expect(after?.ntriples).not.toMatch(/[\u0000-\u0009\u007f\u202a-\u202e\u2066-\u2069]/);
    },
    300_000,
  );
});
