import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where the reference elections lie: beside the repository, or where FOLKMOOT_REFERENCE says. */
export const REFERENCE =
  process.env['FOLKMOOT_REFERENCE'] ??
  fileURLToPath(new URL('../../../../../shared/reference', import.meta.url));

/** Empty when the reference elections are there; otherwise the reason for a skipped test, for its title. */
export const missing = (set: string): string =>
  existsSync(`${REFERENCE}/${set}/index.json`) ? '' : ` (skipped: no ${REFERENCE}/${set})`;

export function referenceJson<T>(path: string): T {
  return JSON.parse(readFileSync(`${REFERENCE}/${path}`, 'utf8')) as T;
}

export function referenceBytes(path: string): Uint8Array {
  return readFileSync(`${REFERENCE}/${path}`);
}
