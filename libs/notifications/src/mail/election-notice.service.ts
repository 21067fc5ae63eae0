import { Injectable } from '@nestjs/common';
import { NoticesService } from '@app/governance';
import { Config, EventLog, ProblemError, SiteSettings } from '@app/platform';
import { DataSource } from 'typeorm';
import { readerOf } from '../delivery/reader.ts';
import { electionNotice, mailTest, nominationReminder } from './election-notice.rules.ts';
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
    const facts = await this.facts(electionId);
    if (!facts) return;
    for (const accountId of waiting) {
      const address = await this.write(facts, accountId, `notice:${electionId}:${accountId}`);
      await this.parts.notices.served(electionId, accountId, address);
    }
  }

  /** Writes the notice of one member again, to the address that works now. @throws ProblemError `not-found` for somebody who got none */
  async serveAgain(electionId: string, accountId: string): Promise<void> {
    if (!(await this.parts.notices.isServed(electionId, accountId))) throw new ProblemError('not-found');
    const facts = await this.facts(electionId);
    if (!facts) return;
    const key = `notice:${electionId}:${accountId}`;
    await this.db.query(`delete from mail where key = $1`, [key]);
    const address = await this.write(facts, accountId, key);
    await this.parts.notices.servedAgain(electionId, accountId, address);
  }

  /** Asks somebody who was put forward for an answer; once a day at most. */
  async remindNominee(electionId: string, accountId: string): Promise<void> {
    const facts = await this.facts(electionId);
    const reader = await readerOf(this.db, accountId);
    if (!facts || !reader?.email) return;
    const key = `nomination:${electionId}:${accountId}:${new Date().toISOString().slice(0, 10)}`;
    await this.mail.keep({ key, to: reader.email, ...nominationReminder(facts, reader) });
  }

  /** Mails somebody who sets up an election, so that they see that mail goes out. */
  async test(key: string, accountId: string): Promise<void> {
    const reader = await readerOf(this.db, accountId);
    if (!reader?.email) return;
    const site = (await this.parts.site.read()).name;
    await this.db.query(`delete from mail where key = $1`, [key]);
    await this.mail.keep({ key, to: reader.email, ...mailTest({ site }, reader) });
  }

  private async facts(electionId: string): Promise<(Facts & { url: string; site: string }) | null> {
    const [facts]: Facts[] = await this.db.query(
      `select t.title, t.slug, e.seats, e.nominations_close_at as "nominationsCloseAt",
         p.voting_opens_at as "votingOpensAt", e.voting_closes_at as "votingClosesAt"
       from election e join topic t on t.id = e.id join election_process p on p.election_id = e.id where e.id = $1`,
      [electionId],
    );
    if (!facts) return null;
    const { name: site } = await this.parts.site.read();
    return { ...facts, site, url: `${this.parts.config.publicUrl}/e/${electionId}/${facts.slug}` };
  }

  private async write(
    facts: Facts & { url: string; site: string },
    accountId: string,
    key: string,
  ): Promise<string | null> {
    const reader = await readerOf(this.db, accountId);
    if (!reader?.email) return null;
    await this.mail.keep({ key, to: reader.email, ...electionNotice(facts, reader) });
    return reader.email;
  }
}
