import { expect, it } from 'vitest';
import { slugOf } from './slug.rules.ts';

it.each([
  ['Får vi ha höns?', 'far-vi-ha-hons'],
  ['  --- ', 'topic'],
  ['Ärende № 5/2026: Taket!', 'arende-no-5-2026-taket'],
  ['屋根の修理', '屋根の修理'],
  ['हिन्दी', 'हिन्दी'],
  ['x'.repeat(80), 'x'.repeat(60)],
  [`${'x'.repeat(59)} y`, 'x'.repeat(59)],
  ['../../etc?#%2F', 'etc-2f'],
  ['Reply!', 'reply-topic'],
])('%s is addressed as %s', (title, slug) => {
  expect(slugOf(title)).toBe(slug);
});
