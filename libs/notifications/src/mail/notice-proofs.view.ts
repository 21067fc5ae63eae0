import { Injectable } from '@nestjs/common';
import { Id, type MailTest, type NoticeProof, type Page, type PageQuery } from '@app/contract';
import { accountRefSql } from '@app/identity';
import { cutPage, readCursor } from '@app/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Smtp } from './smtp.ts';

type Row = Pick<NoticeProof, 'account' | 'address'> & { mailedAt: Date | null; sentAt: Date | null };

/** What became of the notices of an election, member by member: the proof that they were served. */
@Injectable()
export class NoticeProofsView {
  constructor(
    private readonly db: DataSource,
    private readonly smtp: Smtp,
  ) {}

  /** Everybody on the roll, by account. @param undelivered only those whom no mail has reached */
  async page(
    electionId: string,
    { cursor, limit }: PageQuery,
    undelivered: boolean,
  ): Promise<Page<NoticeProof>> {
    const list = `notices:${electionId}:${undelivered}`;
    const position = readCursor(list, cursor, z.tuple([Id]));
    const backwards = position?.direction === 'prev';
    const rows: Row[] = await this.db.query(
      `select ${accountRefSql('a')} as account, n.address, n.mailed_at as "mailedAt", m.sent_at as "sentAt"
       from roll_entry r join account a on a.id = r.account_id
         left join election_notice n on n.election_id = r.election_id and n.account_id = r.account_id
         left join mail m on m.key = 'notice:' || r.election_id || ':' || r.account_id
       where r.election_id = $1 and ($2::bigint is null or r.account_id ${backwards ? '<' : '>'} $2)
         and (not $4::boolean or n.address is null or m.sent_at is null)
       order by r.account_id ${backwards ? 'desc' : 'asc'} limit $3`,
      [electionId, position?.keys[0] ?? null, limit + 1, undelivered],
    );
    const page = cutPage({ list, rows, limit, position, keysOf: ({ account }): [string] => [account.id] });
    return { ...page, items: page.items.map((row) => this.proof(row)) };
  }

  /** What became of the mail by which somebody tried the mail out. */
  async test(key: string): Promise<MailTest> {
    const [row]: { to: string; at: Date; sentAt: Date | null }[] = await this.db.query(
      `select recipient as "to", created_at as at, sent_at as "sentAt" from mail where key = $1`,
      [key],
    );
    const test = row && { to: row.to, at: row.at.toISOString(), sentAt: row.sentAt?.toISOString() ?? null };
    return { test: test ?? null, mailServer: this.smtp.isThere };
  }

  private proof({ account, address, mailedAt, sentAt }: Row): NoticeProof {
    const state = (): NoticeProof['state'] => {
      if (mailedAt === null) return 'not-yet';
      if (address === null) return 'no-address';
      if (sentAt !== null) return 'sent';
      return this.smtp.isThere ? 'undelivered' : 'kept';
    };
    return { account, address, mailedAt: mailedAt?.toISOString() ?? null, state: state() };
  }
}
