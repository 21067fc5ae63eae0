import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The project's folder, from its sources and from what was built of them. */
const PROJECT = resolve(
  import.meta.dirname,
  import.meta.dirname.includes(join('dist', 'libs')) ? '../../../../..' : '../../../..',
);
const { name, version } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as {
  name: string;
  version: string;
};

/** What the manifest says made it. */
export const SOFTWARE = `${name} ${version}`;

/** The verifier as one page; there once the project is built. */
export const VERIFIER_PAGE = join(PROJECT, 'dist/verifier.html');
