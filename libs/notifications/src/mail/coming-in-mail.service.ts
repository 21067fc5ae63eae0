import { Injectable } from '@nestjs/common';
import { ApplicationsView, InvitationsView } from '@app/identity';
import { SiteSettings } from '@app/platform';
import { decisionMail, invitationMail } from './coming-in-mail.rules.ts';
import { MailService } from './mail.service.ts';

/** Writes the mails to people who are not members yet; each once. */
@Injectable()
export class ComingInMailService {
  constructor(
    private readonly invitations: InvitationsView,
    private readonly applications: ApplicationsView,
    private readonly mail: MailService,
    private readonly site: SiteSettings,
  ) {}

  async invitation(id: string): Promise<void> {
    const invited = await this.invitations.mail(id);
    if (!invited) return;
    const { name } = await this.site.read();
    await this.mail.keep({ key: `invitation:${id}`, to: invited.to, ...invitationMail(invited, name) });
  }

  async decision(id: string): Promise<void> {
    const decided = await this.applications.mail(id);
    if (!decided) return;
    const { name } = await this.site.read();
    await this.mail.keep({ key: `application:${id}`, to: decided.to, ...decisionMail(decided, name) });
  }
}
