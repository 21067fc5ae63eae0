import { Body, Controller, Get, Headers, Param, Patch, Post, Put, Query } from '@nestjs/common';
import {
  CastVote,
  ChangeProposal,
  DecisionAddress,
  Proposal,
  ProposalList,
  ProposalListQuery,
  ProposalSource,
  ProposalVersion,
  StateOutcome,
  VoteList,
  VoteListQuery,
} from '@app/contract';
import { readVersion } from '@app/forum';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers, IdPipe } from '@app/platform';
import { z } from 'zod';
import { OutcomesService } from './outcomes.service.ts';
import { ProposalVotesService } from './proposal-votes.service.ts';
import { ProposalVotesView } from './proposal-votes.view.ts';
import { ProposalsService } from './proposals.service.ts';
import { ProposalsView } from './proposals.view.ts';

@Controller('api/v1/proposals')
export class ProposalsController {
  constructor(
    private readonly proposals: ProposalsService,
    private readonly ballots: ProposalVotesService,
    private readonly outcomes: OutcomesService,
    private readonly view: ProposalsView,
    private readonly votesView: ProposalVotesView,
  ) {}

  @Get()
  @Answers(200, ProposalList)
  list(
    @CurrentViewer() viewer: Viewer,
    @Query({ schema: ProposalListQuery }) query: ProposalListQuery,
  ): Promise<ProposalList> {
    return this.view.list(viewer, query);
  }

  @Get(':id')
  @Answers(200, Proposal)
  get(@CurrentViewer() viewer: Viewer, @Param('id', IdPipe) id: string): Promise<Proposal> {
    return this.view.get(viewer, id);
  }

  @Get(':id/source')
  @Answers(200, ProposalSource)
  source(@CurrentViewer() viewer: Viewer, @Param('id', IdPipe) id: string): Promise<ProposalSource> {
    return this.view.source(viewer, id);
  }

  @Get(':id/versions')
  @Answers(200, z.array(ProposalVersion))
  versions(@CurrentViewer() viewer: Viewer, @Param('id', IdPipe) id: string): Promise<ProposalVersion[]> {
    return this.view.versions(viewer, id);
  }

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
    return this.ballots.vote(viewer, id, vote);
  }

  @Patch(':id')
  @Answers(204)
  change(
    @CurrentViewer() viewer: Viewer,
    @Param('id', IdPipe) id: string,
    @Headers('if-match') version: string | undefined,
    @Body({ schema: ChangeProposal }) change: ChangeProposal,
  ): Promise<void> {
    return this.proposals.change(viewer, id, readVersion(version), change);
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
