import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { LocalAddresses } from '../addresses/local-addresses.ts';
import type { WirePost } from '../documents/post-object.rules.ts';
import { WirePostsView } from '../documents/wire-posts.view.ts';
import { ApObject } from '../store/ap-object.entity.ts';
import { nextStep, type Step } from './next-step.rules.ts';
import { Outbox, type Sending } from './outbox.ts';
import { tell } from './telling.ts';

@Injectable()
export class PublishService {
  constructor(
    private readonly db: DataSource,
    private readonly posts: WirePostsView,
    private readonly outbox: Outbox,
    private readonly at: LocalAddresses,
  ) {}

  /** Brings what other servers know of a post up to what it is now. Running twice is running once. */
  async publish(postId: string): Promise<void> {
    if ((await this.posts.byId(postId)) === null) return;
    await this.db.transaction(async (tx) => {
      await tx.query(
        `select pg_advisory_xact_lock(hashtextextended('publish ' || topic_id, 0)) from post where id = $1`,
        [postId],
      );
      const sendings: Sending[] = [];
      for (const id of await this.posts.untoldBefore(postId)) {
        const post = await this.posts.byId(id);
        if (post) sendings.push(...(await this.tellOne(tx, post)));
      }
      await this.outbox.sendAll(tx, sendings);
    });
  }

  private async tellOne(tx: EntityManager, post: WirePost): Promise<Sending[]> {
    const known = await tx.findOneBy(ApObject, { id: post.id });
    const step = nextStep(post, known);
    if (step === null) return [];
    const earlier = await this.earlier(tx, post.postId);
    if (!post.isLocal && !isOurModeration(post, step, earlier)) return [];
    const revision = (known?.revision ?? 0) + 1;
    const { document, activities } = tell(step, { post, revision, earlier }, this.at, new Date());
    await tx.query(
      `insert into ap_object (id, post_id, state, version, revision, document, waits_for)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (id) do update set state = excluded.state, version = excluded.version,
         revision = excluded.revision, document = excluded.document, changed_at = now()`,
      [
        post.id,
        post.postId,
        step === 'delete' ? 'gone' : 'live',
        post.version,
        revision,
        // What another server wrote is kept as it came.
        post.isLocal ? document : (known?.document ?? ''),
        post.groupIsLocal ? null : post.group,
      ],
    );
    return activities;
  }

  private async earlier(tx: EntityManager, postId: string): Promise<Map<string, string>> {
    const rows = await tx.query<{ kind: string; body: string }[]>(
      `select kind, body from ap_activity where post_id = $1 order by seq`,
      [postId],
    );
    return new Map(rows.map(({ kind, body }) => [kind, body]));
  }
}

/** Of what others wrote we tell one thing: that our staff took it out of our category, or put it back. */
function isOurModeration(post: WirePost, step: Step, earlier: Map<string, string>): boolean {
  if (!post.groupIsLocal) return false;
  return (step === 'delete' && post.removedBy !== null) || (step === 'restore' && earlier.has('Delete'));
}
