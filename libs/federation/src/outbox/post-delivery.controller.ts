import { Controller, Get, Param } from '@nestjs/common';
import { PostDelivery } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers, IdPipe } from '@app/platform';
import { PostDeliveryView } from './post-delivery.view.ts';

@Controller('api/v1/posts/:id/delivery')
export class PostDeliveryController {
  constructor(private readonly deliveries: PostDeliveryView) {}

  @Get()
  @Answers(200, PostDelivery)
  of(@CurrentViewer() viewer: Viewer, @Param('id', IdPipe) postId: string): Promise<PostDelivery> {
    return this.deliveries.of(viewer, postId);
  }
}
