import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const MESSAGES = join(import.meta.dirname, '../../messages');

function keysOf(language: string): string[] {
  return readdirSync(join(MESSAGES, language)).flatMap((file) =>
    Object.keys(JSON.parse(readFileSync(join(MESSAGES, language, file), 'utf8')) as object).filter(
      (key) => key !== '$schema',
    ),
  );
}

describe('the words of the pages', () => {
  it('have one meaning each: no name is given twice', () => {
    const keys = keysOf('en');
    expect(keys.length).toBeGreaterThan(100);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });

  it('are there in both languages', () => {
    expect(keysOf('sv').toSorted()).toEqual(keysOf('en').toSorted());
  });
});
