import { Body, Controller, Get, Headers, Param, Patch, Query } from '@nestjs/common';
import {
  ChangeProposal,
  Proposal,
  ProposalList,
  ProposalListQuery,
  ProposalSource,
  ProposalVersion,
} from '@app/contract';
import { readVersion } from '@app/forum';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers, IdPipe } from '@app/platform';
import { z } from 'zod';
import { ProposalsService } from './proposals.service.ts';
import { ProposalsView } from './proposals.view.ts';

@Controller('api/v1/proposals')
export class ProposalsController {
  constructor(
    private readonly proposals: ProposalsService,
    private readonly view: ProposalsView,
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
}
