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

// Whoever changes the code sees every failure at once; a machine that decides over a landing asks a second time, and says so.
const retries = process.env['CI'] ? 1 : 0;

const specReport = join(reports, 'specs.json');
const specCode = await run(join(bin, 'vitest'), [
  'run',
  `--retry=${retries}`,
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${specReport}`,
]);

const browserReport = join(reports, 'browser.json');
const browserCode = await run(
  join(bin, 'playwright'),
  ['test', '--config=e2e/playwright.config.ts', `--retries=${retries}`, '--reporter=list,json'],
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
  unsteady: report.testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status, failureMessages }) => status === 'passed' && failureMessages.length > 0)
    .map(({ fullName }) => fullName),
}));
const browser = read(browserReport, ({ stats, suites }) => ({
  passed: stats.expected + stats.flaky,
  failed: stats.unexpected,
  skipped: stats.skipped,
  unsteady: suites
    .flatMap(testsOf)
    .filter(({ tests }) => tests.some(({ status }) => status === 'flaky'))
    .map(({ title }) => title),
}));

// A runner that ended badly without a failed test (a crash, a failed set-up) counts as one failure.
if (specCode !== 0 && specs.failed === 0) specs.failed = 1;
if (browserCode !== 0 && browser.failed === 0) browser.failed = 1;

for (const name of [...specs.unsteady, ...browser.unsteady])
  console.log(`passed at the second try only: ${name}`);
const sum = (key) => specs[key] + browser[key];
console.log(`specs: ${specs.passed} passed, ${specs.failed} failed, ${specs.skipped} skipped`);
console.log(`browser: ${browser.passed} passed, ${browser.failed} failed, ${browser.skipped} skipped`);
console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
process.exit(sum('failed') === 0 && sum('passed') > 0 ? 0 : 1);

function read(path, counts) {
  try {
    return counts(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return { passed: 0, failed: 1, skipped: 0, unsteady: [] };
  }
}

/** The tests of a suite of files, describes and tests. */
function testsOf({ specs: own = [], suites = [] }) {
  return [...own, ...suites.flatMap(testsOf)];
}
