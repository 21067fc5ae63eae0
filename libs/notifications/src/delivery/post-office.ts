import { Injectable } from '@nestjs/common';
import type { Language } from '@app/contract';
import { Config, SiteSettings } from '@app/platform';
import type { EntityManager } from 'typeorm';
import { MailService } from '../mail/mail.service.ts';
import { type Letter, letterHtml, letterText } from './letter.rules.ts';
import { type MailSubject, MailTokens } from './mail-tokens.ts';
import { readerOf } from './reader.ts';

/** What every letter needs beside its own words. */
export interface Envelope {
  language: Language;
  site: string;
  /** The site's address, without a trailing slash. */
  url: string;
  unsubscribeUrl: string;
}

interface Posting {
  /** A second mail with the same key is not written. */
  key: string;
  about: MailSubject;
  /** Staff may not read it. */
  private: boolean;
  write: (envelope: Envelope) => Letter;
}

/** Addresses letters about news: in the reader's language, with the way to end them. */
@Injectable()
export class PostOffice {
  constructor(
    private readonly tokens: MailTokens,
    private readonly mail: MailService,
    private readonly site: SiteSettings,
    private readonly config: Config,
  ) {}

  /** @returns false where nobody has shown that mail arrives */
  async post(tx: EntityManager, { key, about, write, private: sealed }: Posting): Promise<boolean> {
    const reader = await readerOf(tx, about.accountId);
    if (!reader?.email) return false;
    const { name: site } = await this.site.read();
    const url = this.config.publicUrl;
    const token = encodeURIComponent(await this.tokens.write(about));
    const unsubscribeUrl = `${url}/unsubscribe?token=${token}`;
    const letter = write({ language: reader.language, site, url, unsubscribeUrl });
    await this.mail.keep(
      {
        key,
        to: reader.email,
        subject: letter.subject,
        body: letterText(letter),
        html: letterHtml(letter),
        unsubscribeUrl: `${url}/api/v1/mail-subscriptions/one-click?token=${token}`,
        private: sealed,
      },
      tx,
    );
    return true;
  }
}
