import { Controller, Delete, Param, Query } from '@nestjs/common';
import { HidePreviewQuery } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers, IdPipe } from '@app/platform';
import { LinkPreviewsService } from './link-previews.service.ts';

@Controller('api/v1/posts/:id/previews')
export class LinkPreviewsController {
  constructor(private readonly previews: LinkPreviewsService) {}

  @Delete()
  @Answers(204)
  hide(
    @CurrentViewer() viewer: Viewer,
    @Param('id', IdPipe) postId: string,
    @Query({ schema: HidePreviewQuery }) { url }: HidePreviewQuery,
  ): Promise<void> {
    return this.previews.hide(viewer, postId, url);
  }
}
