import { Body, Controller, Get, Headers, Param, Post } from '@nestjs/common';
import { NewProposal, ProposalAddress, ProposalChoices, TopicProposals } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers, IdPipe } from '@app/platform';
import { ProposalsService } from './proposals.service.ts';
import { ProposalsView } from './proposals.view.ts';

@Controller('api/v1/topics/:topicId/proposals')
export class TopicProposalsController {
  constructor(
    private readonly proposals: ProposalsService,
    private readonly view: ProposalsView,
  ) {}

  @Get()
  @Answers(200, TopicProposals)
  list(@CurrentViewer() viewer: Viewer, @Param('topicId', IdPipe) topicId: string): Promise<TopicProposals> {
    return this.view.inTopic(viewer, topicId);
  }

  @Get('choices')
  @Answers(200, ProposalChoices)
  choices(
    @CurrentViewer() viewer: Viewer,
    @Param('topicId', IdPipe) topicId: string,
  ): Promise<ProposalChoices> {
    return this.view.choices(viewer, topicId);
  }

  @Post()
  @Answers(201, ProposalAddress)
  open(
    @CurrentViewer() viewer: Viewer,
    @Param('topicId', IdPipe) topicId: string,
    @Body({ schema: NewProposal }) proposal: NewProposal,
    @Headers('idempotency-key') key: string | undefined,
  ): Promise<ProposalAddress> {
    return this.proposals.open(viewer, topicId, proposal, key);
  }
}
