import { Injectable } from '@nestjs/common';
import { Jobs } from '@app/platform';
import { z } from 'zod';
import { MAIL_DIGEST, MAIL_NEWS, PUSH_NEWS } from './deliveries.service.ts';
import { NewsMailService } from './news-mail.service.ts';
import { PushService } from './push.service.ts';

const MailNews = z.object({ notificationId: z.string() });
const MailDigest = z.object({ accountId: z.string(), pace: z.enum(['daily', 'weekly']) });
const PushNews = z.object({ deviceId: z.string(), source: z.string() });

@Injectable()
export class DeliveryJobs {
  constructor(jobs: Jobs, mail: NewsMailService, push: PushService) {
    jobs.define(MAIL_NEWS, (payload) => mail.mailNews(MailNews.parse(payload).notificationId));
    jobs.define(MAIL_DIGEST, (payload) => {
      const { accountId, pace } = MailDigest.parse(payload);
      return mail.mailDigest(accountId, pace);
    });
    jobs.define(PUSH_NEWS, (payload) => {
      const { deviceId, source } = PushNews.parse(payload);
      return push.push(deviceId, source);
    });
  }
}
