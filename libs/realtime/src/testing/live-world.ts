import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Post, TopicWindow } from '@app/contract';
import { CategoriesService, PostsService, TopicsService } from '@app/forum';
import type { Viewer } from '@app/identity';
import { createDataSource } from '@app/platform';
import { configFor } from '@app/platform/testing';
import { pino } from 'pino';
import { DataSource } from 'typeorm';
import { ENTITIES } from '../../../../apps/server/src/entities.ts';
import { type RunningServer, startServer } from '../../../../apps/server/src/server.ts';
import type { TopicPage } from './reader.ts';

/** A whole server on a database that other servers may use too. */
export async function startWeb(databaseUrl: string, variables: Record<string, string> = {}): Promise<Web> {
  const db = await createDataSource(databaseUrl, ENTITIES).initialize();
  const config = configFor(databaseUrl, { PORT: '0', ROLES: 'web', ...variables });
  return new Web(await startServer({ config, db, databaseUrl, log: pino({ level: 'silent' }) }));
}

export class Web {
  readonly db: DataSource;
  readonly posts: PostsService;

  constructor(readonly server: RunningServer) {
    this.db = server.app.get(DataSource);
    this.posts = server.app.get(PostsService, { strict: false });
  }

  get url(): string {
    return this.server.url;
  }

  get port(): number {
    return ((this.server.app.getHttpServer() as Server).address() as AddressInfo).port;
  }

  /** An account that nobody can sign in to. */
  async newMember(handle: string): Promise<Viewer> {
    const [{ id }] = await this.db.query<[{ id: string }]>(
      `insert into account (handle, display_name, trust) values ($1, $2, 'trusted') returning id`,
      [handle, handle],
    );
    return { accountId: id, role: 'member', groupIds: [] };
  }

  async newCategory(slug: string, visibility: 'public' | 'members' = 'public'): Promise<string> {
    const categories = this.server.app.get(CategoriesService, { strict: false });
    return (await categories.create({ slug, name: slug, visibility })).categoryId;
  }

  async newTopic(category: string, author: Viewer, title = 'What shall we do?'): Promise<string> {
    const topics = this.server.app.get(TopicsService, { strict: false });
    return (await topics.open(author, { category, title, raw: title })).topicId;
  }

  /** A whole topic as a page gets it, window by window, with the number of its room at the first. */
  async readTopic(topicId: string): Promise<TopicPage> {
    const windows: TopicWindow[] = [];
    let after = 0;
    do {
      const answer = await fetch(`${this.url}/api/v1/topics/${topicId}?after=${after}&limit=60`);
      const window = TopicWindow.parse(await answer.json());
      windows.push(window);
      after = window.posts.at(-1)?.number ?? after;
    } while (windows.at(-1)?.hasAfter);
    const posts = windows.flatMap((window) => window.posts.map((post) => Post.parse(post)));
    return { topicId, head: windows[0]?.head ?? 0, posts };
  }

  async head(room: string): Promise<number> {
    const [row] = await this.db.query<{ seq: string }[]>(`select seq from room_head where room = $1`, [room]);
    return Number(row?.seq ?? 0);
  }
}
