import { Controller, Get, Header, Query } from '@nestjs/common';
import { ChangesQuery, RoomChanges } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers } from '@app/platform';
import { RoomLogView } from './room-log.view.ts';

/** For pages that no socket reaches: they ask every now and then. */
@Controller('api/v1/live')
export class LiveController {
  constructor(private readonly log: RoomLogView) {}

  @Get('changes')
  @Answers(200, RoomChanges)
  @Header('cache-control', 'no-store')
  changes(
    @CurrentViewer() viewer: Viewer,
    @Query({ schema: ChangesQuery }) query: ChangesQuery,
  ): Promise<RoomChanges> {
    return this.log.changesFor(viewer, query);
  }
}
