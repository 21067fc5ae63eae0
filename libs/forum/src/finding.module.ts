import { Module } from '@nestjs/common';
import { IdentityModule } from '@app/identity';
import { CardsController } from './cards/cards.controller.ts';
import { CardsView } from './cards/cards.view.ts';
import { FeedWriter } from './feeds/feed-writer.ts';
import { FeedKeysController } from './feeds/feed-keys.controller.ts';
import { FeedKeysService } from './feeds/feed-keys.service.ts';
import { FeedsController } from './feeds/feeds.controller.ts';
import { FeedsView } from './feeds/feeds.view.ts';
import { SitemapController } from './feeds/sitemap.controller.ts';
import { SitemapView } from './feeds/sitemap.view.ts';
import { TopicTextView } from './feeds/topic-text.view.ts';
import { ForumModule } from './forum.module.ts';
import { CandidatesView } from './search/candidates.view.ts';
import { SearchScopeView } from './search/scope.view.ts';
import { SearchController } from './search/search.controller.ts';
import { SearchView } from './search/search.view.ts';

/** Ways to find what was said: search, and what other programs read. */
@Module({
  imports: [IdentityModule, ForumModule],
  controllers: [CardsController, FeedKeysController, FeedsController, SearchController, SitemapController],
  providers: [
    CandidatesView,
    CardsView,
    FeedKeysService,
    FeedsView,
    FeedWriter,
    SitemapView,
    TopicTextView,
    SearchScopeView,
    SearchView,
  ],
})
export class FindingModule {}
