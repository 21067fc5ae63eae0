import { Body, Controller, Get, Param, ParseIntPipe, Put } from '@nestjs/common';
import { SetWiki, ShownRevision } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers, IdPipe, ProblemError } from '@app/platform';
import { RevisionsView } from './revisions.view.ts';
import { WikiService } from './wiki.service.ts';

const Version = new ParseIntPipe({ exceptionFactory: () => new ProblemError('not-found') });

@Controller('api/v1/posts')
export class WikiController {
  constructor(
    private readonly wiki: WikiService,
    private readonly revisions: RevisionsView,
  ) {}

  @Put(':id/wiki')
  @Answers(204)
  set(
    @CurrentViewer() viewer: Viewer,
    @Param('id', IdPipe) postId: string,
    @Body({ schema: SetWiki }) { wiki }: SetWiki,
  ): Promise<void> {
    return this.wiki.set(viewer, postId, wiki);
  }

  @Get(':id/revisions/:version')
  @Answers(200, ShownRevision)
  revision(
    @CurrentViewer() viewer: Viewer,
    @Param('id', IdPipe) postId: string,
    @Param('version', Version) version: number,
  ): Promise<ShownRevision> {
    return this.revisions.one(viewer, postId, version);
  }
}
