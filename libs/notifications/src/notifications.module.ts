import { Module } from '@nestjs/common';
import { ForumModule } from '@app/forum';
import { GovernanceModule } from '@app/governance';
import { IdentityModule } from '@app/identity';
import { NotificationsPart } from './leaving/notifications-part.ts';
import { DeliveriesService } from './delivery/deliveries.service.ts';
import { DeliveryJobs } from './delivery/delivery.jobs.ts';
import { MailTokens } from './delivery/mail-tokens.ts';
import { NewsMailService } from './delivery/news-mail.service.ts';
import { PendingView } from './delivery/pending.view.ts';
import { PostOffice } from './delivery/post-office.ts';
import { PushService } from './delivery/push.service.ts';
import { SubscriptionsController } from './delivery/subscriptions.controller.ts';
import { SubscriptionsService } from './delivery/subscriptions.service.ts';
import { AccountMailService } from './mail/account-mail.service.ts';
import { ComingInMailJobs } from './mail/coming-in-mail.jobs.ts';
import { ComingInMailService } from './mail/coming-in-mail.service.ts';
import { ExportMailService } from './mail/export-mail.service.ts';
import { MemberKeyMailService } from './mail/member-key-mail.service.ts';
import { ElectionLettersController } from './mail/election-letters.controller.ts';
import { MailController } from './mail/mail.controller.ts';
import { MailJobs } from './mail/mail.jobs.ts';
import { ElectionNoticeService, NoticeParts } from './mail/election-notice.service.ts';
import { NoticeProofsView } from './mail/notice-proofs.view.ts';
import { MailService } from './mail/mail.service.ts';
import { MailView } from './mail/mail.view.ts';
import { Smtp } from './mail/smtp.ts';
import { PreferencesController } from './preferences/preferences.controller.ts';
import { PreferencesService } from './preferences/preferences.service.ts';
import { PreferencesView } from './preferences/preferences.view.ts';
import { DevicesController } from './push/devices.controller.ts';
import { DevicesService } from './push/devices.service.ts';
import { PushSender } from './push/push-sender.ts';
import { VapidKeys } from './push/vapid-keys.ts';
import { AskedJobs } from './news/asked.jobs.ts';
import { BookmarkNewsService } from './news/bookmark-news.service.ts';
import { ElectionNewsService } from './news/election-news.service.ts';
import { DecisionNewsService } from './news/decision-news.service.ts';
import { ProposalNewsService } from './news/proposal-news.service.ts';
import { AudienceView } from './told/audience.view.ts';
import { AddresseesView } from './news/addressees.view.ts';
import { BadgeView } from './told/badge.view.ts';
import { NewsJobs } from './news/news.jobs.ts';
import { NotificationsController } from './told/notifications.controller.ts';
import { NotificationsService } from './told/notifications.service.ts';
import { NotificationsView } from './told/notifications.view.ts';
import { PostNewsService } from './news/post-news.service.ts';
import { SettleJobs } from './told/settle.jobs.ts';
import { TellingService } from './told/telling.service.ts';
import { WaitingForYouController } from './waiting/waiting.controller.ts';
import { WaitingView } from './waiting/waiting.view.ts';

/** What people are told without looking: in the bell, by push, by mail. */
@Module({
  imports: [IdentityModule, ForumModule, GovernanceModule],
  controllers: [
    DevicesController,
    ElectionLettersController,
    MailController,
    NotificationsController,
    PreferencesController,
    SubscriptionsController,
    WaitingForYouController,
  ],
  providers: [
    NotificationsPart,
    SettleJobs,
    WaitingView,
    AudienceView,
    DecisionNewsService,
    ProposalNewsService,
    ElectionNewsService,
    ElectionNoticeService,
    ExportMailService,
    MemberKeyMailService,
    NoticeParts,
    NoticeProofsView,
    BookmarkNewsService,
    AskedJobs,
    VapidKeys,
    SubscriptionsService,
    PostOffice,
    PushSender,
    PushService,
    PreferencesView,
    PreferencesService,
    PendingView,
    NewsMailService,
    MailTokens,
    DevicesService,
    DeliveryJobs,
    DeliveriesService,
    AccountMailService,
    AddresseesView,
    BadgeView,
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
