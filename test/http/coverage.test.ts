import { describe, expect, it } from 'vitest';
import type { CoverageReader, CoveredDeclaration } from '../../src/model/coverage.ts';
import { coverageReader } from '../support/quality.ts';
import { sampleCatalogue } from '../support/sample-catalogue.ts';
import { startApp } from './support.ts';

const item: CoveredDeclaration = {
  list: 'cnil',
  name: '<script>alert(1)</script>\u202eX',
  acronym: 'EDS',
  holder: 'CHU',
  holderIds: [],
  region: 'FR1',
  type: 'EDS',
  declaredOn: '2024-02-01',
  reference: 'javascript:alert(1)',
  ids: ['d001'],
  ground: 'reference',
};

const parts: Partial<CoverageReader> = {
  lists: async () => [
    { id: 'cnil', importedAt: new Date('2026-01-02T00:00:00Z'), declared: 120, described: 30 },
  ],
  byRegion: async () => [
    { key: 'FR1', declared: 100, described: 20 },
    { key: null, declared: 20, described: 10 },
  ],
  byType: async () => [{ key: null, declared: 120, described: 30 }],
  declarations: async ({ isDescribed }) => ({ items: isDescribed ? [item] : [], total: 90 }),
  undeclared: async () => ({ items: [{ id: 'd002', title: '', holder: null }], total: 12 }),
};

describe('the page on coverage', () => {
  it('says so when no list was imported', async () => {
    const app = await startApp(sampleCatalogue(0));
    const reply = await app.inject('/en/coverage');
    expect(reply.statusCode).toBe(200);
    expect(reply.body).toContain('No list of declared databases was imported yet');
  });

  it('shows declared against described, per list and region, and what is missing', async () => {
    const app = await startApp(sampleCatalogue(1), { coverage: coverageReader(parts) });
    const { body } = await app.inject('/en/coverage');
    expect(body).toContain('<td>120</td><td>30</td><td>90</td><td>25 %</td>');
    expect(body).toContain('<bdi>Île-de-France</bdi>');
    expect(body).toContain('aria-label="By region: Île-de-France 20 / 100, not stated 10 / 20"');
    expect(body).not.toContain('By type');
    expect(body).toContain('Declared and not described (90)');
    expect(body).toContain('href="/en/datasets/d001"');
    expect(body).toContain('(number)');
    expect(body).toContain('1 shown out of 12');
    expect(body).toContain('href="/en/coverage?page=2"');
    expect(body).not.toMatch(/<script|href="javascript|\u202e/);
  });

  it('speaks the reader’s language and pages', async () => {
    const app = await startApp(sampleCatalogue(1), { coverage: coverageReader(parts) });
    const french = await app.inject({
      url: '/coverage?page=2',
      headers: { 'accept-language': 'fr' },
    });
    expect(french.body).toContain('Déclarées et non décrites');
    expect(french.body).toContain('href="/en/coverage?page=2"');
    expect((await app.inject('/coverage?page=0')).statusCode).toBe(400);
  });
});
