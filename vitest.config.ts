import { defineConfig } from 'vitest/config';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    projects: [
      // Loading modules anew for each file takes longer than what these files test.
      {
        extends: true,
        test: { name: 'unit', include: ['test/unit/**/*.test.{ts,tsx}'], isolate: false },
      },
      {
        extends: true,
        test: {
          name: 'whole',
          globalSetup: 'test/support/prepared-database.ts',
          include: ['test/{integration,http,conformance,architecture}/**/*.test.{ts,tsx}'],
        },
      },
    ],
  },
});
