import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { CategoryEdit, CategorySettings, NewCategory } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers } from '@app/platform';
import { z } from 'zod';
import { CategorySettingsService } from './category-settings.service.ts';
import { CategorySettingsView } from './category-settings.view.ts';

const Through = z.object({ account: z.string().max(100).optional() });

@Controller('api/v1/categories')
export class CategorySettingsController {
  constructor(
    private readonly settings: CategorySettingsService,
    private readonly view: CategorySettingsView,
  ) {}

  @Post()
  @Answers(204)
  create(
    @CurrentViewer() viewer: Viewer,
    @Body({ schema: NewCategory }) category: NewCategory,
  ): Promise<void> {
    return this.settings.create(viewer, category);
  }

  @Get(':slug/settings')
  @Answers(200, CategorySettings)
  read(
    @CurrentViewer() viewer: Viewer,
    @Param('slug') slug: string,
    @Query({ schema: Through }) { account }: z.infer<typeof Through>,
  ): Promise<CategorySettings> {
    return this.view.read(viewer, slug, account);
  }

  @Put(':slug/settings')
  @Answers(204)
  edit(
    @CurrentViewer() viewer: Viewer,
    @Param('slug') slug: string,
    @Body({ schema: CategoryEdit }) edit: CategoryEdit,
  ): Promise<void> {
    return this.settings.edit(viewer, slug, edit);
  }
}
