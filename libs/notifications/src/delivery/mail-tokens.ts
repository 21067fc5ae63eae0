import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { NotificationEvent } from '@app/contract';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';

/** What the link at the foot of a mail is about: null for a digest, which is about many things. */
export interface MailSubject {
  accountId: string;
  event: NotificationEvent | null;
  topicId: string | null;
}

const Content = z.tuple([z.string(), NotificationEvent.nullable(), z.string().nullable()]);

/**
 * The links at the foot of mails: they work without signing in, as RFC 8058 asks, and for ever, because mail is
 * kept for ever. Signed, so that nobody can make one for somebody else; they can end mail and nothing else.
 */
@Injectable()
export class MailTokens {
  private key: string | undefined;

  constructor(private readonly db: DataSource) {}

  async write({ accountId, event, topicId }: MailSubject): Promise<string> {
    const content = Buffer.from(JSON.stringify([accountId, event, topicId])).toString('base64url');
    return `${content}.${await this.sign(content)}`;
  }

  /** @throws ProblemError `outdated-link` for what this site did not sign */
  async read(token: string): Promise<MailSubject> {
    const [content = '', signature = ''] = token.split('.');
    const right = Buffer.from(await this.sign(content));
    const given = Buffer.from(signature);
    if (given.length !== right.length || !timingSafeEqual(given, right)) {
      throw new ProblemError('outdated-link');
    }
    const json: unknown = JSON.parse(Buffer.from(content, 'base64url').toString());
    const [accountId, event, topicId] = Content.parse(json);
    return { accountId, event, topicId };
  }

  private async sign(content: string): Promise<string> {
    this.key ??= await this.makeKey();
    return createHmac('sha256', Buffer.from(this.key, 'hex')).update(content).digest('base64url');
  }

  private async makeKey(): Promise<string> {
    await this.db.query(
      `insert into site_setting (key, value) values ('mail-link-key', to_jsonb($1::text)) on conflict do nothing`,
      [randomBytes(32).toString('hex')],
    );
    const rows: { value: string }[] = await this.db.query(
      `select value from site_setting where key = 'mail-link-key'`,
    );
    return rows[0]!.value;
  }
}
