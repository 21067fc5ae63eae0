import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { PostMove, PostMoved, RecentMove, TopicChange, Whereabouts } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers, IdPipe } from '@app/platform';
import { z } from 'zod';
import { MovingService } from './moving.service.ts';
import { TopicActsService } from './topic-acts.service.ts';
import { UndoingService } from './undoing.service.ts';
import { WhereaboutsView } from './whereabouts.view.ts';

const WhereaboutsQuery = z.object({ number: z.coerce.number().int().min(1).default(1) });

@Controller('api/v1')
export class TopicActsController {
  constructor(
    private readonly acts: TopicActsService,
    private readonly moving: MovingService,
    private readonly undoing: UndoingService,
    private readonly whereabouts: WhereaboutsView,
  ) {}

  @Patch('topics/:id')
  @Answers(204)
  change(
    @CurrentViewer() viewer: Viewer,
    @Param('id', IdPipe) topicId: string,
    @Body({ schema: TopicChange }) change: TopicChange,
  ): Promise<void> {
    return this.acts.change(viewer, topicId, change);
  }

  @Delete('topics/:id')
  @Answers(204)
  delete(@CurrentViewer() viewer: Viewer, @Param('id', IdPipe) topicId: string): Promise<void> {
    return this.acts.delete(viewer, topicId);
  }

  @Post('topics/:id/restore')
  @Answers(204)
  restore(@CurrentViewer() viewer: Viewer, @Param('id', IdPipe) topicId: string): Promise<void> {
    return this.acts.restore(viewer, topicId);
  }

  @Post('topics/:id/moves')
  @Answers(201, PostMoved)
  move(
    @CurrentViewer() viewer: Viewer,
    @Param('id', IdPipe) topicId: string,
    @Body({ schema: PostMove }) wish: PostMove,
  ): Promise<PostMoved> {
    return this.moving.move(viewer, topicId, wish);
  }

  @Get('topics/:id/moves')
  @Answers(200, z.array(RecentMove))
  recentMoves(@CurrentViewer() viewer: Viewer, @Param('id', IdPipe) topicId: string): Promise<RecentMove[]> {
    return this.whereabouts.recent(viewer, topicId);
  }

  @Post('moves/:id/undo')
  @Answers(200, Whereabouts)
  undo(@CurrentViewer() viewer: Viewer, @Param('id', IdPipe) moveId: string): Promise<Whereabouts> {
    return this.undoing.undo(viewer, moveId);
  }

  @Get('topics/:id/whereabouts')
  @Answers(200, Whereabouts)
  whereIsNumber(
    @CurrentViewer() viewer: Viewer,
    @Param('id', IdPipe) topicId: string,
    @Query({ schema: WhereaboutsQuery }) { number }: z.infer<typeof WhereaboutsQuery>,
  ): Promise<Whereabouts> {
    return this.whereabouts.ofNumber(viewer, topicId, number);
  }

  @Get('posts/:id/whereabouts')
  @Answers(200, Whereabouts)
  whereIsPost(@CurrentViewer() viewer: Viewer, @Param('id', IdPipe) postId: string): Promise<Whereabouts> {
    return this.whereabouts.ofPost(viewer, postId);
  }
}
