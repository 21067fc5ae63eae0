import { Body, Controller, Get, Headers, Param, Post, Put, Query } from '@nestjs/common';
import { CastVote, DecisionAddress, StateOutcome, VoteList, VoteListQuery } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers, IdPipe } from '@app/platform';
import { OutcomesService } from './outcomes.service.ts';
import { ProposalVotesService } from './proposal-votes.service.ts';
import { ProposalVotesView } from './proposal-votes.view.ts';

/** How a proposal is voted on, and what became of it. */
@Controller('api/v1/proposals')
export class VotingController {
  constructor(
    private readonly votesService: ProposalVotesService,
    private readonly outcomes: OutcomesService,
    private readonly votesView: ProposalVotesView,
  ) {}

  @Get(':id/votes')
  @Answers(200, VoteList)
  votes(
    @CurrentViewer() viewer: Viewer,
    @Param('id', IdPipe) id: string,
    @Query({ schema: VoteListQuery }) query: VoteListQuery,
  ): Promise<VoteList> {
    return this.votesView.list(viewer, id, query);
  }

  @Put(':id/vote')
  @Answers(204)
  vote(
    @CurrentViewer() viewer: Viewer,
    @Param('id', IdPipe) id: string,
    @Body({ schema: CastVote }) vote: CastVote,
  ): Promise<void> {
    return this.votesService.vote(viewer, id, vote);
  }

  @Post(':id/outcome')
  @Answers(201, DecisionAddress)
  state(
    @CurrentViewer() viewer: Viewer,
    @Param('id', IdPipe) id: string,
    @Body({ schema: StateOutcome }) outcome: StateOutcome,
    @Headers('idempotency-key') key: string | undefined,
  ): Promise<DecisionAddress> {
    return this.outcomes.state(viewer, id, outcome, key);
  }
}
