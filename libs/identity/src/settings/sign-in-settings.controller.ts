import { Body, Controller, Get, Put } from '@nestjs/common';
import { SignInChoices, SignInSettings } from '@app/contract';
import { Answers } from '@app/platform';
import { CurrentViewer, staffOnly, type Viewer } from '../viewer/viewer.ts';
import { SignInChoicesView } from './sign-in-choices.view.ts';
import { SignInSettingsService } from './sign-in-settings.service.ts';

@Controller('api/v1')
export class SignInSettingsController {
  constructor(
    private readonly choices: SignInChoicesView,
    private readonly settings: SignInSettingsService,
  ) {}

  @Get('sign-in-choices')
  @Answers(200, SignInChoices)
  read(): Promise<SignInChoices> {
    return this.choices.read();
  }

  @Get('admin/sign-in')
  @Answers(200, SignInSettings)
  all(@CurrentViewer() viewer: Viewer): Promise<SignInSettings> {
    staffOnly(viewer);
    return this.settings.read();
  }

  @Put('admin/sign-in')
  @Answers(204)
  async write(
    @Body({ schema: SignInSettings }) body: SignInSettings,
    @CurrentViewer() viewer: Viewer,
  ): Promise<void> {
    staffOnly(viewer);
    await this.settings.write(body);
  }
}
