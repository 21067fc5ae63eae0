import { Injectable } from '@nestjs/common';
import type { HeldReason, OutsidePolicy } from '@app/contract';
import { DataSource } from 'typeorm';
import { RemoteActorsService } from '../actors/remote-actors.service.ts';
import { LocalAddresses } from '../addresses/local-addresses.ts';
import { HostRules } from '../hosts/host-rules.ts';
import { type Stranger, whyNotAtOnce } from './admission.rules.ts';
import type { PlacedCategory, PlacedPost, Voucher } from './places.view.ts';
import type { RemotePost } from './remote-posts.ts';

/** Who of other servers is let in at once, and what waits for a moderator. */
@Injectable()
export class Admission {
  constructor(
    private readonly db: DataSource,
    private readonly actors: RemoteActorsService,
    private readonly hosts: HostRules,
    private readonly at: LocalAddresses,
  ) {}

  /**
   * Keeps a post for a moderator where that is due. One that is kept already takes its newer words.
   *
   * @returns `held`, `refused`, or null when it may be placed
   */
  async stop(
    post: RemotePost,
    voucher: Voucher,
    into: PlacedPost | PlacedCategory,
  ): Promise<'held' | 'refused' | null> {
    const { author, mentions } = post.draft;
    const authorId = await this.actors.account(author);
    const { policy, ...stranger } = await this.facts(authorId, into.categoryId);
    const why = whyNotAtOnce(stranger, {
      policy,
      rule: await this.hosts.ruleOf(new URL(author).host),
      mentions: mentions.filter((id) => this.at.owns(id)).length,
    });
    if (why === null || why === 'refused') return why;
    return this.hold(post, voucher, { into, authorId, why });
  }

  private async hold(
    { draft, document }: RemotePost,
    { announcer, inboxId }: Voucher,
    { into, authorId, why }: { into: PlacedPost | PlacedCategory; authorId: string; why: HeldReason },
  ): Promise<'held' | 'refused' | null> {
    const [row] = await this.db.query<[{ decision: 'accepted' | 'refused' | null }]>(
      `insert into ap_held_post (uri, author_id, group_actor, category_id, document, announcer, inbox_id, reason)
       values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (uri) do update set document = excluded.document,
         inbox_id = coalesce(excluded.inbox_id, ap_held_post.inbox_id)
       returning decision`,
      [draft.id, authorId, into.group, into.categoryId, document, announcer, inboxId, why],
    );
    if (row.decision === null) return 'held';
    return row.decision === 'accepted' ? null : 'refused';
  }

  /** Every post from elsewhere comes by here: all that has to be known in one question. */
  private async facts(authorId: string, categoryId: string): Promise<Stranger & { policy: OutsidePolicy }> {
    const [row] = await this.db.query<[Stranger & { policy: OutsidePolicy }]>(
      `select (select count(*)::int from (
           select from post where author_id = $1 and deleted_at is null limit 3) few) as posts,
         exists (select from ap_person_follow where target_id = $1) as "isFollowed",
         coalesce((select policy from ap_category_policy where category_id = $2), 'open') as policy`,
      [authorId, categoryId],
    );
    return row;
  }
}
