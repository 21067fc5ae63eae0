import { Module } from '@nestjs/common';
import { ForumModule } from './forum.module.ts';
import { CandidatesView } from './search/candidates.view.ts';
import { SearchScopeView } from './search/scope.view.ts';
import { SearchController } from './search/search.controller.ts';
import { SearchView } from './search/search.view.ts';

/** Ways to find what was said: search, and what other programs read. */
@Module({
  imports: [ForumModule],
  controllers: [SearchController],
  providers: [CandidatesView, SearchScopeView, SearchView],
})
export class FindingModule {}
