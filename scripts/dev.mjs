// `npm run dev`: the server and the pages, rebuilt as their files change.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { environment, prepare, root } from './prepare.mjs';

await prepare();
const env = { ...environment, LOG_LEVEL: process.env.LOG_LEVEL ?? 'debug' };
const children = [
  spawn('nest', ['start', 'server', '--watch', '--entryFile', 'main'], { cwd: root, env, stdio: 'inherit' }),
  spawn('vite', ['dev', '--port', '5173'], { cwd: join(root, 'apps/web'), env, stdio: 'inherit' }),
];
for (const child of children) {
  child.once('close', () => {
    for (const other of children) other.kill('SIGTERM');
  });
}
