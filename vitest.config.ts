import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    include: [
      'libs/**/*.spec.ts',
      'apps/server/**/*.spec.ts',
      'apps/cli/**/*.spec.ts',
      'apps/web/src/**/*.spec.ts',
      'docker/**/*.spec.ts',
      'e2e/two-servers.e2e.ts',
      'e2e/three-servers.e2e.ts',
    ],
    globalSetup: ['libs/platform/src/testing/start-postgres.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Two workers: the machines this runs on have two cores, and each worker holds databases of its own.
    maxWorkers: 2,
    pool: 'forks',
  },
});
