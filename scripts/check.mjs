// `npm run check`: form, lint, walls, types, unused code. Every check runs, then one line says what failed.
import { join } from 'node:path';
import { prepare, root, run } from './prepare.mjs';

// The build writes what the pages' checks read: compiled messages and route types.
await prepare();
const web = join(root, 'apps/web');
/** @type {[name: string, command: string, args: string[], cwd: string][]} */
const checks = [
  ['format', 'prettier', ['--check', '--log-level=warn', '.'], root],
  ['lint', 'oxlint', ['--type-aware', '--deny-warnings', 'apps', 'libs', 'e2e', 'scripts'], root],
  ['walls', 'depcruise', ['--config', '.dependency-cruiser.mjs', 'apps', 'libs'], root],
  ['types', 'tsc', ['-p', 'tsconfig.json'], root],
  ['pages', 'svelte-check', ['--fail-on-warnings', '--output', 'human'], web],
  ['unused', 'knip', ['--no-progress'], root],
];
const failed = [];
for (const [name, command, args, cwd] of checks) {
  const begun = Date.now();
  const code = await run(join(root, 'node_modules/.bin', command), args, { cwd, quiet: true });
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
  if (code !== 0) failed.push(name);
}
if (failed.length > 0) {
  console.log(`Failed: ${failed.join(', ')}`);
  process.exit(1);
}
