import { Injectable } from '@nestjs/common';
import { type LinkMail, MailLinks, VERIFICATION_HOURS, writtenCode } from '@app/identity';
import { SiteSettings } from '@app/platform';
import { type MailText, type MailWords, passwordResetMail, verificationMail } from './account-mail.rules.ts';
import { MailService } from './mail.service.ts';

/** Writes the mails about an account. `key` names the request, so that the same one is answered once. */
@Injectable()
export class AccountMailService {
  constructor(
    private readonly links: MailLinks,
    private readonly mail: MailService,
    private readonly site: SiteSettings,
  ) {}

  async verification(key: string, accountId: string): Promise<void> {
    await this.write(key, await this.links.verification(accountId), (words) =>
      verificationMail(words, VERIFICATION_HOURS),
    );
  }

  async passwordReset(key: string, accountId: string): Promise<void> {
    await this.write(key, await this.links.passwordReset(accountId), passwordResetMail);
  }

  private async write(
    key: string,
    link: LinkMail | null,
    textOf: (words: MailWords) => MailText,
  ): Promise<void> {
    if (!link) return;
    const { name: site } = await this.site.read();
    await this.mail.keep({ key, to: link.to, ...textOf({ ...link, site, code: writtenCode(link.code) }) });
  }
}
