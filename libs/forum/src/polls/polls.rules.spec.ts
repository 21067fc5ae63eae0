import { describe, expect, it } from 'vitest';
import { isVote, pollWinner, readPoll, votesByOption, withoutPoll } from './polls.rules.ts';

const block = (terms: string, ...lines: string[]) => ['```poll ' + terms, ...lines, '```'].join('\n');
const days = ['Which day?', '- Monday', '- Tuesday'];

describe('a poll in a text', () => {
  it('is read with its question, its options and its terms, whatever the line ends', () => {
    const text = `Hello\n\n${block('ranked, anonymous hidden closes=2030-01-01T18:00Z', ...days)}\n\nBye`;
    const poll = {
      kind: 'ranked',
      question: 'Which day?',
      options: ['Monday', 'Tuesday'],
      anonymous: true,
      results: 'after-close',
      closesAt: new Date('2030-01-01T18:00Z'),
      isPublic: false,
    };
    expect(readPoll(text)).toEqual(poll);
    expect(readPoll(text.replaceAll('\n', '\r\n'))).toEqual(poll);
    expect(readPoll(block('', ...days))).toMatchObject({ kind: 'single', anonymous: false, closesAt: null });
    expect(readPoll('No ```poll``` here')).toBeNull();
  });

  it.each([
    ['one option', block('', 'Which day?', '- Monday')],
    ['no question', block('', '- Monday', '- Tuesday')],
    ['the same option twice', block('', 'Which day?', '- Monday', '- Monday')],
    ['a word that means nothing', block('secret', ...days)],
    ['a time that is none', block('closes=soon', ...days)],
    ['results hidden for ever', block('hidden', ...days)],
    ['other servers asked without an end', block('public', ...days)],
    ['other servers asked for an order', block('public ranked closes=2030-01-01T18:00Z', ...days)],
    [
      'more options than other servers show',
      block('public closes=2030-01-01T18:00Z', 'Which?', ...Array.from({ length: 11 }, (_, n) => `- ${n}`)),
    ],
    ['nothing in it', '```poll\n```'],
  ])('is refused with %s', (_, text) => {
    expect(readPoll(text)).toBe('invalid');
  });

  it('leaves its question in what is rendered', () => {
    expect(withoutPoll(`Hello\n\n${block('', 'A $& *day*?', '- a', '- b')}`)).toBe(
      'Hello\n\n**A $& \\*day\\*?**',
    );
  });
});

describe('the votes in a poll', () => {
  const poll = { options: ['a', 'b', 'c'] };
  it('name known options, each once, and one where one is asked for', () => {
    expect(isVote({ ...poll, kind: 'single' }, [2])).toBe(true);
    for (const choices of [[], [4], [0], [1, 2]])
      expect(isVote({ ...poll, kind: 'single' }, choices)).toBe(false);
    expect(isVote({ ...poll, kind: 'multiple' }, [3, 1])).toBe(true);
    expect(isVote({ ...poll, kind: 'ranked' }, [3, 1, 3])).toBe(false);
  });

  it('are counted by option, or by first preference and to a winner', () => {
    const ballots = [
      { choices: [1], votes: 4 },
      { choices: [2, 3], votes: 3 },
      { choices: [3, 2], votes: 2 },
    ];
    const counts = (kind: 'multiple' | 'ranked') =>
      votesByOption({ ...poll, kind }, ballots).map(({ votes }) => votes);
    expect(counts('multiple')).toEqual([4, 5, 5]);
    expect(counts('ranked')).toEqual([4, 3, 2]);
    expect(pollWinner(poll.options, ballots)).toBe(2);
    expect(pollWinner(poll.options, [])).toBeNull();
  });
});
