import type { PostForViewer, TopicWindow } from '@app/contract';
import { expect, it } from 'vitest';
import { discussionPosting, plainText } from './discussion-posting.ts';

const author = {
  id: '1',
  handle: 'ana',
  domain: null,
  name: 'Ana',
  avatarUrl: null,
} as PostForViewer['author'];
const post = (number: number, html: string, more: Partial<PostForViewer> = {}) =>
  ({
    number,
    html,
    author,
    kind: 'post',
    deleted: null,
    editedAt: null,
    createdAt: '2026-01-01T10:00:00Z',
    reactions: { thanks: 2 },
    ...more,
  }) as PostForViewer;
const window = (posts: PostForViewer[]) =>
  ({
    topic: {
      id: '7',
      slug: 'roof',
      title: 'The </script> roof',
      author,
      postCount: 30,
      createdAt: '2026-01-01T10:00:00Z',
    },
    posts,
  }) as TopicWindow;

it('tells search engines a topic, whose text cannot end the script', () => {
  const text = discussionPosting(
    window([
      post(1, '<p>It &amp; <em>leaks</em></p>'),
      post(2, '<p>So?</p>'),
      post(3, '', { deleted: 'author' }),
    ]),
    'https://forum.example',
  );
  expect(text).not.toContain('<');
  expect(JSON.parse(text)).toMatchObject({
    '@type': 'DiscussionForumPosting',
    headline: 'The </script> roof',
    text: 'It & leaks',
    url: 'https://forum.example/t/7/roof',
    author: { name: 'Ana', url: 'https://forum.example/u/ana' },
    interactionStatistic: [{ userInteractionCount: 29 }, { userInteractionCount: 2 }],
    comment: [{ url: 'https://forum.example/t/7/roof/2#post-2', text: 'So?' }],
  });
});

it('names the topic on a later page, with the posts of that page', () => {
  const later = JSON.parse(
    discussionPosting(window([post(21, '<p>x</p>'), post(22, '<p>y</p>')]), 'https://f.example'),
  );
  expect(later).toMatchObject({ headline: 'The </script> roof', comment: [{ text: 'x' }, { text: 'y' }] });
  expect(later).not.toHaveProperty('text');
  expect(plainText('<p>a</p><p>b &lt;c&gt;</p>')).toBe('a b <c>');
});
