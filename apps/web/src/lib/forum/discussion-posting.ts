import type { PostForViewer, TopicWindow } from '@app/contract';
import { accountPath, postPath, topicPath } from './paths.ts';

/** The plain text of a post, for programs that read pages. */
export function plainText(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&(?:lt|gt|quot|#39|amp);/g, (entity) => ENTITIES[entity] ?? entity)
    .replaceAll(/\s+/g, ' ')
    .trim();
}

const ENTITIES: Record<string, string> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
};

/**
 * A page of a topic as schema.org's DiscussionForumPosting. Later pages name the topic and carry their own
 * posts (https://developers.google.com/search/docs/appearance/structured-data/discussion-forum).
 *
 * @returns a script element's text: no `<` in it can end the element
 */
export function discussionPosting({ topic, posts }: TopicWindow, origin: string): string {
  const first = posts.find(({ number }) => number === 1);
  const shown = posts.filter(({ number, deleted, kind }) => number > 1 && !deleted && kind === 'post');
  const person = (account: PostForViewer['author']) => ({
    '@type': 'Person',
    name: account.name,
    url: origin + accountPath(account),
  });
  const thanks = (post: PostForViewer) => ({
    '@type': 'InteractionCounter',
    interactionType: 'https://schema.org/LikeAction',
    userInteractionCount: Object.values(post.reactions).reduce((sum, count) => sum + count, 0),
  });
  const posting = {
    '@context': 'https://schema.org',
    '@type': 'DiscussionForumPosting',
    headline: topic.title,
    url: origin + topicPath(topic),
    author: person(topic.author),
    datePublished: topic.createdAt,
    ...(first && !first.deleted
      ? { text: plainText(first.html), ...(first.editedAt ? { dateModified: first.editedAt } : {}) }
      : {}),
    interactionStatistic: [
      {
        '@type': 'InteractionCounter',
        interactionType: 'https://schema.org/CommentAction',
        userInteractionCount: Math.max(0, topic.postCount - 1),
      },
      ...(first ? [thanks(first)] : []),
    ],
    comment: shown.map((post) => ({
      '@type': 'Comment',
      url: origin + postPath(topic, post.number),
      text: plainText(post.html),
      datePublished: post.createdAt,
      author: person(post.author),
      interactionStatistic: thanks(post),
    })),
  };
  return JSON.stringify(posting).replaceAll('<', String.raw`\u003c`);
}
