import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where the recorded messages lie: beside the repository, or where FOLKMOOT_REFERENCE says. */
const REFERENCE = join(
  process.env['FOLKMOOT_REFERENCE'] ?? resolve(import.meta.dirname, '../../../../../shared/reference'),
  'activitypub',
);

/** Empty when the recorded messages are there; otherwise the reason for a skipped test, for its title. */
export const missingReference = existsSync(REFERENCE) ? '' : ` (skipped: no ${REFERENCE})`;

export function referenceText(path: string): string {
  return readFileSync(join(REFERENCE, path), 'utf8');
}

export function referenceJson(path: string): unknown {
  return JSON.parse(referenceText(path));
}

/** The paths of all recorded messages of a folder, signed headers left out. */
export function referenceFiles(folder: string): string[] {
  if (missingReference !== '') return [];
  return readdirSync(join(REFERENCE, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json') && !name.endsWith('.headers.json'))
    .map((name) => join(folder, name))
    .toSorted();
}
