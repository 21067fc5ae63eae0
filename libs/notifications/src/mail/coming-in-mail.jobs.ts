import { Injectable } from '@nestjs/common';
import { EventLog } from '@app/platform';
import { ComingInMailService } from './coming-in-mail.service.ts';

@Injectable()
export class ComingInMailJobs {
  constructor(events: EventLog, mail: ComingInMailService) {
    events.onCommitted('mail-invitation', ['invitation.sent'], ({ invitationId }) =>
      mail.invitation(invitationId),
    );
    events.onCommitted('mail-application', ['application.decided'], ({ applicationId }) =>
      mail.decision(applicationId),
    );
  }
}
