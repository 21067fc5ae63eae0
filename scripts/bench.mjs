// `npm run bench -- NAME [--json]`: measures the built program; which benches there are is told when the name is unknown.
import { join } from 'node:path';
import { findChromium } from './chromium.mjs';
import { become, buildServer, environment, install, node, prepare, root, serverFlags } from './prepare.mjs';

const args = process.argv.slice(2);
// Benches that show pages need them built.
const pages = args.includes('pages') || args.includes('start');
if (pages) await prepare();
else {
  await install();
  await buildServer();
}
// What a bench starts runs as the server does.
become(node, [...serverFlags, join(root, 'dist/apps/cli/src/bench/main.js'), ...args], {
  env: pages ? { ...environment, CHROMIUM_PATH: await findChromium() } : environment,
});
