import { Body, Controller, Post } from '@nestjs/common';
import { EraseAccount, ErasureReceipt } from '@app/contract';
import { Answers } from '@app/platform';
import { CurrentViewer, signedIn, type Viewer } from '../viewer/viewer.ts';
import { LeavingService } from './leaving.service.ts';

@Controller('api/v1/profile')
export class LeavingController {
  constructor(private readonly leaving: LeavingService) {}

  @Post('erasure')
  @Answers(200, ErasureReceipt)
  erase(
    @CurrentViewer() viewer: Viewer,
    @Body({ schema: EraseAccount }) wish: EraseAccount,
  ): Promise<ErasureReceipt> {
    return this.leaving.erase(signedIn(viewer), wish);
  }
}
