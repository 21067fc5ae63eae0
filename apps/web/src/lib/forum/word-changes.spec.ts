import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Change, wordChanges } from './word-changes.ts';

const text = fc
  .array(fc.constantFrom('gate', 'roof', 'the', 'and', '\n', ' '), { maxLength: 30 })
  .map((words) => words.join(' '));
const only = (changes: Change[], kinds: Change['kind'][]) =>
  changes
    .filter(({ kind }) => kinds.includes(kind))
    .map((change) => change.text)
    .join('');

it('holds both texts whole', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const changes = wordChanges(before, after);
      expect(only(changes, ['same', 'removed'])).toBe(before);
      expect(only(changes, ['same', 'added'])).toBe(after);
    }),
  );
});

it('marks only the words that changed', () => {
  expect(wordChanges('The gate squeaks badly.', 'The gate squeaks twice, badly.')).toEqual([
    { kind: 'same', text: 'The gate squeaks ' },
    { kind: 'added', text: 'twice, ' },
    { kind: 'same', text: 'badly.' },
  ]);
});

it('shows texts that are too long to compare as replaced', () => {
  const long = 'word '.repeat(3000);
  expect(wordChanges(long, `${long}end`).map(({ kind }) => kind)).toEqual(['removed', 'added']);
});
