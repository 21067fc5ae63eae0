import type { CategoryFacts, PostFacts, TopicFacts } from './access.rules.ts';
import type { Category } from './categories/category.entity.ts';
import type { Post } from './posts/post.entity.ts';
import type { Topic } from './topics/topic.entity.ts';

type CategoryRow = Pick<Category, 'visibility' | 'domain' | 'federated' | 'permissions'>;
type TopicRow = Pick<
  Topic,
  'kind' | 'state' | 'authorId' | 'deletedAt' | 'participantIds' | 'participantGroupIds' | 'movedToId' | 'uri'
>;
type PostRow = Pick<Post, 'number' | 'authorId' | 'kind' | 'wiki' | 'uri' | 'deletedAt' | 'deletedById'>;

/** What the policy has to know of a row. */
export function categoryFacts({ visibility, domain, federated, permissions }: CategoryRow): CategoryFacts {
  return { visibility, domain: domain === '' ? null : domain, federated, permissions };
}

export function topicFacts(topic: TopicRow, category: CategoryFacts): TopicFacts {
  const { kind, state, authorId, deletedAt, participantIds, participantGroupIds } = topic;
  return {
    category,
    kind,
    state,
    authorId,
    deleted: deletedAt !== null,
    moved: topic.movedToId !== null,
    remote: topic.uri !== null,
    participantIds: participantIds ?? [],
    participantGroupIds: participantGroupIds ?? [],
  };
}

/** Under which a page keeps what the policy has to know of a topic, for its other parts. */
export function topicFactsKey(topicId: string): string {
  return `topic facts ${topicId}`;
}

export function postFacts(post: PostRow, topic: TopicFacts): PostFacts {
  const { number, authorId } = post;
  return {
    topic,
    number,
    authorId,
    system: post.kind === 'system',
    wiki: post.wiki,
    remote: post.uri !== null,
    deleted: deletedBy(post),
  };
}

export function deletedBy(post: Pick<Post, 'deletedAt' | 'deletedById' | 'authorId'>): PostFacts['deleted'] {
  if (post.deletedAt === null) return null;
  return post.deletedById === post.authorId ? 'author' : 'staff';
}
