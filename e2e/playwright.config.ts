import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

const chromium = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium'].find((path) => path && existsSync(path));

export default defineConfig({
  testDir: '.',
  testMatch: '*.e2e.ts',
  // Two servers talk to each other without a browser: vitest runs that one.
  testIgnore: ['two-servers.e2e.ts', 'three-servers.e2e.ts'],
  globalSetup: './postgres.ts',
  outputDir: '../test-results',
  // Each worker runs whole servers; the machines this runs on have two cores.
  workers: 1,
  timeout: 240_000,
  expect: { timeout: 15_000 },
  use: {
    locale: 'en-GB',
    screenshot: 'only-on-failure',
    // Where requests are watched or held up, nothing may answer them from a cache. The offline journey allows it.
    serviceWorkers: 'block',
    launchOptions: {
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
      ...(chromium ? { executablePath: chromium } : {}),
    },
  },
});
