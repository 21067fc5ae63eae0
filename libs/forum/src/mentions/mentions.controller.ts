import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import {
  AskMentionCost,
  Mentionable,
  MentionCost,
  MentionQuery,
  SimilarQuery,
  SimilarTopic,
} from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers } from '@app/platform';
import { z } from 'zod';
import { MentionsView } from './mentions.view.ts';
import { SimilarTopicsView } from './similar-topics.view.ts';

/** What helps while somebody writes. */
@Controller('api/v1/writing')
export class MentionsController {
  constructor(
    private readonly mentions: MentionsView,
    private readonly similar: SimilarTopicsView,
  ) {}

  @Get('mentions')
  @Answers(200, z.array(Mentionable))
  matching(
    @CurrentViewer() viewer: Viewer,
    @Query({ schema: MentionQuery }) query: MentionQuery,
  ): Promise<Mentionable[]> {
    return this.mentions.matching(viewer, query);
  }

  @Post('mention-cost')
  @Answers(200, MentionCost)
  cost(
    @CurrentViewer() viewer: Viewer,
    @Body({ schema: AskMentionCost }) text: AskMentionCost,
  ): Promise<MentionCost> {
    return this.mentions.cost(viewer, text);
  }

  @Get('similar-topics')
  @Answers(200, z.array(SimilarTopic))
  similarTo(
    @CurrentViewer() viewer: Viewer,
    @Query({ schema: SimilarQuery }) { title }: SimilarQuery,
  ): Promise<SimilarTopic[]> {
    return this.similar.of(viewer, title);
  }
}
