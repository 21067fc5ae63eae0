import type { NotificationBadge, NotificationList, PostAddress } from '@app/contract';
import { AccountsService } from '@app/identity';
import { CategoriesService } from '@app/forum';
import { createDataSource, SiteSettings } from '@app/platform';
import { configFor, freshDatabase } from '@app/platform/testing';
import { pino } from 'pino';
import type { DataSource } from 'typeorm';
import { vi } from 'vitest';
import { ENTITIES } from '../src/entities.ts';
import { type RunningServer, startServer } from '../src/server.ts';
import { Browser } from './browser.ts';

const password = 'correct horse battery';

/** A whole server with its worker, where people write and are told of it. */
export interface ToldHouse {
  server: RunningServer;
  db: DataSource;
  member(username: string, role?: 'member' | 'staff'): Promise<Person>;
  /** Resolves when nothing is left to do now; what is planned for later stays planned. */
  settled(): Promise<void>;
  /** Has every planned job of this task run now. */
  hurry(task: string): Promise<void>;
}

export class Person extends Browser {
  constructor(
    server: string,
    readonly accountId: string,
    readonly username: string,
  ) {
    super(server);
  }

  async json<Body>(method: string, path: string, body?: object): Promise<Body> {
    const answer = await this.send(method, `/api/v1${path}`, body);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    return (text === '' ? null : JSON.parse(text)) as Body;
  }

  open(title: string, raw: string, category = 'square'): Promise<PostAddress> {
    return this.json('POST', '/topics', { category, title, raw });
  }

  reply(topicId: string, raw: string, replyTo?: number): Promise<PostAddress> {
    return this.json('POST', `/topics/${topicId}/posts`, { raw, ...(replyTo ? { replyTo } : {}) });
  }

  read(topicId: string, first: number, last = first): Promise<void> {
    return this.json('PUT', `/topics/${topicId}/reading`, { ranges: [[first, last]] });
  }

  async told(query = ''): Promise<NotificationList['items']> {
    return (await this.json<NotificationList>('GET', `/notifications${query}`)).items;
  }

  badge(): Promise<NotificationBadge> {
    return this.json('GET', '/notifications/badge');
  }
}

/** @param pagesHandler the built pages, for tests that look at them too */
export async function toldHouse(
  variables: Record<string, string> = {},
  pagesHandler?: string,
): Promise<ToldHouse> {
  const databaseUrl = await freshDatabase();
  const db = await createDataSource(databaseUrl, ENTITIES).initialize();
  const config = configFor(databaseUrl, { PORT: '0', ...variables });
  const server = await startServer({
    config,
    db,
    databaseUrl,
    log: pino({ level: 'silent' }),
    ...(pagesHandler ? { pagesHandler } : {}),
  });
  await server.app.get(SiteSettings).write({ name: 'Björkbacken', description: '' });
  await server.app.get(CategoriesService).create({ slug: 'square', name: 'The square' });
  await server.app.get(CategoriesService).create({ slug: 'inner', name: 'Inner', visibility: 'members' });

  const settled = () =>
    vi.waitFor(
      async () => {
        const [{ waiting }] = await db.query<[{ waiting: number }]>(
          `select count(*)::int as waiting from graphile_worker.jobs where run_at <= now()`,
        );
        if (waiting > 0) throw new Error(`${waiting} jobs are waiting`);
      },
      { timeout: 30_000, interval: 50 },
    );

  return {
    server,
    db,
    settled,
    member: async (username, role = 'member') => {
      const newcomer = { email: `${username}@example.org`, username, name: username, password };
      const accounts = server.app.get(AccountsService);
      const { accountId } = await accounts.register(newcomer, { role, language: 'en' });
      const person = new Person(server.url, accountId, username);
      await person.json('POST', '/sessions', { login: username, password });
      return person;
    },
    hurry: async (task) => {
      await settled();
      await db.query(
        `update graphile_worker._private_jobs j set run_at = now() from graphile_worker._private_tasks t
         where t.id = j.task_id and t.identifier = $1`,
        [task],
      );
      // The worker sleeps until it next looks; an added job wakes it.
      await settled();
    },
  };
}
