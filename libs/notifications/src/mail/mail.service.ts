import { Injectable } from '@nestjs/common';
import { Jobs, SiteSettings } from '@app/platform';
import { DataSource, IsNull } from 'typeorm';
import { Mail } from './mail.entity.ts';
import { Smtp } from './smtp.ts';

export const SEND_MAIL = 'mail:send';

export interface NewMail {
  /** What it is about: a second mail with the same key is not written. */
  key: string;
  to: string;
  subject: string;
  body: string;
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
  async keep({ key, to, subject, body }: NewMail): Promise<void> {
    await this.db.transaction(async (tx) => {
      const rows: { id: string }[] = await tx.query(
        `insert into mail (key, recipient, subject, body) values ($1, $2, $3, $4)
         on conflict (key) do nothing returning id`,
        [key, to, subject, body],
      );
      const mailId = rows[0]?.id;
      if (mailId !== undefined && this.smtp.isThere) await this.jobs.add(tx, SEND_MAIL, { mailId });
    });
  }

  /**
   * Sends a mail that has not been sent. Its code and what its links carry are then blotted out: staff see
   * that it went, and cannot use it.
   */
  async send(mailId: string): Promise<void> {
    const mail = await this.db.manager.findOneBy(Mail, { id: mailId, sentAt: IsNull() });
    if (!mail) return;
    const { name } = await this.site.read();
    const { id, recipient, subject, body } = mail;
    await this.smtp.send({ id, to: recipient, subject, text: body }, name);
    await this.db.query(
      `update mail set sent_at = now(),
         body = regexp_replace(regexp_replace(body, '([?&]token=|/invite/)[^&[:space:]]+', '\\1…', 'g'),
           '^\\d{3} \\d{3}$', '… …', 'gn')
       where id = $1`,
      [mailId],
    );
  }
}
