import { expect, it } from 'vitest';
import { readCanned, writeCanned } from './canned.ts';

it('reads ready-made replies as they were written', () => {
  const replies = [
    { title: 'Not a member', text: 'Write to the board: board@example.org.' },
    { title: 'Welcome', text: 'Come in' },
  ];
  expect(readCanned(writeCanned(replies))).toEqual(replies);
  expect(readCanned('\n  \nSorry, full\n')).toEqual([{ title: 'Sorry, full', text: 'Sorry, full' }]);
});
