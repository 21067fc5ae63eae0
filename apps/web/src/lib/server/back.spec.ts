import { expect, it } from 'vitest';
import { safePath } from './back.ts';

it.each(['/', '/t/12/roof/57?x=1#post-57', '/login?back=%2Fnew'])('goes back to %s', (path) => {
  expect(safePath(path)).toBe(path);
});

const otherSites = [
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/\n\\evil.example',
  'https://evil.example',
];

it.each([...otherSites, 'javascript:alert(1)', 'new', '', '//', null])('does not lead to %j', (path) => {
  expect(safePath(path)).toBe('/');
});

it('names another address to fall back to', () => {
  expect(safePath(null, '/c/house')).toBe('/c/house');
});
