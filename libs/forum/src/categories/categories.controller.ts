import { Controller, Get, Param } from '@nestjs/common';
import { Category } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers } from '@app/platform';
import { z } from 'zod';
import { CategoriesView } from './categories.view.ts';

@Controller('api/v1/categories')
export class CategoriesController {
  constructor(private readonly categories: CategoriesView) {}

  @Get()
  @Answers(200, z.array(Category))
  list(@CurrentViewer() viewer: Viewer): Promise<Category[]> {
    return this.categories.list(viewer);
  }

  @Get(':slug')
  @Answers(200, Category)
  one(@CurrentViewer() viewer: Viewer, @Param('slug') slug: string): Promise<Category> {
    return this.categories.one(viewer, slug);
  }
}
