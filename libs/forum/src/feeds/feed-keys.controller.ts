import { Controller, Delete, Get, Post } from '@nestjs/common';
import { FeedKey, NewFeedKey } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers } from '@app/platform';
import { FeedKeysService } from './feed-keys.service.ts';

@Controller('api/v1/feed-key')
export class FeedKeysController {
  constructor(private readonly keys: FeedKeysService) {}

  @Get()
  @Answers(200, FeedKey)
  get(@CurrentViewer() viewer: Viewer): Promise<FeedKey> {
    return this.keys.get(viewer);
  }

  @Post()
  @Answers(201, NewFeedKey)
  renew(@CurrentViewer() viewer: Viewer): Promise<NewFeedKey> {
    return this.keys.renew(viewer);
  }

  @Delete()
  @Answers(204)
  revoke(@CurrentViewer() viewer: Viewer): Promise<void> {
    return this.keys.revoke(viewer);
  }
}
