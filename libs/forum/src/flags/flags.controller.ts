import { Body, Controller, Param, Post } from '@nestjs/common';
import { FlagReceipt, NewFlag } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers, IdPipe } from '@app/platform';
import { FlagsService } from './flags.service.ts';

@Controller('api/v1/posts/:id/flags')
export class FlagsController {
  constructor(private readonly flags: FlagsService) {}

  @Post()
  @Answers(201, FlagReceipt)
  raise(
    @CurrentViewer() viewer: Viewer,
    @Param('id', IdPipe) postId: string,
    @Body({ schema: NewFlag }) flag: NewFlag,
  ): Promise<FlagReceipt> {
    return this.flags.raise(viewer, postId, flag);
  }
}
