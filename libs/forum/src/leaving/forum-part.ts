import { Injectable } from '@nestjs/common';
import { AccountParts, type ExportFile } from '@app/identity';
import { EventLog, Jobs } from '@app/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { takeAwayPost } from '../posts/change-post.ts';
import { lockPost } from '../posts/lock-post.ts';

/** What is somebody's alone, and goes with them in any case. */
const OWN_TABLES = [
  'draft',
  'bookmark',
  'reaction',
  'topic_reading',
  'category_follow',
  'reading_preference',
];

/** What the forum knows of an account: what it wrote and marked. */
@Injectable()
export class ForumPart {
  constructor(
    parts: AccountParts,
    private readonly jobs: Jobs,
    private readonly db: DataSource,
    private readonly events: EventLog,
  ) {
    parts.add(this);
    jobs.define('forum:forget-text', (payload) =>
      this.forgetText((payload as { accountId: string }).accountId),
    );
  }

  async collect(accountId: string): Promise<ExportFile[]> {
    const [{ posts, marks }] = await this.db.query<[{ posts: object[]; marks: object }]>(
      `select (select coalesce(jsonb_agg(jsonb_build_object('topicId', t.id::text, 'topic', t.title, 'number', p.number,
           'text', p.raw, 'writtenAt', p.created_at, 'editedAt', p.edited_at, 'deletedAt', p.deleted_at,
           'earlier', (select coalesce(jsonb_agg(jsonb_build_object('version', r.version, 'text', r.raw, 'at', r.created_at)
             order by r.version), '[]') from post_revision r where r.post_id = p.id)) order by p.id), '[]')
         from post p join topic t on t.id = p.topic_id
         where p.author_id = $1 and p.kind = 'post' and p.uri is null) as posts,
       jsonb_build_object(
         'bookmarks', (select coalesce(jsonb_agg(to_jsonb(b) - 'account_id'), '[]') from bookmark b where b.account_id = $1),
         'reactions', (select coalesce(jsonb_agg(to_jsonb(r) - 'account_id'), '[]') from reaction r where r.account_id = $1),
         'polls', (select coalesce(jsonb_agg(jsonb_build_object('question', p.question, 'anonymous', p.anonymous,
             'choices', (select jsonb_agg(p.options[n] order by place) from unnest(v.choices) with ordinality as chosen (n, place)))
             order by p.post_id), '[]')
           from poll_voter v join poll p on p.post_id = v.post_id where v.account_id = $1),
         'drafts', (select coalesce(jsonb_agg(to_jsonb(d) - 'account_id'), '[]') from draft d where d.account_id = $1)) as marks`,
      [accountId],
    );
    return [
      { path: 'posts.json', content: { json: posts } },
      { path: 'marks-and-drafts.json', content: { json: marks } },
    ];
  }

  async forget(tx: EntityManager, accountId: string, withText: boolean): Promise<void> {
    for (const table of OWN_TABLES) {
      await tx.query(`delete from ${table} where account_id = $1`, [accountId]);
    }
    if (!withText) return;
    await this.jobs.add(tx, 'forum:forget-text', { accountId });
  }

  /** Each post by itself, told as any deletion, also to other servers; broken off, it goes on where it stopped. */
  private async forgetText(accountId: string): Promise<void> {
    const posts = await this.db.query<{ id: string }[]>(
      `select id from post where author_id = $1 and kind = 'post' and uri is null and raw <> '' order by id`,
      [accountId],
    );
    for (const { id } of posts) {
      await this.db.transaction(async (tx) => {
        const { topic, post } = await lockPost(tx, id);
        if (post.deletedAt === null) {
          await takeAwayPost(tx, this.events, { topic, post, byId: accountId });
        }
        await tx.query(`delete from post_revision where post_id = $1`, [id]);
        await tx.query(`update post set raw = '', html = '' where id = $1`, [id]);
      });
    }
  }
}
