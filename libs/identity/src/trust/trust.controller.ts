import { Controller, Param, Put } from '@nestjs/common';
import { Answers } from '@app/platform';
import { CurrentViewer, type Viewer } from '../viewer/viewer.ts';
import { TrustService } from './trust.service.ts';

@Controller('api/v1/accounts/:handle/vouch')
export class TrustController {
  constructor(private readonly trust: TrustService) {}

  @Put()
  @Answers(204)
  vouch(@CurrentViewer() viewer: Viewer, @Param('handle') handle: string): Promise<void> {
    return this.trust.vouch(viewer, handle);
  }
}
