// Writes the verifier of election records as one page that needs nothing else: dist/verifier.html.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '..');
const page = join(root, 'libs/record/page');
const [{ output }] = await build({
  root: page,
  configFile: false,
  logLevel: 'warn',
  resolve: { alias: { '@app/tally': join(root, 'libs/tally/src/index.ts') } },
  build: { write: false, lib: { entry: join(page, 'main.js'), formats: ['es'] }, minify: true },
});
// What looks like the end of the script in its text must not end it.
const script = output[0].code.replaceAll('</script', '<\\/script');
const template = readFileSync(join(page, 'template.html'), 'utf8');
mkdirSync(join(root, 'dist'), { recursive: true });
writeFileSync(
  join(root, 'dist/verifier.html'),
  template.replace('/* SCRIPT */', () => script),
);
