import { expect, it } from 'vitest';
import { digitsOf, writtenCode } from './code.rules.ts';

it('reads a code as people type and paste it', () => {
  for (const typed of ['012345', '012 345', ' 012-345\n', '0 1 2 3 4 5'])
    expect(digitsOf(typed)).toBe('012345');
  for (const typed of ['', '12345', '1234567', '12345a', '١٢٣٤٥٦']) expect(digitsOf(typed)).toBeNull();
});

it('writes it so that it reads back', () => {
  expect(writtenCode('012345')).toBe('012 345');
});
