import { describe, expect, it } from 'vitest';
import { type PostDraft, postDraft } from './post-draft.ts';
import { PUBLIC } from './wire.ts';

const BASE = {
  id: 'https://r.test/notes/1',
  type: 'Note',
  attributedTo: 'https://r.test/users/bo',
  to: [PUBLIC],
};

describe('a post of another server', () => {
  const titleOf = (more: object): string | null => (postDraft({ ...BASE, ...more }) as PostDraft).title;

  it('has the title that its author gave it, and otherwise its first sentence, and no other words', () => {
    expect(titleOf({ type: 'Article', name: 'A broom', content: '<p>Who sweeps?</p>' })).toBe('A broom');
    expect(titleOf({ content: '<p>Who sweeps the square? I did it last week.</p>' })).toBe(
      'Who sweeps the square?',
    );
    const long = 'swept '.repeat(60);
    const cut = titleOf({ content: `<p>${long}</p>` })!;
    expect(cut.length).toBeLessThanOrEqual(101);
    expect(cut).toMatch(/swept…?$/);
  });

  it('has no title as a reply, whatever name it carries', () => {
    const reply = { inReplyTo: 'https://r.test/notes/0', name: 'The topic', content: '<p>Yes.</p>' };
    expect(titleOf(reply)).toBeNull();
  });
});
