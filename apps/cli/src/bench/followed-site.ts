import type { DataSource } from 'typeorm';
import { median } from './figure.ts';
import { databaseSeconds } from './processor-time.ts';
import type { RunningSite } from './running-site.ts';

export interface FollowedCategory {
  slug: string;
  actor: string;
}

/** A running server with categories that others can follow, and somebody who writes in them. */
export class FollowedSite {
  private count = 0;

  private constructor(
    private readonly site: RunningSite,
    private readonly db: DataSource,
    private readonly cookie: string,
  ) {}

  static async of(site: RunningSite, db: DataSource): Promise<FollowedSite> {
    const cookie = await site.signUp('bench-writer');
    await db.query(`update account set trust = 'trusted' where handle = 'bench-writer'`);
    return new FollowedSite(site, db, cookie);
  }

  get url(): string {
    return this.site.url;
  }

  /** What the server and its database have had of the processors so far. */
  async cpuSeconds(): Promise<number> {
    return this.site.cpuSeconds + (await databaseSeconds(this.db));
  }

  async openCategory(slug: string): Promise<FollowedCategory> {
    const [row] = await this.db.query<[{ uuid: string }]>(
      `insert into category (slug, name, federated) values ($1, 'Bench', true) returning uuid`,
      [slug],
    );
    return { slug, actor: `${this.url}/ap/actors/c-${row.uuid}` };
  }

  /** @returns the id of its first post on the fediverse */
  async openTopic({ slug }: FollowedCategory, title: string): Promise<string> {
    const body = JSON.stringify({ category: slug, title, raw: 'Say what you think.' });
    const { postId } = await this.site.ask<{ postId: string }>('/topics', this.cookie, {
      method: 'POST',
      body,
    });
    const [row] = await this.db.query<[{ uuid: string }]>(`select uuid from post where id = $1`, [postId]);
    return `${this.url}/ap/posts/${row.uuid}`;
  }

  /** So many people of each host follow a category, and have one inbox together. */
  async follow({ actor }: FollowedCategory, hosts: readonly string[], people: number): Promise<void> {
    await this.db.query(
      `with person as (
         insert into ap_actor (id, type, inbox, shared_inbox, document)
         select 'http://' || host || '/users/' || n, 'Person', 'http://' || host || '/users/' || n || '/inbox',
           'http://' || host || '/inbox', '{}'
         from unnest($2::text[]) as host, generate_series(1, $3::int) as n
         on conflict (id) do update set inbox = excluded.inbox returning id)
       insert into ap_follower (followed, follower, activity_id) select $1, id, id || '/follow' from person
       on conflict do nothing`,
      [actor, hosts, people],
    );
    await this.db.query('analyze ap_actor, ap_follower');
  }

  /** Writes a reply and looks when it is seen and when its deliveries are. */
  async replyAndWatch(
    topic: string,
    deliveries: number,
  ): Promise<{ committedAt: number; enqueuedMs: number }> {
    const [before] = await this.db.query<[{ post: string; delivery: string; topicId: string }]>(
      `select (select max(id) from post) as post, (select coalesce(max(id), 0) from ap_delivery) as delivery,
         topic_id as "topicId" from post where uuid = $1`,
      [topic.split('/').at(-1)],
    );
    const written = this.reply(before.topicId);
    let committedAt = 0;
    for (;;) {
      const [row] = await this.db.query<[{ post: boolean; deliveries: number }]>(
        `select exists (select from post where id > $1) as post,
           (select count(*)::int from ap_delivery where id > $2) as deliveries`,
        [before.post, before.delivery],
      );
      const now = performance.now();
      if (row.post && committedAt === 0) committedAt = now;
      if (row.deliveries >= deliveries) {
        await written;
        return { committedAt, enqueuedMs: now - committedAt };
      }
      await new Promise((look) => setTimeout(look, 1));
    }
  }

  /** How much longer the request that posts takes where many follow than where nobody does. */
  async postingRatio(quiet: FollowedCategory, loud: FollowedCategory, pairs: number): Promise<number> {
    const times = new Map<FollowedCategory, number[]>([quiet, loud].map((category) => [category, []]));
    const topics = new Map<FollowedCategory, string>();
    for (const category of [quiet, loud])
      topics.set(category, await this.openTopic(category, 'Two of a kind'));
    for (let pair = -3; pair < pairs; pair += 1) {
      for (const category of pair % 2 === 0 ? [quiet, loud] : [loud, quiet]) {
        const topicId = await this.topicOf(topics.get(category)!);
        await this.rest();
        const began = performance.now();
        await this.reply(topicId);
        if (pair >= 0) times.get(category)!.push(performance.now() - began);
      }
    }
    return median(times.get(loud)!) / median(times.get(quiet)!);
  }

  private async topicOf(post: string): Promise<string> {
    const [row] = await this.db.query<[{ topicId: string }]>(
      `select topic_id as "topicId" from post where uuid = $1`,
      [post.split('/').at(-1)],
    );
    return row.topicId;
  }

  private async reply(topicId: string): Promise<void> {
    const raw = `Number ${(this.count += 1)} of what is said here.`;
    await this.site.ask(`/topics/${topicId}/posts`, this.cookie, {
      method: 'POST',
      body: JSON.stringify({ raw }),
    });
  }

  /** Waits until the server has nothing to do that is due. */
  private async rest(): Promise<void> {
    for (;;) {
      const [row] = await this.db.query<[{ busy: boolean }]>(
        `select exists (select from graphile_worker.jobs where run_at <= now())
           or exists (select from ap_destination where next_at <= now()) as busy`,
      );
      if (!row.busy) return;
      await new Promise((look) => setTimeout(look, 20));
    }
  }
}
