import { Injectable } from '@nestjs/common';
import type { Language } from '@app/contract';
import { EventLog } from '@app/platform';
import { DataSource } from 'typeorm';
import { readerOf } from '../delivery/reader.ts';
import { NoticeParts } from './election-notice.service.ts';
import { MailService } from './mail.service.ts';

const WORDS: Record<Language, (site: string, url: string) => { subject: string; body: string }> = {
  en: (site, url) => ({
    subject: `Your key for votes at ${site} has changed`,
    body: `The key that signs your requests for ballots at ${site} was set, replaced or removed just now.

It was you? Then there is nothing to do.
It was not you? Look at your key and your sessions at once, and tell the officers of the next election:
${url}

${site}
`,
  }),
  sv: (site, url) => ({
    subject: `Din nyckel för val på ${site} har ändrats`,
    body: `Nyckeln som skriver under när du hämtar valsedlar på ${site} har nyss lagts till, bytts ut eller tagits bort.

Var det du? Då behöver du inte göra något.
Var det inte du? Se genast över din nyckel och dina inloggningar, och säg till dem som leder nästa val:
${url}

${site}
`,
  }),
};

/** Tells members of every change of their key for votes: a key that somebody else enrolled could vote in their name. */
@Injectable()
export class MemberKeyMailService {
  constructor(
    private readonly db: DataSource,
    private readonly mail: MailService,
    private readonly parts: NoticeParts,
    events: EventLog,
  ) {
    events.onCommitted('mail-member-key', ['member-key.changed'], ({ accountId, requestId }) =>
      this.tell(accountId, requestId),
    );
  }

  private async tell(accountId: string, requestId: string): Promise<void> {
    const reader = await readerOf(this.db, accountId);
    if (!reader?.email) return;
    const { name } = await this.parts.site.read();
    const letter = WORDS[reader.language](name, `${this.parts.config.publicUrl}/settings/voting`);
    await this.mail.keep({ key: `member-key:${requestId}`, to: reader.email, ...letter });
  }
}
