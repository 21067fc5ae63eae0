import { Body, Controller, Delete, Put } from '@nestjs/common';
import { Answers } from '@app/platform';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { CurrentViewer, signedIn, type Viewer } from '../viewer/viewer.ts';
import { AvatarsService } from './avatars.service.ts';

@Controller('api/v1/profile/avatar')
export class AvatarsController {
  constructor(private readonly avatars: AvatarsService) {}

  @Put()
  @ApiConsumes('application/octet-stream')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @Answers(204)
  choose(@CurrentViewer() viewer: Viewer, @Body() bytes: unknown): Promise<void> {
    return this.avatars.choose(signedIn(viewer), bytes);
  }

  @Delete()
  @Answers(204)
  remove(@CurrentViewer() viewer: Viewer): Promise<void> {
    return this.avatars.remove(signedIn(viewer));
  }
}
