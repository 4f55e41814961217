import { defineConfig } from 'vitest/config';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['test/e2e/**/*.test.ts'],
    globalSetup: 'test/support/prepared-database.ts',
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
});
