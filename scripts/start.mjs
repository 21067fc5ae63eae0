// `npm start`: a living community from a fresh clone.
import { join } from 'node:path';
import { become, environment, node, prepare, root, serverFlags } from './prepare.mjs';

await prepare();
become(node, [...serverFlags, join(root, 'dist/apps/server/src/main.js')], {
  env: { LOG_LEVEL: 'warn', NODE_ENV: 'production', ...environment },
});
