import { Controller, Get, Query } from '@nestjs/common';
import { SearchQuery, SearchResult } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers } from '@app/platform';
import { SearchView } from './search.view.ts';

@Controller('api/v1/search')
export class SearchController {
  constructor(private readonly view: SearchView) {}

  @Get()
  @Answers(200, SearchResult)
  search(
    @CurrentViewer() viewer: Viewer,
    @Query({ schema: SearchQuery }) query: SearchQuery,
  ): Promise<SearchResult> {
    return this.view.search(viewer, query);
  }
}
