import { expect, it } from 'vitest';
import { readMemberList } from './member-list.rules.ts';

it('reads what spreadsheets write: headings, quotes, semicolons, first and last names, any order', () => {
  const csv =
    '\uFEFFFörnamn;Efternamn;E-post\r\nÅsa;Öberg;asa@example.org\r\n"bo@example.org";"Bo Ek"\r\n\r\ncy@example.org\r\n';
  expect(readMemberList(csv)).toEqual({
    members: [
      { line: 2, text: 'Åsa;Öberg;asa@example.org', email: 'asa@example.org', name: 'Åsa Öberg' },
      { line: 3, text: '"bo@example.org";"Bo Ek"', email: 'bo@example.org', name: 'Bo Ek' },
      { line: 5, text: 'cy@example.org', email: 'cy@example.org', name: null },
    ],
    skipped: [],
  });
});

it('says which lines it could not use, and why', () => {
  const { members, skipped } = readMemberList('a@example.org\nnobody here\nA@example.org, Anna\n');
  expect(members.map(({ email }) => email)).toEqual(['a@example.org']);
  expect(skipped).toEqual([
    { line: 2, text: 'nobody here', reason: 'no-address' },
    { line: 3, text: 'A@example.org, Anna', reason: 'twice' },
  ]);
});
