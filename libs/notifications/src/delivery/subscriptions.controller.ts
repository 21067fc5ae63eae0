import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { EndMailSubscription, MailSubscription, MailTokenQuery } from '@app/contract';
import { Answers } from '@app/platform';
import { SubscriptionsService } from './subscriptions.service.ts';

@Controller('api/v1/mail-subscriptions')
export class SubscriptionsController {
  constructor(private readonly subscriptions: SubscriptionsService) {}

  @Get()
  @Answers(200, MailSubscription)
  describe(@Query({ schema: MailTokenQuery }) { token }: MailTokenQuery): Promise<MailSubscription> {
    return this.subscriptions.describe(token);
  }

  @Post()
  @Answers(204)
  end(@Body({ schema: EndMailSubscription }) { token, what }: EndMailSubscription): Promise<void> {
    return this.subscriptions.end(token, what);
  }

  /** RFC 8058: a mail program posts here, without cookies, when its reader clicks its own "unsubscribe". */
  @Post('one-click')
  @Answers(204)
  oneClick(@Query({ schema: MailTokenQuery }) { token }: MailTokenQuery): Promise<void> {
    return this.subscriptions.end(token, 'event');
  }
}
