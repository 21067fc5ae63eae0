// `npm test`: unit, integration and browser tests from a fresh clone; ends with "N passed, N failed".
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from './chromium.mjs';
import { environment, prepare, root, run } from './prepare.mjs';

await prepare();
const chromium = await findChromium();
const reports = mkdtempSync(join(tmpdir(), 'folkmoot-reports-'));
const bin = join(root, 'node_modules/.bin');

const specReport = join(reports, 'specs.json');
const specCode = await run(join(bin, 'vitest'), [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${specReport}`,
]);

const browserReport = join(reports, 'browser.json');
const browserCode = await run(
  join(bin, 'playwright'),
  ['test', '--config=e2e/playwright.config.ts', '--reporter=list,json'],
  {
    env: { ...environment, CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: browserReport },
  },
);

const specs = read(specReport, (report) => ({
  passed: report.numPassedTests,
  failed:
    report.numFailedTests +
    report.testResults.filter(
      ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
    ).length,
  skipped: report.numPendingTests + report.numTodoTests,
}));
const browser = read(browserReport, ({ stats }) => ({
  passed: stats.expected + stats.flaky,
  failed: stats.unexpected,
  skipped: stats.skipped,
}));

// A runner that ended badly without a failed test (a crash, a failed set-up) counts as one failure.
if (specCode !== 0 && specs.failed === 0) specs.failed = 1;
if (browserCode !== 0 && browser.failed === 0) browser.failed = 1;

const sum = (key) => specs[key] + browser[key];
console.log(`specs: ${specs.passed} passed, ${specs.failed} failed, ${specs.skipped} skipped`);
console.log(`browser: ${browser.passed} passed, ${browser.failed} failed, ${browser.skipped} skipped`);
console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
process.exit(sum('failed') === 0 && sum('passed') > 0 ? 0 : 1);

function read(path, counts) {
  try {
    return counts(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
