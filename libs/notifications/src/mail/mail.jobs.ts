import { Injectable } from '@nestjs/common';
import { EventLog, Jobs } from '@app/platform';
import { z } from 'zod';
import { AccountMailService } from './account-mail.service.ts';
import { MailService, SEND_MAIL } from './mail.service.ts';

const SendMail = z.object({ mailId: z.string() });

/** What is mailed after which event. */
@Injectable()
export class MailJobs {
  constructor(events: EventLog, jobs: Jobs, accountMail: AccountMailService, mail: MailService) {
    events.onCommitted('mail-welcome', ['account.created'], ({ accountId }) =>
      accountMail.verification(`verify:${accountId}`, accountId),
    );
    events.onCommitted('mail-verification', ['account.verification-requested'], ({ accountId, requestId }) =>
      accountMail.verification(`verify:${requestId}`, accountId),
    );
    events.onCommitted(
      'mail-password-reset',
      ['account.password-reset-requested'],
      ({ accountId, requestId }) => accountMail.passwordReset(`reset:${requestId}`, accountId),
    );
    jobs.define(SEND_MAIL, (payload) => mail.send(SendMail.parse(payload).mailId));
  }
}
