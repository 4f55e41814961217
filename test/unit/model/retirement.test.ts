import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideRetirement } from '../../../src/model/retirement.ts';

const policy = { graceDays: 7, maxShare: 0.2, floor: 5 };
const now = new Date('2026-06-15T00:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const missing = (count: number, days: number) =>
  Array.from({ length: count }, (_, index) => ({
    recordId: `r${index}`,
    missingSince: daysAgo(days),
    explicit: false,
  }));

describe('deletion by absence', () => {
  it('waits until the grace period has passed', () => {
    expect(decideRetirement(missing(1, 6.9), 100, policy, now)).toEqual({
      remove: [],
      wait: ['r0'],
      hold: [],
    });
    expect(decideRetirement(missing(1, 7), 100, policy, now).remove).toEqual(['r0']);
  });

  it('waits for a record that is missing for the first time', () => {
    const first = [{ recordId: 'r', missingSince: null, explicit: false }];
    expect(decideRetirement(first, 100, policy, now).wait).toEqual(['r']);
  });

  it('does not wait after an explicit signal', () => {
    const gone = [{ recordId: 'r', missingSince: null, explicit: true }];
    expect(decideRetirement(gone, 100, policy, now).remove).toEqual(['r']);
  });

  it('holds everything due when it is more than the breaker allows', () => {
    expect(decideRetirement(missing(5, 8), 10, policy, now).remove).toHaveLength(5);
    expect(decideRetirement(missing(6, 8), 10, policy, now).hold).toHaveLength(6);
    expect(decideRetirement(missing(20, 8), 100, policy, now).remove).toHaveLength(20);
    expect(decideRetirement(missing(21, 8), 100, policy, now).hold).toHaveLength(21);
  });

  it('never removes more than the breaker allows, and forgets no candidate', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ explicit: fc.boolean(), days: fc.option(fc.integer({ min: 0, max: 20 })) }),
        ),
        fc.integer({ min: 0, max: 200 }),
        (facts, total) => {
          const candidates = facts.map(({ explicit, days }, index) => ({
            recordId: `r${index}`,
            explicit,
            missingSince: days === null ? null : daysAgo(days),
          }));
          const { remove, wait, hold } = decideRetirement(candidates, total, policy, now);
          expect(remove.length).toBeLessThanOrEqual(Math.max(5, Math.floor(total * 0.2)));
          expect([...remove, ...wait, ...hold].sort()).toEqual(
            candidates.map(({ recordId }) => recordId).sort(),
          );
        },
      ),
    );
  });
});
