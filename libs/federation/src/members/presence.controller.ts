import { Body, Controller, Delete, Get, Param, Post, Put } from '@nestjs/common';
import { FediverseChoices, FediversePresence, RemoteAddress } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers } from '@app/platform';
import { AccountMoves } from './account-moves.service.ts';
import { PresenceService } from './presence.service.ts';
import { PresenceView } from './presence.view.ts';

/** How other servers see the one who asks. */
@Controller('api/v1/fediverse')
export class PresenceController {
  constructor(
    private readonly presence: PresenceView,
    private readonly choices: PresenceService,
    private readonly moves: AccountMoves,
  ) {}

  @Get()
  @Answers(200, FediversePresence)
  get(@CurrentViewer() viewer: Viewer): Promise<FediversePresence> {
    return this.presence.of(viewer);
  }

  @Put()
  @Answers(204)
  choose(
    @CurrentViewer() viewer: Viewer,
    @Body({ schema: FediverseChoices }) choices: FediverseChoices,
  ): Promise<void> {
    return this.choices.choose(viewer, choices);
  }

  @Post('aliases')
  @Answers(204)
  addAlias(
    @CurrentViewer() viewer: Viewer,
    @Body({ schema: RemoteAddress }) { address }: RemoteAddress,
  ): Promise<void> {
    return this.moves.addAlias(viewer, address);
  }

  @Delete('aliases/:id')
  @Answers(204)
  removeAlias(@CurrentViewer() viewer: Viewer, @Param('id') id: string): Promise<void> {
    return this.moves.removeAlias(viewer, id);
  }

  @Put('moved')
  @Answers(204)
  moveAway(
    @CurrentViewer() viewer: Viewer,
    @Body({ schema: RemoteAddress }) { address }: RemoteAddress,
  ): Promise<void> {
    return this.moves.moveAway(viewer, address);
  }

  @Delete('moved')
  @Answers(204)
  stay(@CurrentViewer() viewer: Viewer): Promise<void> {
    return this.moves.stay(viewer);
  }
}
