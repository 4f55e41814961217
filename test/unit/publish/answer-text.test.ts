import { describe, expect, it } from 'vitest';
import { readReason } from '../../../src/publish/outbox/answer-text.ts';

const reason = (answer: string) => readReason(Buffer.from(answer));

describe('what a target says', () => {
  it.each([
    ['a problem document', '{"title":"Wrong","detail":"No licence"}', 'No licence'],
    ['another JSON answer', '{"statusCode":400,"message":"Bad\\ndataset"}', 'Bad dataset'],
    ['text', ' Not\tnow\u001b[31m ', 'Not now [31m'],
    ['a page', '<!doctype html><script>alert(1)</script>', ''],
    ['nothing', '', ''],
    ['JSON of another kind', '[1]', '[1]'],
    [
      'a report',
      '{"detail":"Kept back","report":{"results":[{"message":"a"},{"message":{"fr":"b"}},7]}}',
      'Kept back · a · b',
    ],
  ])('is read from %s', (_name, answer, expected) => {
    expect(reason(answer)).toBe(expected);
  });

  it('is cut where it goes on and on', () => {
    expect(reason('x'.repeat(5_000_000)).length).toBeLessThan(600);
  });
});
