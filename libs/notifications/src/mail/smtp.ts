import { Config } from '@app/platform';
import type { Transporter } from 'nodemailer';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';

export interface Letter {
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string | null;
  unsubscribeUrl: string | null;
}

/** The mail server that SMTP_URL names, if it names one. */
@Injectable()
export class Smtp implements OnApplicationShutdown {
  private transport: Promise<Transporter> | undefined;
  private readonly from: string;

  constructor(private readonly config: Config) {
    this.from = config.smtpUrl === undefined ? '' : senderOf(new URL(config.smtpUrl));
  }

  get isThere(): boolean {
    return this.config.smtpUrl !== undefined;
  }

  /**
   * Hands a letter to the mail server.
   *
   * @param sender the name that it is from
   * @throws Error with the server's own words when it does not take it
   */
  async send({ id, to, subject, text, html, unsubscribeUrl }: Letter, sender: string): Promise<void> {
    if (this.config.smtpUrl === undefined) return;
    this.transport ??= connect(this.config.smtpUrl);
    const transport = await this.transport;
    await transport.sendMail({
      from: { name: sender, address: this.from },
      to,
      subject,
      text,
      ...(html === null ? {} : { html }),
      // The same for every try, so that a letter that was taken twice is shown once.
      messageId: `<mail-${id}@${new URL(this.config.publicUrl).hostname}>`,
      headers: {
        'auto-submitted': 'auto-generated',
        ...(unsubscribeUrl === null
          ? {}
          : {
              'list-unsubscribe': `<${unsubscribeUrl}>`,
              'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
            }),
      },
    });
  }

  async onApplicationShutdown(): Promise<void> {
    (await this.transport)?.close();
  }
}

/** The library comes with the first letter. */
async function connect(url: string): Promise<Transporter> {
  const { createTransport } = await import('nodemailer');
  return createTransport(url);
}

/** `smtps://user:secret@host?from=forum@example.org`; without `from`, the user if it is an address. */
function senderOf(url: URL): string {
  const user = decodeURIComponent(url.username);
  return url.searchParams.get('from') ?? (user.includes('@') ? user : `noreply@${url.hostname}`);
}
