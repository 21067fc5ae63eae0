import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { InteractFrom, RemoteAddress, RemotePlace, RemoteThing } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers } from '@app/platform';
import { RemoteNames } from './remote-names.ts';
import { RemoteThings } from './remote-things.ts';

/** People, categories and threads of other servers, as members look for them; and the way for others to theirs. */
@Controller('api/v1')
export class RemoteThingsController {
  constructor(
    private readonly things: RemoteThings,
    private readonly names: RemoteNames,
  ) {}

  @Get('remote-things')
  @Answers(200, RemoteThing)
  find(
    @CurrentViewer() viewer: Viewer,
    @Query({ schema: RemoteAddress }) { address }: RemoteAddress,
  ): Promise<RemoteThing> {
    return this.things.find(viewer, address);
  }

  @Post('remote-things')
  @Answers(200, RemoteThing)
  bring(
    @CurrentViewer() viewer: Viewer,
    @Body({ schema: RemoteAddress }) { address }: RemoteAddress,
  ): Promise<RemoteThing> {
    return this.things.bring(viewer, address);
  }

  /** Where a visitor's own server takes them to answer or follow what they saw here. */
  @Post('interactions')
  @Answers(200, RemotePlace)
  async interact(@Body({ schema: InteractFrom }) { handle, path }: InteractFrom): Promise<RemotePlace> {
    return { url: await this.names.subscribeAddress(handle, path) };
  }
}
