import { Controller, Get, Param } from '@nestjs/common';
import { CategoryWriting, TagCard } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers } from '@app/platform';
import { z } from 'zod';
import { TagsView } from './tags.view.ts';

@Controller('api/v1')
export class TagsController {
  constructor(private readonly tags: TagsView) {}

  @Get('tags')
  @Answers(200, z.array(TagCard))
  list(@CurrentViewer() viewer: Viewer): Promise<TagCard[]> {
    return this.tags.list(viewer);
  }

  @Get('tags/:tag')
  @Answers(200, TagCard)
  one(@CurrentViewer() viewer: Viewer, @Param('tag') tag: string): Promise<TagCard> {
    return this.tags.one(viewer, tag);
  }

  @Get('categories/:slug/writing')
  @Answers(200, CategoryWriting)
  writing(@CurrentViewer() viewer: Viewer, @Param('slug') slug: string): Promise<CategoryWriting> {
    return this.tags.writing(viewer, slug);
  }
}
