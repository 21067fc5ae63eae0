import { Injectable } from '@nestjs/common';
import type { AccountRef, DraftSteps, ElectionDraft } from '@app/contract';
import { AccessView, renderPost } from '@app/forum';
import { accountRefSql, SecondFactorsView, type Viewer } from '@app/identity';
import { DataSource } from 'typeorm';
import { excludedIn } from '../roll/exclusions.rules.ts';
import { rollOf } from '../roll/freeze-roll.ts';
import { namedOfficers, noticeText } from './draft.rules.ts';

/** What somebody who sets an election up is shown beside what they wrote. */
@Injectable()
export class DraftParts {
  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
    private readonly secondFactors: SecondFactorsView,
  ) {}

  /** How many would be on the roll now, and how that differs from the last election of the same group. */
  async rollOf(
    { roll }: DraftSteps,
    viewer: Viewer,
  ): Promise<{ size: number | null; change: ElectionDraft['rollChange'] }> {
    if (!roll) return { size: null, change: null };
    const { electorate: slug, recordAt } = roll;
    const without = excludedIn({ roll });
    const { entries } = await rollOf(this.db.manager, '0', { slug, moment: new Date(recordAt), without });
    const size = entries.length;
    const [since]: { id: string; slug: string; title: string }[] = await this.db.query(
      `select t.id::text, t.slug, t.title from election e join topic t on t.id = e.id and t.deleted_at is null
       where e.electorate_slug = $1 and t.category_id = any($2::bigint[]) order by e.id desc limit 1`,
      [slug, await this.access.visibleCategoryIds(viewer)],
    );
    if (!since) return { size, change: null };
    const before: { id: string }[] = await this.db.query(
      `select account_id as id from roll_entry where election_id = $1`,
      [since.id],
    );
    const then = new Set(before.map(({ id }) => id));
    const now = new Set(entries.map(({ accountId }) => accountId));
    return { size, change: { since, joined: now.difference(then).size, left: then.difference(now).size } };
  }

  /** Those named as officers, and whether somebody who learns their password could act for them. */
  async officersOf(steps: DraftSteps): Promise<ElectionDraft['officers']> {
    const named = namedOfficers(steps);
    const accounts: { handle: string; account: AccountRef }[] = await this.db.query(
      `select lower(a.handle::text) as handle, ${accountRefSql('a')} as account from account a
       where a.handle = any($1::citext[]) and a.domain = '' and a.deleted_at is null`,
      [named.map(({ name }) => name)],
    );
    const found = new Map(accounts.map(({ handle, account }) => [handle, account]));
    const safe = await this.secondFactors.among(accounts.map(({ account }) => account.id));
    return named.map(({ name, role }) => {
      const account = found.get(name.toLowerCase()) ?? null;
      return { name, role, account, secondFactor: account !== null && safe.has(account.id) };
    });
  }

  /** The notice as it would be shown; null while it is not written. */
  async preview({ text }: DraftSteps): Promise<string | null> {
    const raw = text ? noticeText(text) : '';
    return raw === '' ? null : renderPost(this.db.manager, raw);
  }
}
