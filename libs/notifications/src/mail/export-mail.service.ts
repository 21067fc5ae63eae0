import { Injectable } from '@nestjs/common';
import type { Language } from '@app/contract';
import { EventLog } from '@app/platform';
import { DataSource } from 'typeorm';
import { readerOf } from '../delivery/reader.ts';
import { NoticeParts } from './election-notice.service.ts';
import { MailService } from './mail.service.ts';

const WORDS: Record<Language, (site: string, url: string) => { subject: string; body: string }> = {
  en: (site, url) => ({
    subject: `Your archive from ${site} is ready`,
    body: `The archive with everything that you wrote and brought at ${site} is ready. Download it within seven days; you need to be signed in:

${url}

You did not ask for it? Look at your sessions: somebody else may be signed in as you.

${site}
`,
  }),
  sv: (site, url) => ({
    subject: `Ditt arkiv från ${site} är klart`,
    body: `Arkivet med allt som du har skrivit och laddat upp på ${site} är klart. Ladda ner det inom sju dagar; du behöver vara inloggad:

${url}

Har du inte bett om det? Se över dina inloggningar: någon annan kan vara inloggad som du.

${site}
`,
  }),
};

/** Tells people that the archive which they asked for can be downloaded. The mail holds no key to it. */
@Injectable()
export class ExportMailService {
  constructor(
    private readonly db: DataSource,
    private readonly mail: MailService,
    private readonly parts: NoticeParts,
    events: EventLog,
  ) {
    events.onCommitted('mail-export', ['account.export-ready'], ({ accountId, exportId }) =>
      this.tell(accountId, exportId),
    );
  }

  private async tell(accountId: string, exportId: string): Promise<void> {
    const reader = await readerOf(this.db, accountId);
    if (!reader?.email) return;
    const { name } = await this.parts.site.read();
    const letter = WORDS[reader.language](name, `${this.parts.config.publicUrl}/settings/data`);
    await this.mail.keep({ key: `export:${exportId}`, to: reader.email, ...letter });
  }
}
