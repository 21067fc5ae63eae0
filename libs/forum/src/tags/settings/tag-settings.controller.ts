import { Body, Controller, Delete, Get, Param, Post, Put } from '@nestjs/common';
import { TagPolicy, TagRename, TagSettings, TagSetWish } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers, IdPipe } from '@app/platform';
import { TagSettingsService } from './tag-settings.service.ts';
import { TagSettingsView } from './tag-settings.view.ts';

@Controller('api/v1/admin')
export class TagSettingsController {
  constructor(
    private readonly settings: TagSettingsService,
    private readonly view: TagSettingsView,
  ) {}

  @Get('tags')
  @Answers(200, TagSettings)
  read(@CurrentViewer() viewer: Viewer): Promise<TagSettings> {
    return this.view.read(viewer);
  }

  @Put('tags')
  @Answers(204)
  decide(@CurrentViewer() viewer: Viewer, @Body({ schema: TagPolicy }) policy: TagPolicy): Promise<void> {
    return this.settings.decide(viewer, policy);
  }

  @Post('tag-sets')
  @Answers(204)
  addSet(@CurrentViewer() viewer: Viewer, @Body({ schema: TagSetWish }) wish: TagSetWish): Promise<void> {
    return this.settings.keepSet(viewer, null, wish);
  }

  @Put('tag-sets/:id')
  @Answers(204)
  editSet(
    @CurrentViewer() viewer: Viewer,
    @Param('id', IdPipe) id: string,
    @Body({ schema: TagSetWish }) wish: TagSetWish,
  ): Promise<void> {
    return this.settings.keepSet(viewer, id, wish);
  }

  @Delete('tag-sets/:id')
  @Answers(204)
  removeSet(@CurrentViewer() viewer: Viewer, @Param('id', IdPipe) id: string): Promise<void> {
    return this.settings.removeSet(viewer, id);
  }

  @Post('tags/:tag/rename')
  @Answers(204)
  rename(
    @CurrentViewer() viewer: Viewer,
    @Param('tag') tag: string,
    @Body({ schema: TagRename }) rename: TagRename,
  ): Promise<void> {
    return this.settings.rename(viewer, tag, rename);
  }

  @Delete('tags/:tag')
  @Answers(204)
  remove(@CurrentViewer() viewer: Viewer, @Param('tag') tag: string): Promise<void> {
    return this.settings.remove(viewer, tag);
  }
}
