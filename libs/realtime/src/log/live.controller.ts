import { Controller, Get, Header, Query } from '@nestjs/common';
import { ChangesQuery, type JoinAnswer } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { RoomLogView } from './room-log.view.ts';

/** For pages that no socket reaches: they ask every now and then. */
@Controller('api/v1/live')
export class LiveController {
  constructor(private readonly log: RoomLogView) {}

  @Get('changes')
  @Header('cache-control', 'no-store')
  changes(
    @CurrentViewer() viewer: Viewer,
    @Query({ schema: ChangesQuery }) query: ChangesQuery,
  ): Promise<JoinAnswer> {
    return this.log.changesFor(viewer, query);
  }
}
