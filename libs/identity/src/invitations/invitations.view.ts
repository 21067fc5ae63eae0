import { Injectable } from '@nestjs/common';
import {
  Id,
  type Invitation,
  type InvitationCard,
  type Language,
  type Page,
  type PageQuery,
} from '@app/contract';
import { Config, cutPage, ProblemError, readCursor } from '@app/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { accountRefSql } from '../accounts/account-ref.ts';
import { Auth } from '../auth/auth.ts';
import { invitationOf, invitationToken } from './invitation-link.ts';

const LIST = 'invitations';

/** What a personal invitation's mail says. */
export interface InvitationMail {
  to: string;
  /** Of the one who invites; empty when only the address is known. */
  name: string;
  by: string;
  note: string;
  language: Language;
  url: string;
}

const STATE = `case when i.withdrawn_at is not null then 'withdrawn' when i.uses >= i.most_uses then 'used'
  when i.expires_at <= now() then 'expired' else 'open' end`;

@Injectable()
export class InvitationsView {
  constructor(
    private readonly db: DataSource,
    private readonly auth: Auth,
    private readonly config: Config,
  ) {}

  /** All invitations, newest first, with their links. */
  async page({ cursor, limit }: PageQuery): Promise<Page<Invitation>> {
    const position = readCursor(LIST, cursor, z.tuple([Id]));
    const backwards = position?.direction === 'prev';
    const rows = await this.rows(
      `where $1::bigint is null or i.id ${backwards ? '>' : '<'} $1 order by i.id ${backwards ? 'asc' : 'desc'} limit $2`,
      [position?.keys[0] ?? null, limit + 1],
    );
    return cutPage({ list: LIST, rows, limit, position, keysOf: ({ id }): [string] => [id] });
  }

  async one(id: string): Promise<Invitation> {
    const [found] = await this.rows('where i.id = $1', [id]);
    if (!found) throw new ProblemError('not-found');
    return found;
  }

  /** @throws ProblemError not-found for a link that we did not make */
  async card(token: string): Promise<InvitationCard> {
    const id = invitationOf(token, this.auth.secret);
    if (id === null) throw new ProblemError('not-found');
    const { by, email, name, note, group, landing, state } = await this.one(id);
    return { by, email, name, note, group, landing, open: state === 'open' };
  }

  /** What is mailed to the one it is for; null when it is no longer open. */
  async mail(id: string): Promise<InvitationMail | null> {
    const { email, name, by, note, url, state } = await this.one(id);
    if (state !== 'open' || email === null) return null;
    const [inviter]: { language: Language }[] = await this.db.query(
      `select language from account where id = $1`,
      [by.id],
    );
    return { to: email, name: name ?? '', by: by.name, note, language: inviter?.language ?? 'en', url };
  }

  private async rows(where: string, values: unknown[]): Promise<Invitation[]> {
    const rows = await this.db.query<(Omit<Invitation, 'url' | 'expiresAt'> & { expiresAt: Date })[]>(
      `select i.id, i.email::text, i.invitee_name as name, i.note, g.name as "group", i.landing,
         i.most_uses as "mostUses", i.uses, ${STATE} as state, ${accountRefSql('a')} as by, i.expires_at as "expiresAt"
       from invitation i join account a on a.id = i.created_by left join account_group g on g.id = i.group_id ${where}`,
      values,
    );
    return rows.map((row) => ({
      ...row,
      url: `${this.config.publicUrl}/invite/${invitationToken(row.id, this.auth.secret)}`,
      expiresAt: row.expiresAt.toISOString(),
    }));
  }
}
