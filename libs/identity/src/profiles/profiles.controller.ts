import { Body, Controller, Get, Put } from '@nestjs/common';
import { EditProfile, OwnProfile, Preferences } from '@app/contract';
import { Answers } from '@app/platform';
import { AccountsView } from '../accounts/accounts.view.ts';
import { CurrentViewer, signedIn, type Viewer } from '../viewer/viewer.ts';
import { ProfilesService } from './profiles.service.ts';

@Controller('api/v1/profile')
export class ProfilesController {
  constructor(
    private readonly profiles: ProfilesService,
    private readonly view: AccountsView,
  ) {}

  @Get()
  @Answers(200, OwnProfile)
  own(@CurrentViewer() viewer: Viewer): Promise<OwnProfile> {
    return this.view.own(signedIn(viewer));
  }

  @Put()
  @Answers(204)
  edit(@CurrentViewer() viewer: Viewer, @Body({ schema: EditProfile }) profile: EditProfile): Promise<void> {
    return this.profiles.edit(signedIn(viewer), profile);
  }

  @Put('preferences')
  @Answers(204)
  prefer(
    @CurrentViewer() viewer: Viewer,
    @Body({ schema: Preferences }) preferences: Preferences,
  ): Promise<void> {
    return this.profiles.prefer(signedIn(viewer), preferences);
  }
}
