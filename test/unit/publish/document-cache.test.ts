import { describe, expect, it } from 'vitest';
import { createDocumentCache, type KeptAnswer } from '../../../src/publish/document-cache.ts';
import { baseUrl, sampleCatalogue, sampleDataset } from '../../support/sample-catalogue.ts';

const answer = (size: number): KeptAnswer => ({
  etag: '"1"',
  modified: undefined,
  headers: ['etag', '"1"'],
  body: Buffer.alloc(size),
  tail: Buffer.alloc(size),
});

async function open(maxBytes: number) {
  const reader = sampleCatalogue(3);
  const cache = createDocumentCache({ reader, baseUrl, maxBytes, watch: reader.watch });
  await cache.catchUp();
  const keep = (path: string, size: number, variant = 'ttl') =>
    cache.begin()(path, variant, answer(size));
  return { reader, cache, keep };
}

describe('the document cache', () => {
  it('never holds more bytes than it may, and gives up what was not asked for longest', async () => {
    const { cache, keep } = await open(10_000);
    for (const path of ['/a', '/b', '/c']) keep(path, 2500);
    expect(cache.find('/a', 'ttl')).toBeDefined();
    keep('/d', 2500);
    const held = ['/a', '/b', '/c', '/d'].filter((path) => cache.find(path, 'ttl'));
    expect(held).toEqual(['/a', '/c', '/d']);
    keep('/e', 20_000);
    expect(cache.find('/e', 'ttl')).toBeUndefined();
  });

  it('holds nothing when it may hold nothing', async () => {
    const { cache, keep } = await open(0);
    keep('/a', 1);
    expect(cache.find('/a', 'ttl')).toBeUndefined();
  });

  it('counts every variant of a document, and drops them together when it changes', async () => {
    const { reader, cache, keep } = await open(10_000);
    keep('/datasets/d001', 4000, 'ttl');
    keep('/datasets/d001', 4000, 'nt');
    keep('/datasets/d002', 400);
    reader.put(sampleDataset('d001'));
    expect(cache.isCurrent).toBe(false);
    await cache.catchUp();
    expect(cache.find('/datasets/d001', 'ttl')).toBeUndefined();
    expect(cache.find('/datasets/d001', 'nt')).toBeUndefined();
    expect(cache.find('/datasets/d002', 'ttl')).toBeDefined();
    // The room is free again.
    keep('/a', 8000);
    expect(cache.find('/datasets/d002', 'ttl')).toBeDefined();
  });

  it('does not rely on notifications: after half a second it asks', async () => {
    const reader = sampleCatalogue(1);
    let time = 0;
    const watch = async () => async () => {};
    const cache = createDocumentCache({ reader, baseUrl, watch, now: () => time });
    while (!cache.isCurrent) await cache.catchUp();
    cache.begin()('/datasets/d001', 'ttl', answer(1));
    reader.put(sampleDataset('d001'));
    time = 499;
    expect(cache.isCurrent).toBe(true);
    time = 500;
    expect(cache.isCurrent).toBe(false);
    await cache.catchUp();
    expect(cache.isCurrent).toBe(true);
    expect(cache.find('/datasets/d001', 'ttl')).toBeUndefined();
  });

  it('forgets everything after more changes than it reads', async () => {
    const { reader, cache, keep } = await open(10_000);
    keep('/datasets/d002', 400);
    for (let change = 0; change < 1000; change += 1) reader.put(sampleDataset('d001'));
    await cache.catchUp();
    expect(cache.find('/datasets/d002', 'ttl')).toBeUndefined();
    keep('/datasets/d002', 400);
    expect(cache.find('/datasets/d002', 'ttl')).toBeDefined();
  });
});
