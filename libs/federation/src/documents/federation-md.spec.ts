import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../../../..');
const TEXT = readFileSync(join(ROOT, 'FEDERATION.md'), 'utf8');

/** The rows of the tables that end in a column of tests. */
const ROWS = TEXT.split(/^## /m)
  .filter((section) => /\|\s*(?:test|the test here)\s*\|\n/.test(section))
  .flatMap((section) =>
    section.split('\n').filter((line) => /^\|(?! ?(?:-|Feature|complaint|attempt|case))/.test(line)),
  );

/** A file and what is said of it: its titles between “ ”, until the next file is named. */
const NAMED = ROWS.flatMap((row) =>
  [...row.matchAll(/`([\w.-]+\.(?:spec|e2e)\.ts)`([^`]*)/g)].map(([, file = '', after = '']) => ({
    row,
    file,
    titles: [...after.matchAll(/“([^”]+)”/g)].map(([, title = '']) => title),
  })),
);

const FILES = new Map(
  globSync(['libs/*/src/**/*.spec.ts', 'apps/*/{src,test}/**/*.spec.ts', 'e2e/*.e2e.ts'], { cwd: ROOT }).map(
    (path) => [basename(path), readFileSync(join(ROOT, path), 'utf8')],
  ),
);

describe('FEDERATION.md', () => {
  it('names a test in every row, or says that it comes later', () => {
    expect(ROWS.length).toBeGreaterThan(60);
    const unproven = ROWS.filter((row) => !/\.(?:spec|e2e)\.ts`|\blater\b/.test(row));
    expect(unproven).toEqual([]);
  });

  it('names only tests that there are', () => {
    const missing = NAMED.flatMap(({ file, titles }) => {
      const source = FILES.get(file);
      if (source === undefined) return [file];
      return titles.filter((title) => !source.includes(title)).map((title) => `${file}: ${title}`);
    });
    expect(missing).toEqual([]);
  });
});
