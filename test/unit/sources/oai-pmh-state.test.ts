import { describe, expect, it } from 'vitest';
import type { RememberedPage } from '../../../src/harvest/ports.ts';
import type { Source } from '../../../src/model/source.ts';
import { planWalk, type Repository } from '../../../src/sources/oai-pmh/state.ts';

const day = 86_400_000;
const now = Date.UTC(2026, 8, 20, 3, 0, 0);
const repository: Repository = {
  now,
  granularity: 'second',
  knowsDeletions: true,
  earliest: Date.UTC(2026, 0, 1),
};
// Only the address of a source matters to the plan.
const source = { url: 'https://oai.example.org/oai' } as Source;

async function fromOf(
  rest: RememberedPage['rest'] | null,
  about: Partial<Repository> = {},
  isFresh = false,
): Promise<string | null> {
  const page = { key: '', etag: null, lastModified: null, bodyHash: '', remoteKeys: [], isFresh };
  const memory = { recall: async () => (rest === null ? null : { ...page, rest }) };
  return (await planWalk({ source, memory }, { ...repository, ...about }, 7)).from;
}

const yesterday = { until: now - day, whole: now - 3 * day };

describe('the plan of an OAI-PMH walk', () => {
  it('asks for everything when nothing is remembered, or what is remembered makes no sense', async () => {
    expect(await fromOf(null)).toBeNull();
    expect(await fromOf({ until: 'x' })).toBeNull();
    expect(await fromOf({ until: now + 1, whole: now })).toBeNull();
  });

  it('asks for changes with a day of overlap, at the granularity of the repository', async () => {
    expect(await fromOf(yesterday)).toBe('2026-09-18T03:00:00Z');
    expect(await fromOf(yesterday, { granularity: 'day' })).toBe('2026-09-18');
  });

  it('never asks from before the first datestamp', async () => {
    expect(await fromOf(yesterday, { earliest: now - day })).toBe('2026-09-19T03:00:00Z');
  });

  it('asks for everything when the last whole walk is a week old, or deletions are not told', async () => {
    expect(await fromOf({ ...yesterday, whole: now - 7 * day })).toBeNull();
    expect(await fromOf(yesterday, { knowsDeletions: false })).toBeNull();
  });

  it('goes back behind a run that was cut off, whose deletions may not have been applied', async () => {
    const cutOff = { until: now, whole: now - 3 * day, before: yesterday };
    expect(await fromOf(cutOff, {}, true)).toBe('2026-09-18T03:00:00Z');
    expect(await fromOf({ ...cutOff, before: null }, {}, true)).toBeNull();
  });
});
