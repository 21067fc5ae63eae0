import { describe, expect, it } from 'vitest';
import { readNumbers, readTopicId } from './post-numbers.ts';

describe('post numbers', () => {
  it.each([
    ['3', [3]],
    ['12-15, 20', [12, 13, 14, 15, 20]],
    ['#4 #6–7; 6', [4, 6, 7]],
    ['', []],
  ])('reads %j as %j', (text, numbers) => expect(readNumbers(text)).toEqual(numbers));
  it.each(['x', '0', '7-3', '1-5000', '3.5'])('does not read %j', (text) =>
    expect(readNumbers(text)).toBeNull(),
  );
});

describe('a topic', () => {
  it.each([
    ['12', '12'],
    [' https://forum.example/t/345/the-key/12#post-12 ', '345'],
    ['/t/9', '9'],
    ['the key', null],
    ['/t/9x', null],
  ])('meant by %j is %j', (text, id) => expect(readTopicId(text)).toBe(id));
});
