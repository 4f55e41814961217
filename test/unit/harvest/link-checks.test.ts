import { describe, expect, it } from 'vitest';
import { checkLinks } from '../../../src/harvest/link-checks.ts';
import type { LinkAnswer } from '../../../src/model/link.ts';

const { signal } = new AbortController();
const pace = { days: 7, roundMinutes: 5 };

describe('a round of link checks', () => {
  it('takes so many links that all have their turn within the days given', async () => {
    const taken: [number, number][] = [];
    const links = {
      collect: async () => undefined,
      take: async (share: number, most: number) => {
        taken.push([share, most]);
        return [];
      },
      save: async () => undefined,
    };
    const check = () => Promise.reject(new Error('nothing is due'));
    expect(await checkLinks({ links, check }, pace, signal)).toBe(0);
    const [[share, most] = [0, 0]] = taken;
    const rounds = (7 * 24 * 60) / 5;
    expect(share * rounds).toBeCloseTo(1.2);
    expect(most).toBe(120);
  });

  it('asks a host one thing at a time, and keeps every answer as it comes', async () => {
    const urls = ['a', 'b', 'c'].flatMap((host) =>
      [1, 2, 3].map((page) => `https://${host}.example.org/${page}`),
    );
    const saved: string[] = [];
    const under = new Map<string, number>();
    let together = 0;
    const links = {
      collect: async () => undefined,
      take: async () => urls,
      save: async (answers: readonly LinkAnswer[]) =>
        void saved.push(...answers.map(({ url }) => url)),
    };
    const check = async (url: string): Promise<LinkAnswer> => {
      const { host } = new URL(url);
      expect(under.get(host) ?? 0).toBe(0);
      under.set(host, 1);
      together = Math.max(
        together,
        [...under.values()].reduce((sum, each) => sum + each, 0),
      );
      await new Promise((resolve) => setImmediate(resolve));
      under.set(host, 0);
      return { url, isReachable: true, status: 200, problem: null };
    };
    expect(await checkLinks({ links, check }, pace, signal)).toBe(9);
    expect(saved.sort()).toEqual(urls);
    expect(together).toBe(3);
  });
});
