import { Controller, Delete, Get, Param, Put } from '@nestjs/common';
import { Reacted, ReactionKind, Reactors } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers, IdPipe } from '@app/platform';
import { ReactionsService } from './reactions.service.ts';
import { ReactionsView } from './reactions.view.ts';

@Controller('api/v1/posts/:id/reactions')
export class ReactionsController {
  constructor(
    private readonly reactions: ReactionsService,
    private readonly view: ReactionsView,
  ) {}

  @Get()
  @Answers(200, Reactors)
  reactors(@CurrentViewer() viewer: Viewer, @Param('id', IdPipe) postId: string): Promise<Reactors> {
    return this.view.reactors(viewer, postId);
  }

  @Put(':kind')
  @Answers(200, Reacted)
  add(
    @CurrentViewer() viewer: Viewer,
    @Param('id', IdPipe) postId: string,
    @Param('kind', { schema: ReactionKind }) kind: ReactionKind,
  ): Promise<Reacted> {
    return this.reactions.add(viewer, postId, kind);
  }

  @Delete(':kind')
  @Answers(200, Reacted)
  remove(
    @CurrentViewer() viewer: Viewer,
    @Param('id', IdPipe) postId: string,
    @Param('kind', { schema: ReactionKind }) kind: ReactionKind,
  ): Promise<Reacted> {
    return this.reactions.remove(viewer, postId, kind);
  }
}
