import { Injectable } from '@nestjs/common';
import { NoticesService } from '@app/governance';
import { Config, EventLog, SiteSettings } from '@app/platform';
import { DataSource } from 'typeorm';
import { readerOf } from '../delivery/reader.ts';
import { electionNotice } from './election-notice.rules.ts';
import { MailService } from './mail.service.ts';

type Facts = Omit<Parameters<typeof electionNotice>[0], 'url' | 'site'> & { slug: string };

/** The parts that a mail to a member needs besides the mail. */
@Injectable()
export class NoticeParts {
  constructor(
    readonly config: Config,
    readonly site: SiteSettings,
    readonly notices: NoticesService,
  ) {}
}

/** Gives everybody on the roll notice of an election by mail, whatever else they want to be mailed. */
@Injectable()
export class ElectionNoticeService {
  constructor(
    private readonly db: DataSource,
    private readonly mail: MailService,
    private readonly parts: NoticeParts,
    events: EventLog,
  ) {
    events.onCommitted(
      'mail-election-notice',
      ['election.opened', 'election.phase-changed'],
      ({ electionId }) => this.serve(electionId),
    );
  }

  /** Each member gets one; those who came on the roll later get it then. */
  async serve(electionId: string): Promise<void> {
    const waiting = await this.parts.notices.waiting(electionId);
    if (waiting.length === 0) return;
    const [facts]: Facts[] = await this.db.query(
      `select t.title, t.slug, e.seats, e.nominations_close_at as "nominationsCloseAt",
         p.voting_opens_at as "votingOpensAt", e.voting_closes_at as "votingClosesAt"
       from election e join topic t on t.id = e.id join election_process p on p.election_id = e.id where e.id = $1`,
      [electionId],
    );
    if (!facts) return;
    const { name: site } = await this.parts.site.read();
    const url = `${this.parts.config.publicUrl}/e/${electionId}/${facts.slug}`;
    for (const accountId of waiting) {
      const reader = await readerOf(this.db, accountId);
      if (reader?.email) {
        const letter = electionNotice({ ...facts, url, site }, reader);
        await this.mail.keep({ key: `notice:${electionId}:${accountId}`, to: reader.email, ...letter });
      }
      await this.parts.notices.served(electionId, accountId, reader?.email ?? null);
    }
  }
}
