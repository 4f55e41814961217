import { describe, expect, it } from 'vitest';
import { parseRange } from '../../src/web/public/dumps.ts';
import { matchesTag, negotiateLanguage, negotiateType } from '../../src/web/public/negotiate.ts';

const offers = ['text/html', 'text/turtle', 'application/ld+json'];

describe('content negotiation', () => {
  it.each([
    [undefined, 'text/html'],
    ['', 'text/html'],
    ['*/*', 'text/html'],
    ['text/turtle', 'text/turtle'],
    ['TEXT/TURTLE', 'text/turtle'],
    ['text/turtle;q=0.5, application/ld+json', 'application/ld+json'],
    ['text/*;q=0.9, text/html;q=0.1', 'text/turtle'],
    ['*/*, text/html;q=0', 'text/turtle'],
    ['text/turtle;q=0', null],
    ['application/ld+json;profile="x";q=0.9, text/html;q=0.8', 'application/ld+json'],
    ['text/turtle;q=nonsense, application/*;q=0.2', 'application/ld+json'],
    ['image/png', null],
    [';;,,=', null],
  ])('chooses for Accept %s: %s', (accept, expected) => {
    expect(negotiateType(accept, offers)).toBe(expected);
  });

  it('reads no more of a hostile header than it needs', () => {
    const header = `${'a/b;q=0.1,'.repeat(100_000)}text/turtle`;
    expect(negotiateType(header, offers)).toBeNull();
  });

  it.each([
    [undefined, 'fr'],
    ['en', 'en'],
    ['en-GB;q=0.5, fr-CA;q=0.7', 'fr'],
    ['de, en;q=0.1', 'en'],
    ['de', 'fr'],
  ])('chooses for Accept-Language %s: %s', (header, expected) => {
    expect(negotiateLanguage(header, ['fr', 'en'])).toBe(expected);
  });

  it('compares entity tags weakly', () => {
    expect(matchesTag('"a", W/"5-ttl"', '"5-ttl"')).toBe(true);
    expect(matchesTag('*', '"5-ttl"')).toBe(true);
    expect(matchesTag('"6-ttl"', '"5-ttl"')).toBe(false);
    expect(matchesTag(undefined, '"5-ttl"')).toBe(false);
  });

  it.each([
    ['bytes=0-9', { start: 0, end: 9 }],
    ['bytes=90-', { start: 90, end: 99 }],
    ['bytes=-10', { start: 90, end: 99 }],
    ['bytes=0-1000', { start: 0, end: 99 }],
    ['bytes=100-', null],
    ['bytes=5-2', null],
    ['bytes=-', undefined],
    ['bytes=0-1,5-6', undefined],
    ['lines=1-2', undefined],
    [undefined, undefined],
  ])('reads the range %s of 100 bytes', (header, expected) => {
    expect(parseRange(header, 100)).toEqual(expected);
  });
});
