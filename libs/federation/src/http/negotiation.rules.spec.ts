import { describe, expect, it } from 'vitest';
import { HostBuckets } from '../inbox/host-buckets.ts';
import { wantsActivity, wantsPage } from './negotiation.rules.ts';

describe('what a request asks for', () => {
  it.each([
    ['application/activity+json', true, false],
    ['application/activity+json, application/ld+json', true, false],
    ['application/ld+json; profile="https://www.w3.org/ns/activitystreams"', true, false],
    ['text/html, application/activity+json;q=0.9', false, true],
    ['text/html;q=0.8, application/activity+json', true, false],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', false, true],
    ['*/*', false, false],
    ['application/json', false, false],
    ['application/activity+json;q=0', false, false],
    [undefined, false, false],
  ])('%s', (accept, activity, page) => {
    expect([wantsActivity(accept), wantsPage(accept)]).toEqual([activity, page]);
  });
});

describe('a sender', () => {
  it('may send six hundred messages at once, then five a second, whatever others do', () => {
    const buckets = new HostBuckets();
    for (let n = 0; n < 600; n += 1) expect(buckets.take('a', 0)).toBe(0);
    expect(buckets.take('a', 0)).toBe(1);
    expect(buckets.take('b', 0)).toBe(0);
    for (let n = 0; n < 5; n += 1) expect(buckets.take('a', 1000)).toBe(0);
    expect(buckets.take('a', 1000)).toBe(1);
  });
});
