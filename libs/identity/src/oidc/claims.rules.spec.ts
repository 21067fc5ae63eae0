import { expect, it } from 'vitest';
import { numbered, personOf } from './claims.rules.ts';

it('takes a username from whatever the provider knows, in letters that one may have', () => {
  const of = (claims: object) => personOf({ sub: '1', ...claims }, 'groups').username;
  expect(of({ preferred_username: 'Åsa.Öberg@example.org' })).toBe('Asa.Oberg');
  expect(of({ preferred_username: '…', nickname: 'bo' })).toBe('bo');
  expect(of({ email: 'cy.ek@example.org' })).toBe('cy.ek');
  expect(of({ name: '李雷' })).toBe('member');
  expect(numbered('x'.repeat(30), 12)).toHaveLength(29);
});

it('reads groups as a list or as words, and trusts an address only when it is said to be verified', () => {
  expect(personOf({ sub: '1', roles: ['a', 'b'] }, 'roles').groups).toEqual(['a', 'b']);
  expect(personOf({ sub: '1', roles: 'a b' }, 'roles').groups).toEqual(['a', 'b']);
  expect(personOf({ sub: '1' }, 'roles').groups).toEqual([]);
  expect(personOf({ sub: '1', email: 'a@b.example' }, 'groups').emailVerified).toBe(false);
  expect(personOf({ sub: '1', email: 'a@b.example', email_verified: true }, 'groups').emailVerified).toBe(
    true,
  );
});
