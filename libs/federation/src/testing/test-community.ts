import { createDataSource } from '@app/platform';
import { configFor, freePort, freshDatabase } from '@app/platform/testing';
import { CategoriesService, PostsService, TopicsService } from '@app/forum';
import type { Viewer } from '@app/identity';
import { pino } from 'pino';
import { DataSource } from 'typeorm';
import { ENTITIES } from '../../../../apps/server/src/entities.ts';
import { type RunningServer, startServer } from '../../../../apps/server/src/server.ts';
import { until } from './until.ts';

/** A whole server with a federated category `square` and a members-only category `den`. */
export class TestCommunity {
  private constructor(
    readonly server: RunningServer,
    readonly origin: string,
  ) {}

  static async start(variables: Record<string, string> = {}): Promise<TestCommunity> {
    const databaseUrl = await freshDatabase();
    const port = await freePort();
    const origin = `http://localhost:${port}`;
    const config = configFor(databaseUrl, {
      PORT: String(port),
      PUBLIC_URL: origin,
      AP_ALLOW_PRIVATE: '1',
      ...variables,
    });
    const db = await createDataSource(databaseUrl, ENTITIES).initialize();
    const server = await startServer({ config, db, databaseUrl, log: pino({ level: 'silent' }) });
    const community = new TestCommunity(server, origin);
    await community.get(CategoriesService).create({ slug: 'square', name: 'The square', federated: true });
    await community.get(CategoriesService).create({ slug: 'den', name: 'The den', visibility: 'members' });
    return community;
  }

  get<Service>(service: new (...args: never[]) => Service): Service {
    return this.server.app.get(service, { strict: false });
  }

  get db(): DataSource {
    return this.server.app.get(DataSource);
  }

  get inbox(): string {
    return `${this.origin}/ap/inbox`;
  }

  async groupOf(slug: string): Promise<string> {
    const [row] = await this.db.query<[{ uuid: string }]>(`select uuid from category where slug = $1`, [
      slug,
    ]);
    return `${this.origin}/ap/actors/c-${row.uuid}`;
  }

  async member(handle: string, role: 'member' | 'staff' = 'member'): Promise<Viewer> {
    const [{ id }] = await this.db.query<[{ id: string }]>(
      `insert into account (handle, display_name, role, trust) values ($1, $2, $3, 'trusted') returning id`,
      [handle, handle, role],
    );
    return { accountId: id, role, groupIds: [] };
  }

  async topic(author: Viewer, category = 'square', title = 'Who sweeps the square?', raw = 'Not **me**.') {
    const { topicId, postId } = await this.get(TopicsService).open(author, { category, title, raw });
    return { topicId, postId, id: await this.objectId(postId) };
  }

  async reply(author: Viewer, topicId: string, raw: string, replyTo?: number) {
    const written = await this.get(PostsService).write(author, topicId, {
      raw,
      ...(replyTo ? { replyTo } : {}),
    });
    return { ...written, id: await this.objectId(written.postId) };
  }

  delete(viewer: Viewer, postId: string): Promise<void> {
    return this.get(PostsService).delete(viewer, postId);
  }

  /** Waits until other servers have been told of a post of ours. */
  async wasTold(objectId: string): Promise<void> {
    await until(`${objectId} is told`, async () => {
      const rows = await this.db.query<unknown[]>(`select from ap_object where id = $1`, [objectId]);
      return rows.length > 0;
    });
  }

  async objectId(postId: string): Promise<string> {
    const [row] = await this.db.query<[{ uuid: string }]>(`select uuid from post where id = $1`, [postId]);
    return `${this.origin}/ap/posts/${row.uuid}`;
  }

  /** The posts that came from elsewhere, in the order of their coming. */
  remotePosts(): Promise<
    { uri: string; topicId: string; number: number; html: string; deleted: boolean; title: string }[]
  > {
    return this.db.query(
      `select p.uri, p.topic_id as "topicId", p.number, p.html, p.deleted_at is not null as deleted, t.title
       from post p join topic t on t.id = p.topic_id where p.uri is not null order by p.id`,
    );
  }

  /** Waits until a message has been handled, and says what became of it. */
  handled(activityId: string): Promise<{ state: string; reason: string | null }> {
    return until(`${activityId} is handled`, async () => {
      const [row] = await this.db.query<{ state: string; reason: string | null }[]>(
        `select state, reason from ap_inbox where activity_id = $1 and state <> 'received'`,
        [activityId],
      );
      return row;
    });
  }
}
