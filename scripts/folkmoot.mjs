// `npm run -s folkmoot -- COMMAND`: the operator's commands, run where the operator stands.
import { join } from 'node:path';
import { become, buildServer, environment, install, node, root } from './prepare.mjs';

await install();
await buildServer();
become(node, ['--enable-source-maps', join(root, 'dist/apps/cli/src/main.js'), ...process.argv.slice(2)], {
  cwd: process.env.INIT_CWD ?? root,
  env: { LOG_LEVEL: 'warn', ...environment, DATA_DIR: process.env.DATA_DIR ?? join(root, 'data') },
});
