import { Injectable } from '@nestjs/common';
import type { InvitedMany, InviteMany, NewInvitation } from '@app/contract';
import { EventLog, ProblemError } from '@app/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { readMemberList } from './member-list.rules.ts';

/** Letting people in by invitation; staff only, which the controller asks. */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly db: DataSource,
    private readonly events: EventLog,
  ) {}

  /**
   * Makes an invitation; one with an address is mailed.
   *
   * @returns its id
   * @throws ProblemError invalid-input for a group that does not exist
   */
  async invite(accountId: string, asked: NewInvitation): Promise<string> {
    return this.db.transaction((tx) => this.add(tx, accountId, asked));
  }

  /** Invites everybody on a list who is not here and not invited yet, and says who was left out. */
  async inviteMany(accountId: string, { csv, ...terms }: InviteMany): Promise<InvitedMany> {
    const { members, skipped } = readMemberList(csv);
    return this.db.transaction(async (tx) => {
      const known = await tx.query<{ email: string; reason: 'member' | 'invited' }[]>(
        `select lower(email::text) as email, 'member' as reason from auth_user where email = any($1::citext[])
         union all
         select lower(email::text), 'invited' from invitation where email = any($1::citext[])
           and uses < most_uses and withdrawn_at is null and expires_at > now()`,
        [members.map(({ email }) => email)],
      );
      const reasons = new Map(known.toReversed().map(({ email, reason }) => [email, reason]));
      const left: InvitedMany['skipped'] = [...skipped];
      for (const { line, text, email, name } of members) {
        const reason = reasons.get(email.toLowerCase());
        if (reason === undefined)
          await this.add(tx, accountId, { ...terms, email, uses: 1, ...(name === null ? {} : { name }) });
        else left.push({ line, text, reason });
      }
      left.sort((a, b) => a.line - b.line);
      return { invited: members.length + skipped.length - left.length, skipped: left };
    });
  }

  /** @throws ProblemError not-found */
  async withdraw(id: string): Promise<void> {
    const [withdrawn]: [object[], number] = await this.db.query(
      `update invitation set withdrawn_at = coalesce(withdrawn_at, now()) where id = $1 returning 1`,
      [id],
    );
    if (withdrawn.length === 0) throw new ProblemError('not-found');
  }

  private async add(tx: EntityManager, accountId: string, asked: NewInvitation): Promise<string> {
    const { email = null, name = null, note, group, landing, days, uses } = asked;
    const [made]: { id: string; groupFound: boolean }[] = await tx.query(
      `insert into invitation (created_by, email, invitee_name, note, group_id, landing, most_uses, expires_at)
       values ($1, $2, $3, $4, (select id from account_group where slug = $5), $6, $7, now() + make_interval(days => $8))
       returning id, group_id is not null as "groupFound"`,
      [accountId, email, name, note, group, landing, email === null ? uses : 1, days],
    );
    if (group !== null && !made?.groupFound) throw noSuchGroup();
    if (email !== null) await this.events.append(tx, { name: 'invitation.sent', invitationId: made!.id });
    return made!.id;
  }
}

function noSuchGroup(): ProblemError {
  const message = 'There is no such group';
  return new ProblemError('invalid-input', { errors: [{ pointer: '/group', code: 'not-found', message }] });
}
