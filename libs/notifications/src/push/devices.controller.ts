import { Body, Controller, Delete, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { NewPushDevice, PushDevice } from '@app/contract';
import { CurrentViewer, signedIn, type Viewer } from '@app/identity';
import { Answers, ProblemError } from '@app/platform';
import { DevicesService } from './devices.service.ts';

const Uuid = new ParseUUIDPipe({ exceptionFactory: () => new ProblemError('not-found') });

/** Browsers that show notifications while no page is open. */
@Controller('api/v1/push-devices')
export class DevicesController {
  constructor(private readonly devices: DevicesService) {}

  @Post()
  @Answers(201, PushDevice)
  add(
    @CurrentViewer() viewer: Viewer,
    @Body({ schema: NewPushDevice }) device: NewPushDevice,
  ): Promise<PushDevice> {
    return this.devices.add(signedIn(viewer), device);
  }

  @Delete(':id')
  @Answers(204)
  remove(@CurrentViewer() viewer: Viewer, @Param('id', Uuid) id: string): Promise<void> {
    return this.devices.remove(signedIn(viewer), id);
  }
}
