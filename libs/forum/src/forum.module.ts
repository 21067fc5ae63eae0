import { Module } from '@nestjs/common';
import { IdentityModule } from '@app/identity';
import { MediaModule } from '@app/media';
import { AccessView } from './access.view.ts';
import { BookmarksController } from './bookmarks/bookmarks.controller.ts';
import { BookmarksService } from './bookmarks/bookmarks.service.ts';
import { BookmarksView } from './bookmarks/bookmarks.view.ts';
import { AuthoredPostsController } from './authors/authored-posts.controller.ts';
import { AuthoredPostsView } from './authors/authored-posts.view.ts';
import { CategoriesController } from './categories/categories.controller.ts';
import { CategoriesService } from './categories/categories.service.ts';
import { CategoriesView } from './categories/categories.view.ts';
import { FlagsController } from './flags/flags.controller.ts';
import { FlagsService } from './flags/flags.service.ts';
import { LinkPreviewsView } from './links/link-previews.view.ts';
import { FilesPart } from './leaving/files-part.ts';
import { ForumPart } from './leaving/forum-part.ts';
import { TrustJobs } from './limits/trust.jobs.ts';
import { WritingLimitsController } from './limits/writing-limits.controller.ts';
import { WritingLimitsView } from './limits/writing-limits.view.ts';
import { CategorySettingsController } from './categories/settings/category-settings.controller.ts';
import { CategorySettingsService } from './categories/settings/category-settings.service.ts';
import { CategorySettingsView } from './categories/settings/category-settings.view.ts';
import { OutsideActsService } from './outside/outside-acts.service.ts';
import { OutsidePollsService } from './outside/outside-polls.service.ts';
import { OutsideReactionsService } from './outside/outside-reactions.service.ts';
import { PollCountingService } from './polls/poll-counting.service.ts';
import { PollsController } from './polls/polls.controller.ts';
import { PollsService } from './polls/polls.service.ts';
import { PollsView } from './polls/polls.view.ts';
import { MessagesController } from './messages/messages.controller.ts';
import { MessagesService } from './messages/messages.service.ts';
import { MessagesView } from './messages/messages.view.ts';
import { PostsController } from './posts/posts.controller.ts';
import { PostsService } from './posts/posts.service.ts';
import { PostsView } from './posts/posts.view.ts';
import { AlongController } from './reading/along.controller.ts';
import { BranchesService } from './reading/branches.service.ts';
import { OverviewController } from './overview/overview.controller.ts';
import { OverviewService } from './overview/overview.service.ts';
import { OverviewView } from './overview/overview.view.ts';
import { DismissalsService } from './reading/dismissals.service.ts';
import { FollowLevelsService } from './reading/follow-levels.service.ts';
import { FollowLevelsView } from './reading/follow-levels.view.ts';
import { ReadingController } from './reading/reading.controller.ts';
import { ReactionsController } from './reactions/reactions.controller.ts';
import { ReactionsService } from './reactions/reactions.service.ts';
import { ReactionsView } from './reactions/reactions.view.ts';
import { ReadingScopeView } from './reading/reading-scope.view.ts';
import { ReadingService } from './reading/reading.service.ts';
import { TimelineView } from './reading/timeline.view.ts';
import { PinsService } from './reading/pins.service.ts';
import { UnreadJobs } from './reading/unread.jobs.ts';
import { UnreadService } from './reading/unread.service.ts';
import { WaitingController } from './reading/waiting.controller.ts';
import { SiteController } from './site/site.controller.ts';
import { SiteView } from './site/site.view.ts';
import { PreviewController } from './text/preview.controller.ts';
import { PreviewView } from './text/preview.view.ts';
import { OnwardView } from './topics/onward.view.ts';
import { ReadingCountsView } from './topics/reading-counts.view.ts';
import { MovingService } from './topics/acts/moving.service.ts';
import { TopicActsController } from './topics/acts/topic-acts.controller.ts';
import { TopicActsService } from './topics/acts/topic-acts.service.ts';
import { UndoingService } from './topics/acts/undoing.service.ts';
import { WhereaboutsView } from './topics/acts/whereabouts.view.ts';
import { TopicListView } from './topics/topic-list.view.ts';
import { TopicTreeView } from './topics/topic-tree.view.ts';
import { TopicWindowView } from './topics/topic-window.view.ts';
import { TopicsController } from './topics/topics.controller.ts';
import { TopicsService } from './topics/topics.service.ts';
import { TopicsView } from './topics/topics.view.ts';
import { TAGGING, TAGGING_CONTROLLERS } from './tagging.ts';
import { TagsView } from './tags/tags.view.ts';
import { WRITING, WRITING_CONTROLLERS } from './writing.ts';

const OPEN_TO_OTHER_ROOMS = [
  AccessView,
  CategoriesService,
  CategoriesView,
  FlagsService,
  FollowLevelsView,
  LinkPreviewsView,
  OutsideActsService,
  OutsideReactionsService,
  OutsidePollsService,
  PollsView,
  PostsService,
  PostsView,
  ReactionsService,
  ReactionsView,
  TagsView,
  TopicsService,
  TopicsView,
  WhereaboutsView,
];

/** Categories, topics, posts: what the community says to each other. */
@Module({
  imports: [IdentityModule, MediaModule],
  controllers: [
    AuthoredPostsController,
    ...TAGGING_CONTROLLERS,
    ...WRITING_CONTROLLERS,
    AlongController,
    OverviewController,
    CategoriesController,
    CategorySettingsController,
    PollsController,
    MessagesController,
    PostsController,
    PreviewController,
    ReadingController,
    BookmarksController,
    FlagsController,
    ReactionsController,
    SiteController,
    TopicActsController,
    TopicsController,
    WaitingController,
    WritingLimitsController,
  ],
  providers: [
    ...OPEN_TO_OTHER_ROOMS,
    AuthoredPostsView,
    ...TAGGING,
    ...WRITING,
    BranchesService,
    DismissalsService,
    OverviewService,
    OverviewView,
    FollowLevelsService,
    BookmarksService,
    BookmarksView,
    FlagsService,
    FilesPart,
    ForumPart,
    OnwardView,
    PinsService,
    PollCountingService,
    PollsService,
    PreviewView,
    ReadingCountsView,
    ReadingScopeView,
    CategorySettingsService,
    CategorySettingsView,
    MessagesService,
    MessagesView,
    MovingService,
    TopicActsService,
    UndoingService,
    ReadingService,
    SiteView,
    TimelineView,
    TopicListView,
    TopicTreeView,
    TopicWindowView,
    TrustJobs,
    UnreadJobs,
    UnreadService,
    WritingLimitsView,
  ],
  // Lists and windows are also what feeds are made of.
  exports: [...OPEN_TO_OTHER_ROOMS, TopicListView, TopicWindowView],
})
export class ForumModule {}
