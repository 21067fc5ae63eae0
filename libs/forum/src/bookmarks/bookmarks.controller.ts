import { Body, Controller, Delete, Get, Param, Put, Query } from '@nestjs/common';
import { BookmarkList, OwnBookmark, PageQuery, SaveBookmark } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers, IdPipe } from '@app/platform';
import { BookmarksService } from './bookmarks.service.ts';
import { BookmarksView } from './bookmarks.view.ts';

@Controller('api/v1')
export class BookmarksController {
  constructor(
    private readonly bookmarks: BookmarksService,
    private readonly view: BookmarksView,
  ) {}

  @Get('bookmarks')
  @Answers(200, BookmarkList)
  list(
    @CurrentViewer() viewer: Viewer,
    @Query({ schema: PageQuery }) query: PageQuery,
  ): Promise<BookmarkList> {
    return this.view.list(viewer, query);
  }

  /** The viewer's bookmark of one post; null where there is none. */
  @Get('posts/:id/bookmark')
  @Answers(200, OwnBookmark)
  ofPost(@CurrentViewer() viewer: Viewer, @Param('id', IdPipe) postId: string): Promise<OwnBookmark> {
    return this.view.ofPost(viewer, postId);
  }

  @Put('posts/:id/bookmark')
  @Answers(204)
  save(
    @CurrentViewer() viewer: Viewer,
    @Param('id', IdPipe) postId: string,
    @Body({ schema: SaveBookmark }) bookmark: SaveBookmark,
  ): Promise<void> {
    return this.bookmarks.save(viewer, postId, bookmark);
  }

  @Delete('posts/:id/bookmark')
  @Answers(204)
  remove(@CurrentViewer() viewer: Viewer, @Param('id', IdPipe) postId: string): Promise<void> {
    return this.bookmarks.remove(viewer, postId);
  }
}
