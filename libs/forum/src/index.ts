import { Bookmark } from './bookmarks/bookmark.entity.ts';
import { Category } from './categories/category.entity.ts';
import { FeedKeyRow } from './feeds/feed-key.entity.ts';
import { Flag } from './flags/flag.entity.ts';
import { Draft } from './drafts/draft.entity.ts';
import { LinkPreview } from './links/link-preview.entity.ts';
import { PostLink } from './links/post-link.entity.ts';
import { PollBallot } from './polls/poll-ballot.entity.ts';
import { PollVoter } from './polls/poll-voter.entity.ts';
import { Poll } from './polls/poll.entity.ts';
import { PostRevision } from './posts/post-revision.entity.ts';
import { Post } from './posts/post.entity.ts';
import { OutsidePollVote } from './outside/outside-poll-vote.entity.ts';
import { OutsideReaction } from './outside/outside-reaction.entity.ts';
import { TopicOverview } from './overview/topic-overview.entity.ts';
import { CategoryFollow } from './reading/category-follow.entity.ts';
import { ReadingDismissal } from './reading/reading-dismissal.entity.ts';
import { ReadingPreference } from './reading/reading-preference.entity.ts';
import { Reaction } from './reactions/reaction.entity.ts';
import { TopicReading } from './reading/topic-reading.entity.ts';
import { PostMove } from './topics/acts/post-move.entity.ts';
import { TopicMove } from './topics/acts/topic-move.entity.ts';
import { Topic } from './topics/topic.entity.ts';
import { TAGGING_ENTITIES } from './tagging.ts';
import { PostUpload } from './uploads/post-upload.entity.ts';

export { AccessView } from './access.view.ts';
export { CategoriesService } from './categories/categories.service.ts';
export { CategoriesView } from './categories/categories.view.ts';
export { categoryRefSql } from './categories/category-ref.ts';
export { FindingModule } from './finding.module.ts';
export { ForumModule } from './forum.module.ts';
export { FlagsService } from './flags/flags.service.ts';
export { OutsideActsService } from './outside/outside-acts.service.ts';
export { OutsidePollsService } from './outside/outside-polls.service.ts';
export { OutsideReactionsService } from './outside/outside-reactions.service.ts';
export { type FederatedPost, type PostPlace } from './posts/federated-post.ts';
export { unreadMessagesSql } from './messages/messages.view.ts';
export { type PublicPoll } from './polls/polls-of.ts';
export { type PollElsewhere } from './polls/save-poll-elsewhere.ts';
export { PollsService } from './polls/polls.service.ts';
export { PollsView } from './polls/polls.view.ts';
export { PostsService } from './posts/posts.service.ts';
export { PostsView } from './posts/posts.view.ts';
export { LinkPreviewsView } from './links/link-previews.view.ts';
export { FollowLevelsView } from './reading/follow-levels.view.ts';
export { ReactionsService } from './reactions/reactions.service.ts';
export { ReactionsView } from './reactions/reactions.view.ts';
export { renderMarkdown } from './text/markdown.ts';
export { namesIn } from './text/mentions.rules.ts';
export { addressedIn } from './text/mentions.ts';
export { renderPost } from './text/render-post.ts';
export { picturesIn, sanitiseRemote } from './text/sanitise.ts';
export { readVersion } from './posts/version-tag.rules.ts';
export { textOf } from './text/text-of.ts';
export { type BulkPost, type BulkThread, importThreads } from './topics/import-threads.ts';
export { type PastPost } from './topics/past-thread.ts';
export { MovingService } from './topics/acts/moving.service.ts';
export { TopicActsService } from './topics/acts/topic-acts.service.ts';
export { WhereaboutsView } from './topics/acts/whereabouts.view.ts';
export { TopicsService } from './topics/topics.service.ts';
export { type LiveTopic, type PostName, TopicsView } from './topics/topics.view.ts';

export const FORUM_ENTITIES = [
  ...TAGGING_ENTITIES,
  PostMove,
  TopicMove,
  Category,
  Topic,
  Post,
  PostRevision,
  PostUpload,
  Poll,
  PollVoter,
  PollBallot,
  PostLink,
  LinkPreview,
  Draft,
  TopicReading,
  TopicOverview,
  CategoryFollow,
  ReadingDismissal,
  ReadingPreference,
  Reaction,
  OutsideReaction,
  OutsidePollVote,
  Bookmark,
  Flag,
  FeedKeyRow,
];
