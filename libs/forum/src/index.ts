import { Category } from './categories/category.entity.ts';
import { PostRevision } from './posts/post-revision.entity.ts';
import { Post } from './posts/post.entity.ts';
import { TopicReading } from './reading/topic-reading.entity.ts';
import { Topic } from './topics/topic.entity.ts';

export { Category, Post, Topic };
export { type Action, type CategoryFacts, type PostFacts, type TopicFacts, whyNot } from './access.rules.ts';
export { type CategoryCard } from './categories/category-card.ts';
export { type AuthorCard } from './posts/author-card.ts';
export { type FederatedPost } from './posts/federated-post.ts';
export { type FederatedTopic, type LiveTopic, type PostName, TopicsView } from './topics/topics.view.ts';
export { AccessView } from './access.view.ts';
export { CategoriesService, type NewCategory, type RemoteCategory } from './categories/categories.service.ts';
export { CategoriesView } from './categories/categories.view.ts';
export { ForumModule } from './forum.module.ts';
export { PostsService, type ReceivedEdit, type ReceivedPost } from './posts/posts.service.ts';
export { PostsView } from './posts/posts.view.ts';
export { SiteView } from './site/site.view.ts';
export { type PastPost } from './topics/past-thread.ts';
export { renderMarkdown } from './text/markdown.ts';
export { renderPost } from './text/render-post.ts';
export { sanitiseRemote } from './text/sanitise.ts';
export { textOf } from './text/text-of.ts';
export {
  type OpeningTopic,
  type PastThread,
  type ReceivedTopic,
  TopicsService,
} from './topics/topics.service.ts';

export const FORUM_ENTITIES = [Category, Topic, Post, PostRevision, TopicReading];
