import { describe, expect, it } from 'vitest';
import { addressedIn } from './mentions.ts';

const names = (raw: string) => addressedIn(raw, 'https://here.example').names;
const quoted = (raw: string) => addressedIn(raw, 'https://here.example').quoted;

describe('whom a post speaks to', () => {
  it.each([
    ['everyone named, once and in lower case', '@Ana and @bo_b, **@ANA**', ['ana', 'bo_b']],
    ['in lists and tables', '- @ana\n\n| a |\n|-|\n| @bo |', ['ana', 'bo']],
    ['nobody in a quote', '> @ana said so\n\nSo did @bo', ['bo']],
    ['nobody in a quote within a quote', '> > @ana\n>\n> @cy\n\n@bo', ['bo']],
    ['nobody in code', '`@ana` @bo\n\n```\n@cy\n```\n\n    @di', ['bo']],
    ['nobody in links and addresses', '[@ana](/x) ana@bo.example https://x.example/@cy', []],
    ['nobody of another server', '@ana@far.example @bo', ['bo']],
    ['nobody who grows together around something else', '@a`b`na', ['a']],
  ])('%s', (_, raw, expected) => expect(names(raw)).toEqual(expected));

  it('keeps those of other servers apart', () => {
    expect(addressedIn('@bo@Far.example, @ana', 'https://here.example')).toMatchObject({
      names: ['ana'],
      elsewhere: ['bo@far.example'],
    });
  });

  it.each([
    ['the quote of a post here', '> [@ana](/t/12/slug/3) wrote:\n> No.', [{ topicId: '12', number: 3 }]],
    [
      'with a version, or this site’s own address',
      '> [#3](/t/12/slug/3?v=2)\n\nx\n\n> [#4](https://here.example/t/12/s/4#post-4)',
      [
        { topicId: '12', number: 3 },
        { topicId: '12', number: 4 },
      ],
    ],
    ['once', '> [#3](/t/1/s/3)\n\n> [#3](/t/1/s/3)', [{ topicId: '1', number: 3 }]],
    [
      'no link outside a quote, and none of another site',
      '[#3](/t/1/s/3)\n\n> https://far.example/t/1/s/3',
      [],
    ],
    ['no topic as a whole', '> [here](/t/12/slug)', []],
  ])('quotes %s', (_, raw, expected) => expect(quoted(raw)).toEqual(expected));
});
