import { Body, Controller, Delete, Get, Put } from '@nestjs/common';
import { EnrolKey, OwnMemberKey } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers } from '@app/platform';
import { MemberKeysService } from './member-keys.service.ts';

/** The viewer's key for votes. */
@Controller('api/v1/member-key')
export class MemberKeysController {
  constructor(private readonly keys: MemberKeysService) {}

  @Get()
  @Answers(200, OwnMemberKey)
  own(@CurrentViewer() viewer: Viewer): Promise<OwnMemberKey> {
    return this.keys.own(viewer);
  }

  @Put()
  @Answers(200, OwnMemberKey)
  enrol(
    @CurrentViewer() viewer: Viewer,
    @Body({ schema: EnrolKey }) request: EnrolKey,
  ): Promise<OwnMemberKey> {
    return this.keys.enrol(viewer, request);
  }

  @Delete()
  @Answers(204)
  remove(@CurrentViewer() viewer: Viewer): Promise<void> {
    return this.keys.remove(viewer);
  }
}
