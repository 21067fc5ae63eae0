// `npm run bench -- NAME [--json]`: measures the built program; which benches there are is told when the name is unknown.
import { join } from 'node:path';
import { become, buildServer, install, node, root } from './prepare.mjs';

await install();
await buildServer();
become(node, [join(root, 'dist/apps/cli/src/bench/main.js'), ...process.argv.slice(2)]);
