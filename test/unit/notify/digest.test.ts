import { describe, expect, it } from 'vitest';
import type { Notice } from '../../../src/model/notice.ts';
import { aProblem } from '../../../src/model/problem.ts';
import { writeDigest } from '../../../src/notify/digest.ts';

const baseUrl = 'https://catalogue.example.org';
const timeZone = 'Europe/Paris';
const sources = new Map([
  ['bndmr', { id: 'bndmr', title: { fr: 'BNDMR' }, timeZone }],
  ['hdh', { id: 'hdh', title: { fr: 'Plateforme\r\nBcc: x@example.org', en: 'HDH' }, timeZone }],
]);
const notice = (more: Partial<Notice>): Notice => ({
  id: 1,
  key: 'k',
  kind: 'harvest-failed',
  sourceId: 'bndmr',
  at: new Date('2026-03-02T03:00:00Z'),
  problem: null,
  figures: {},
  ...more,
});

describe('a digest', () => {
  it('puts all that is to tell of several sources into one message, in the reader’s language', () => {
    const { subject, text } = writeDigest(
      [
        notice({ problem: aProblem('FETCH_TIMEOUT', 'The server did not answer.') }),
        notice({ sourceId: 'hdh', kind: 'deletions-held', figures: { count: 12 } }),
      ],
      sources,
      { language: 'fr', baseUrl },
    );
    expect(subject).toBe('Glaneur : 2 sources demandent votre attention');
    expect(text).toContain('La moisson échoue depuis le 2 mars 2026 à 04:00.');
    expect(text).toContain('FETCH_TIMEOUT: The server did not answer.');
    expect(text).toContain('12 suppressions sont retenues');
    expect(text).toContain(`${baseUrl}/fr/sources/bndmr`);
  });

  it('says in its subject that nothing is left to do', () => {
    const only = [notice({ kind: 'harvest-recovered' })];
    const digest = writeDigest(only, sources, { language: 'en', baseUrl });
    expect(digest.subject).toBe('Glaneur: BNDMR has recovered');
  });

  it('keeps text from elsewhere on one line and short', () => {
    const problem = aProblem(
      'FETCH_STATUS',
      `It\u202Eanswered\r\nSubject: you won\n${'x'.repeat(9000)}`,
    );
    const { subject, text } = writeDigest([notice({ sourceId: 'hdh', problem })], sources, {
      language: 'fr',
      baseUrl,
    });
    expect(subject).toBe('Glaneur : Plateforme Bcc: x@example.org demande votre attention');
    expect(text).toMatch(/It answered Subject: you won x{400,}…$/m);
    expect(text).not.toContain('\u202E');
    expect(text.length).toBeLessThan(1500);
  });
});
