import { describe, expect, it } from 'vitest';
import { renderedChanges } from './rendered-changes.ts';

describe('what changed in a text as it looked', () => {
  it.each([
    [
      'a word',
      '<p>The old boiler</p>',
      '<p>The new boiler</p>',
      '<p>The <del>old</del><ins>new</ins> boiler</p>',
    ],
    ['a paragraph that came', '<p>a</p>', '<p>a</p>\n<p>b</p>', '<p>a</p>\n<p><ins>b</ins></p>'],
    ['a paragraph that went', '<p>a</p>\n<p>b</p>', '<p>a</p>', '<p>a</p><del>b</del>'],
    ['emphasis alone', '<p>a</p>', '<p><em>a</em></p>', '<p><em>a</em></p>'],
    ['nothing', '<p>a</p>', '<p>a</p>', '<p>a</p>'],
  ])('%s', (_, before, after, shown) => expect(renderedChanges(before, after)).toBe(shown));
});
