import { Body, Controller, Get, Put } from '@nestjs/common';
import { ChangeNotificationPreferences, NotificationPreferences } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers } from '@app/platform';
import { PreferencesService } from './preferences.service.ts';
import { PreferencesView } from './preferences.view.ts';

@Controller('api/v1/notification-preferences')
export class PreferencesController {
  constructor(
    private readonly preferences: PreferencesService,
    private readonly view: PreferencesView,
  ) {}

  @Get()
  @Answers(200, NotificationPreferences)
  get(@CurrentViewer() viewer: Viewer): Promise<NotificationPreferences> {
    return this.view.get(viewer);
  }

  @Put()
  @Answers(204)
  change(
    @CurrentViewer() viewer: Viewer,
    @Body({ schema: ChangeNotificationPreferences }) change: ChangeNotificationPreferences,
  ): Promise<void> {
    return this.preferences.change(viewer, change);
  }
}
