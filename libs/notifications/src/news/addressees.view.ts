import { Injectable } from '@nestjs/common';
import type { NotificationKind } from '@app/contract';
import { addressedIn, FollowLevelsView } from '@app/forum';
import { Config } from '@app/platform';
import { DataSource } from 'typeorm';
import type { PostFacts } from './post-facts.ts';

/** More names than this in one post call nobody. */
const MOST_NAMES = 20;
/** The largest group that a member may call at once; staff may call any. */
const LARGEST_GROUP = 200;

/** Some accounts, and why a post concerns them. */
export interface Addressees {
  kind: NotificationKind;
  accountIds: string[];
}

@Injectable()
export class AddresseesView {
  private readonly origin: string;
  private readonly ownSuffix: RegExp;

  constructor(
    private readonly db: DataSource,
    private readonly levels: FollowLevelsView,
    config: Config,
  ) {
    this.origin = config.publicUrl;
    this.ownSuffix = new RegExp(`(@[\\w.-]+)@${config.domain.replaceAll('.', '\\.')}(?![\\w.-])`, 'gi');
  }

  /** Whom a post speaks to, the strongest reason first; its author is not among them. */
  async of(post: PostFacts): Promise<Addressees[]> {
    const { names, quoted } = addressedIn(post.raw.replace(this.ownSuffix, '$1'), this.origin);
    const groups: Addressees[] = [
      { kind: 'mention', accountIds: await this.named(names.slice(0, MOST_NAMES), post) },
      { kind: 'message', accountIds: await this.participants(post.topicId) },
      { kind: 'reply', accountIds: post.repliesToId === null ? [] : [post.repliesToId] },
      { kind: 'quote', accountIds: await this.authorsOf(quoted) },
      {
        kind: post.number === 1 ? 'followed-topic' : 'followed-post',
        accountIds: await this.levels.followersOf(post.topicId),
      },
    ];
    return groups.map(({ kind, accountIds }) => ({
      kind,
      accountIds: accountIds.filter((id) => id !== post.authorId),
    }));
  }

  private async named(names: string[], { byStaff, authorId }: PostFacts): Promise<string[]> {
    if (names.length === 0) return [];
    const rows: { id: string }[] = await this.db.query(
      `select id from account where handle = any($1::citext[]) and domain = '' and deleted_at is null
       union
       select m.account_id from account_group g join group_membership m on m.group_id = g.id
       where g.slug = any($1::citext[])
         -- A private group is there for those in it, and for staff.
         and ($2 or g.visibility = 'public' or exists (
           select from group_membership own where own.group_id = g.id and own.account_id = $4))
         and not exists (select from account where handle = g.slug and domain = '' and deleted_at is null)
         and ($2 or (select count(*) from group_membership size where size.group_id = g.id) <= $3)`,
      [names, byStaff, LARGEST_GROUP, authorId],
    );
    return rows.map(({ id }) => id);
  }

  /** Who takes part in a conversation, by name or by a group; nobody does in other topics. */
  private async participants(topicId: string): Promise<string[]> {
    const rows: { id: string }[] = await this.db.query(
      `select unnest(participant_ids) as id from topic where id = $1
       union
       select m.account_id from topic t
         join group_membership m on m.group_id = any(t.participant_group_ids) where t.id = $1`,
      [topicId],
    );
    return rows.map(({ id }) => id);
  }

  private async authorsOf(quoted: { topicId: string; number: number }[]): Promise<string[]> {
    if (quoted.length === 0) return [];
    const rows: { id: string }[] = await this.db.query(
      `select distinct p.author_id as id
       from unnest($1::bigint[], $2::int[]) as quoted (topic_id, number)
         join post p on p.topic_id = quoted.topic_id and p.number = quoted.number
       where p.kind = 'post' and p.deleted_at is null`,
      [quoted.map(({ topicId }) => topicId), quoted.map(({ number }) => number)],
    );
    return rows.map(({ id }) => id);
  }
}
