import { Module } from '@nestjs/common';
import { AccessView } from './access.view.ts';
import { CategoriesService } from './categories/categories.service.ts';
import { PostsService } from './posts/posts.service.ts';
import { TopicsService } from './topics/topics.service.ts';

@Module({
  providers: [AccessView, CategoriesService, TopicsService, PostsService],
  exports: [AccessView, CategoriesService, TopicsService, PostsService],
})
export class ForumModule {}
