import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import {
  Invitation,
  InvitationCard,
  InvitedMany,
  InviteMany,
  NewInvitation,
  type Page,
  pageOf,
  PageQuery,
} from '@app/contract';
import { Answers, IdPipe } from '@app/platform';
import { CurrentViewer, staffOnly, type Viewer } from '../viewer/viewer.ts';
import { InvitationsService } from './invitations.service.ts';
import { InvitationsView } from './invitations.view.ts';

@Controller('api/v1')
export class InvitationsController {
  constructor(
    private readonly invitations: InvitationsService,
    private readonly view: InvitationsView,
  ) {}

  @Get('invitations/:token')
  @Answers(200, InvitationCard)
  card(@Param('token') token: string): Promise<InvitationCard> {
    return this.view.card(token);
  }

  @Get('admin/invitations')
  @Answers(200, pageOf(Invitation))
  list(
    @Query({ schema: PageQuery }) query: PageQuery,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Page<Invitation>> {
    staffOnly(viewer);
    return this.view.page(query);
  }

  @Post('admin/invitations')
  @Answers(201, Invitation)
  async invite(
    @Body({ schema: NewInvitation }) body: NewInvitation,
    @CurrentViewer() viewer: Viewer,
  ): Promise<Invitation> {
    return this.view.one(await this.invitations.invite(staffOnly(viewer), body));
  }

  @Post('admin/invitations/batch')
  @Answers(200, InvitedMany)
  inviteMany(
    @Body({ schema: InviteMany }) body: InviteMany,
    @CurrentViewer() viewer: Viewer,
  ): Promise<InvitedMany> {
    return this.invitations.inviteMany(staffOnly(viewer), body);
  }

  @Delete('admin/invitations/:id')
  @Answers(204)
  withdraw(@Param('id', IdPipe) id: string, @CurrentViewer() viewer: Viewer): Promise<void> {
    staffOnly(viewer);
    return this.invitations.withdraw(id);
  }
}
