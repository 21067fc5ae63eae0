import { describe, expect, it } from 'vitest';
import { topicLengths, whyNotPlan } from './site-plan.ts';

const plan = { members: 200, topics: 5000, posts: 100_000, largestTopic: 20_000, seed: 1 };

describe('the topics of a generated site', () => {
  it('have as many posts as were asked for, one at least, and one topic is the largest', () => {
    const lengths = topicLengths(plan);
    expect(lengths).toHaveLength(5000);
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(100_000);
    expect(Math.min(...lengths)).toBe(1);
    expect(lengths.filter((length) => length >= 20_000)).toEqual([20_000]);
  });

  it('fill up to the largest and no further', () => {
    const full = { ...plan, topics: 10, posts: 100, largestTopic: 10 };
    expect(topicLengths(full)).toEqual(Array.from({ length: 10 }, () => 10));
  });

  it('are refused in words when they cannot be', () => {
    expect(whyNotPlan(plan)).toBeNull();
    expect(whyNotPlan({ ...plan, posts: 20_000 })).toMatch(/^--posts is too few/);
    expect(whyNotPlan({ ...plan, posts: 5000 * 20_000 + 1 })).toMatch(/^--posts is more/);
    expect(whyNotPlan({ ...plan, members: 1 })).toMatch(/^--members/);
  });
});
