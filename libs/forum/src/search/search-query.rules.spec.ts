import { describe, expect, it } from 'vitest';
import { asksNothing, readQuestion } from './search-query.rules.ts';

describe('a question to search', () => {
  it('keeps words, phrases and denials, and takes operators out', () => {
    expect(
      readQuestion('boiler "heat exchanger" -oil by:@Bertil category:house before:2026-05 after:2025'),
    ).toMatchObject({
      words: 'boiler "heat exchanger" -oil',
      by: 'Bertil',
      category: 'house',
      before: new Date('2026-05-01T00:00:00Z'),
      after: new Date('2025-01-01T00:00:00Z'),
      problems: [],
    });
    expect(readQuestion('HAS:image is:Open has:link park*')).toMatchObject({
      words: '',
      beginnings: ['park'],
      has: ['image', 'link'],
      is: ['open'],
    });
    expect(readQuestion('in:title solar topic:12')).toMatchObject({
      place: 'title',
      topicId: '12',
      words: 'solar',
    });
  });

  it('names what it cannot follow, and goes on without it', () => {
    expect(
      readQuestion('x before:yesterday after:2026-02-30 has:soul is:nice in:space topic:abc'),
    ).toMatchObject({
      words: 'x',
      before: null,
      after: null,
      problems: [
        { text: 'before:yesterday', reason: 'not-a-date' },
        { text: 'after:2026-02-30', reason: 'not-a-date' },
        { text: 'has:soul', reason: 'unknown-value' },
        { text: 'is:nice', reason: 'unknown-value' },
        { text: 'in:space', reason: 'unknown-value' },
        { text: 'topic:abc', reason: 'unknown-value' },
      ],
    });
  });

  it('takes what looks like an operator and is none as words', () => {
    expect(readQuestion('http://example.org 12:30 note: 100%').words).toBe(
      'http://example.org 12:30 note: 100%',
    );
    expect(readQuestion('--- ** "').words).toBe('');
  });

  it('asks for nothing when it is empty', () => {
    expect(asksNothing(readQuestion('  '))).toBe(true);
    expect(asksNothing(readQuestion('by:ana'))).toBe(false);
    expect(asksNothing(readQuestion('x'))).toBe(false);
  });
});
