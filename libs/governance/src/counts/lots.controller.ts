import { Body, Controller, Param, Put } from '@nestjs/common';
import { LotPromise, LotSecret } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers, IdPipe } from '@app/platform';
import { LotsService } from './lots.service.ts';

@Controller('api/v1/elections/:electionId/lot')
export class LotsController {
  constructor(private readonly lots: LotsService) {}

  @Put('promise')
  @Answers(204)
  promise(
    @CurrentViewer() viewer: Viewer,
    @Param('electionId', IdPipe) electionId: string,
    @Body({ schema: LotPromise }) { commitment }: LotPromise,
  ): Promise<void> {
    return this.lots.promise(viewer, electionId, commitment);
  }

  @Put('secret')
  @Answers(204)
  show(
    @CurrentViewer() viewer: Viewer,
    @Param('electionId', IdPipe) electionId: string,
    @Body({ schema: LotSecret }) { secret }: LotSecret,
  ): Promise<void> {
    return this.lots.show(viewer, electionId, secret);
  }
}
