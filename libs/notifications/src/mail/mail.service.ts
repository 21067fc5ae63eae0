import { Injectable } from '@nestjs/common';
import { Jobs, SiteSettings } from '@app/platform';
import { DataSource, type EntityManager, IsNull } from 'typeorm';
import { Mail } from './mail.entity.ts';
import { Smtp } from './smtp.ts';

export const SEND_MAIL = 'mail:send';

export interface NewMail {
  /** What it is about: a second mail with the same key is not written. */
  key: string;
  to: string;
  subject: string;
  body: string;
  /** The same, laid out. */
  html?: string;
  /** Where one click ends mails of this kind (RFC 8058). */
  unsubscribeUrl?: string;
  /** Staff see that there is a mail, and to whom; not what it says. */
  private?: boolean;
}

@Injectable()
export class MailService {
  constructor(
    private readonly db: DataSource,
    private readonly jobs: Jobs,
    private readonly smtp: Smtp,
    private readonly site: SiteSettings,
  ) {}

  /** Writes a mail, and orders its sending where there is a mail server; without one it is kept. */
  async keep(mail: NewMail, tx?: EntityManager): Promise<void> {
    await (tx ? this.write(tx, mail) : this.db.transaction((own) => this.write(own, mail)));
  }

  /**
   * Sends a mail that has not been sent. Its code and what its links carry are then blotted out: staff see
   * that it went, and cannot use it.
   */
  async send(mailId: string): Promise<void> {
    const mail = await this.db.manager.findOneBy(Mail, { id: mailId, sentAt: IsNull() });
    if (!mail) return;
    const { name } = await this.site.read();
    const { id, recipient, subject, body, html, unsubscribeUrl } = mail;
    await this.smtp.send({ id, to: recipient, subject, text: body, html, unsubscribeUrl }, name);
    await this.db.query(
      `update mail set sent_at = now(), html = null, unsubscribe_url = null,
         body = regexp_replace(body, '([?&]token=)[^&[:space:]]+', '\\1…', 'g') where id = $1`,
      [mailId],
    );
  }

  private async write(tx: EntityManager, mail: NewMail): Promise<void> {
    const rows: { id: string }[] = await tx.query(
      `insert into mail (key, recipient, subject, body, html, unsubscribe_url, private)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict (key) do nothing returning id`,
      [
        mail.key,
        mail.to,
        mail.subject,
        mail.body,
        mail.html ?? null,
        mail.unsubscribeUrl ?? null,
        mail.private ?? false,
      ],
    );
    const mailId = rows[0]?.id;
    if (mailId !== undefined && this.smtp.isThere) await this.jobs.add(tx, SEND_MAIL, { mailId });
  }
}
