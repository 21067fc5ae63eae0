import { Module } from '@nestjs/common';
import { ForumModule } from '@app/forum';
import { IdentityModule } from '@app/identity';
import { AccountMailService } from './mail/account-mail.service.ts';
import { ComingInMailJobs } from './mail/coming-in-mail.jobs.ts';
import { ComingInMailService } from './mail/coming-in-mail.service.ts';
import { MailController } from './mail/mail.controller.ts';
import { MailJobs } from './mail/mail.jobs.ts';
import { MailService } from './mail/mail.service.ts';
import { MailView } from './mail/mail.view.ts';
import { Smtp } from './mail/smtp.ts';
import { ChannelsView } from './preferences/channels.view.ts';
import { AddresseesView } from './told/addressees.view.ts';
import { BadgeView } from './told/badge.view.ts';
import { NewsJobs } from './told/news.jobs.ts';
import { NotificationsController } from './told/notifications.controller.ts';
import { NotificationsService } from './told/notifications.service.ts';
import { NotificationsView } from './told/notifications.view.ts';
import { PostNewsService } from './told/post-news.service.ts';
import { TellingService } from './told/telling.service.ts';

/** What people are told without looking: in the bell, by push, by mail. */
@Module({
  imports: [IdentityModule, ForumModule],
  controllers: [MailController, NotificationsController],
  providers: [
    AccountMailService,
    AddresseesView,
    BadgeView,
    ChannelsView,
    ComingInMailJobs,
    ComingInMailService,
    MailJobs,
    MailService,
    MailView,
    NewsJobs,
    NotificationsService,
    NotificationsView,
    PostNewsService,
    Smtp,
    TellingService,
  ],
})
export class NotificationsModule {}
