import { Module } from '@nestjs/common';
import { IdentityModule } from '@app/identity';
import { AccountMailService } from './mail/account-mail.service.ts';
import { MailController } from './mail/mail.controller.ts';
import { MailJobs } from './mail/mail.jobs.ts';
import { MailService } from './mail/mail.service.ts';
import { MailView } from './mail/mail.view.ts';
import { Smtp } from './mail/smtp.ts';

/** What people are told without looking: mail, for now. */
@Module({
  imports: [IdentityModule],
  controllers: [MailController],
  providers: [Smtp, MailService, AccountMailService, MailView, MailJobs],
})
export class NotificationsModule {}
