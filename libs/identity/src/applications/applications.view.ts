import { Injectable } from '@nestjs/common';
import type { Application, Applications, Language } from '@app/contract';
import { Config, ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { accountRefSql } from '../accounts/account-ref.ts';
import { readSignInSettings } from '../settings/read-settings.ts';
import { signedIn, type Viewer } from '../viewer/viewer.ts';

/** What the mail about a decision says. */
export interface DecisionMail {
  to: string;
  name: string;
  language: Language;
  accepted: boolean;
  reason: string;
  url: string;
}

/**
 * SQL for how many applications wait for somebody; null for whoever does not decide about them.
 *
 * @param staff whether they are staff, as a parameter
 * @param groups the ids of their groups, as a parameter
 */
export function waitingApplicationsSql(staff: string, groups: string): string {
  return `(case when ${staff}::boolean or exists (
      select from site_setting s join account_group g on g.slug = s.value->>'approverGroup'
      where s.key = 'sign-in' and g.id = any(${groups}::bigint[]))
    then (select count(*)::int from application where state = 'waiting') end)`;
}

type Row = Omit<Application, 'createdAt' | 'decidedAt'> & { createdAt: Date; decidedAt: Date | null };

@Injectable()
export class ApplicationsView {
  constructor(
    private readonly db: DataSource,
    private readonly config: Config,
  ) {}

  /**
   * The one who decides about applications: staff, or a member of the group that they chose for it.
   *
   * @throws ProblemError sign-in-required, staff-only
   */
  async decider(viewer: Viewer): Promise<string> {
    const accountId = signedIn(viewer);
    if (viewer.role === 'staff') return accountId;
    const { approverGroup } = await readSignInSettings(this.db);
    const [group]: { id: string }[] = await this.db.query(`select id from account_group where slug = $1`, [
      approverGroup,
    ]);
    if (!group || !viewer.groupIds.includes(group.id)) throw new ProblemError('staff-only');
    return accountId;
  }

  /** Those who wait, longest first, and the last hundred that were decided. */
  async all(): Promise<Applications> {
    const { cannedReplies } = await readSignInSettings(this.db);
    const [waiting, decided] = await Promise.all([
      this.rows(`where p.state = 'waiting' order by p.id limit 200`),
      this.rows(`where p.state <> 'waiting' order by p.id desc limit 100`),
    ]);
    return { waiting, decided, cannedReplies };
  }

  async mail(id: string): Promise<DecisionMail | null> {
    const rows: DecisionMail[] = await this.db.query(
      `select email::text as "to", name, language, state = 'accepted' as accepted, reason, $2::text as url
       from application where id = $1 and state <> 'waiting'`,
      [id, `${this.config.publicUrl}/login`],
    );
    return rows[0] ?? null;
  }

  private async rows(where: string): Promise<Application[]> {
    const rows: Row[] = await this.db.query(
      `select p.id, p.handle::text, p.name, p.email::text, p.text, p.state, p.reason,
         case when a.id is not null then ${accountRefSql('a')} end as "decidedBy",
         p.decided_at as "decidedAt", p.created_at as "createdAt"
       from application p left join account a on a.id = p.decided_by ${where}`,
    );
    return rows.map((row) => ({
      ...row,
      decidedAt: row.decidedAt?.toISOString() ?? null,
      createdAt: row.createdAt.toISOString(),
    }));
  }
}
