import { randomUUID } from 'node:crypto';
import type { AccountRole } from '@app/contract';
import { MEDIA_ENTITIES } from '@app/media';
import { AccountsService, IDENTITY_ENTITIES, IdentityModule, TrustService, type Viewer } from '@app/identity';
import { createDataSource, PlatformModule, ProblemFilter, schemaPipe } from '@app/platform';
import { configFor, freshDatabase } from '@app/platform/testing';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DataSource } from 'typeorm';
import {
  CategoriesService,
  FindingModule,
  FORUM_ENTITIES,
  ForumModule,
  PostsService,
  TopicsService,
} from '../index.ts';
import { send, type Sending, type Answer, signIn } from './send.ts';

@Module({})
class TestModule {}

/** Somebody with a session, for tests over HTTP. */
export interface Person extends Viewer {
  accountId: string;
  cookie: string;
}

/** The forum over real HTTP, on a database of its own, with the public, federated category `square`. */
export interface TestForum {
  app: NestFastifyApplication;
  db: DataSource;
  categories: CategoriesService;
  topics: TopicsService;
  posts: PostsService;
  squareId: string;
  /** An account that nobody can sign in to. */
  member(handle: string, role?: AccountRole): Promise<Viewer>;
  /** An account of another server. */
  stranger(handle: string): Promise<string>;
  person(handle: string, role?: AccountRole): Promise<Person>;
  openTopic(author: Viewer, category?: string): Promise<string>;
  /** All numbers of a topic, in the order in which they were written. */
  numbersOf(topicId: string): Promise<number[]>;
  /** @param address a method and a path below /api/v1, as in `GET /topics` */
  send(address: string, sending?: Sending): Promise<Answer>;
  close(): Promise<void>;
}

/** @param variables of the configuration, beside those that all tests have */
export async function testForum(variables: Record<string, string> = {}): Promise<TestForum> {
  const databaseUrl = await freshDatabase();
  const entities = [...MEDIA_ENTITIES, ...IDENTITY_ENTITIES, ...FORUM_ENTITIES];
  const db = await createDataSource(databaseUrl, entities, 24).initialize();
  const app = await NestFactory.create<NestFastifyApplication>(
    {
      module: TestModule,
      imports: [
        PlatformModule.with(configFor(databaseUrl, variables), db),
        IdentityModule,
        ForumModule,
        FindingModule,
      ],
    },
    new FastifyAdapter(),
    { logger: false, abortOnError: false },
  );
  app.useGlobalPipes(schemaPipe());
  app.useGlobalFilters(new ProblemFilter());
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  const categories = app.get(CategoriesService);
  const topics = app.get(TopicsService);
  const { categoryId } = await categories.create({ slug: 'square', name: 'The square', federated: true });

  return {
    app,
    db,
    categories,
    topics,
    posts: app.get(PostsService),
    squareId: categoryId,
    member: async (handle, role = 'member') => {
      const [{ id }] = await db.query<[{ id: string }]>(
        `insert into account (handle, display_name, role, trust) values ($1, $2, $3, 'trusted') returning id`,
        [handle, handle, role],
      );
      return { accountId: id, role, groupIds: [] };
    },
    stranger: (handle) =>
      app.get(AccountsService).receiveRemote({
        uri: `https://far.example/users/${handle}`,
        url: `https://far.example/@${handle}`,
        handle,
        domain: 'far.example',
        name: handle,
        bioHtml: '',
        avatarUrl: null,
        indexable: true,
      }),
    person: async (handle, role = 'member') => {
      const newcomer = {
        email: `${handle}@example.org`,
        password: 'correct horse battery',
        username: handle,
        name: handle,
      };
      const { accountId } = await app.get(AccountsService).register(newcomer, { role, language: 'en' });
      // Tests write more in a minute than members in a day.
      await app.get(TrustService).raise(accountId, 'trusted');
      return { accountId, role, groupIds: [], cookie: await signIn(url, newcomer) };
    },
    openTopic: async (author, category = 'square') => {
      const opening = { category, title: `On ${randomUUID()}`, raw: 'Shall we?' };
      return (await topics.open(author, opening)).topicId;
    },
    numbersOf: async (topicId) => {
      const rows = await db.query<{ number: number }[]>(
        `select number from post where topic_id = $1 order by id`,
        [topicId],
      );
      return rows.map(({ number }) => number);
    },
    send: (address, sending) => send(url, address, sending),
    close: () => app.close(),
  };
}
