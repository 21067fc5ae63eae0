import { randomUUID } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Module } from '@nestjs/common';
import { IDENTITY_ENTITIES, IdentityModule, type Viewer } from '@app/identity';
import { createDataSource, PlatformModule, ProblemFilter, schemaPipe } from '@app/platform';
import { configFor, freshDatabase } from '@app/platform/testing';
import type { DataSource } from 'typeorm';
import { CategoriesService, FORUM_ENTITIES, ForumModule, PostsService, TopicsService } from '../index.ts';

@Module({})
class TestModule {}

/** The forum on a database of its own, with a member (ada), another (bo), one of staff and a public category. */
export interface TestForum {
  app: NestFastifyApplication;
  db: DataSource;
  categories: CategoriesService;
  topics: TopicsService;
  posts: PostsService;
  ada: Viewer;
  bo: Viewer;
  staff: Viewer;
  /** The id of the category `square`. */
  squareId: string;
  /** An account that nobody can sign in to. */
  member(handle: string): Promise<Viewer>;
  openTopic(author: Viewer, category?: string): Promise<string>;
  /** All numbers of a topic, in order. */
  numbersOf(topicId: string): Promise<number[]>;
  close(): Promise<void>;
}

export async function testForum(): Promise<TestForum> {
  const url = await freshDatabase();
  const db = await createDataSource(url, [...IDENTITY_ENTITIES, ...FORUM_ENTITIES], 24).initialize();
  const app = await NestFactory.create<NestFastifyApplication>(
    {
      module: TestModule,
      imports: [PlatformModule.with(configFor(url), db), IdentityModule, ForumModule],
    },
    new FastifyAdapter(),
    { logger: false, abortOnError: false },
  );
  app.useGlobalPipes(schemaPipe());
  app.useGlobalFilters(new ProblemFilter());
  await app.init();

  const member = async (handle: string, role: 'member' | 'staff' = 'member'): Promise<Viewer> => {
    const [{ id }] = await db.query<[{ id: string }]>(
      `insert into account (handle, display_name, role) values ($1, $2, $3) returning id`,
      [handle, handle, role],
    );
    return { accountId: id, role };
  };
  const categories = app.get(CategoriesService);
  const topics = app.get(TopicsService);
  const { categoryId } = await categories.create({ slug: 'square', name: 'The square', federated: true });

  return {
    app,
    db,
    categories,
    topics,
    posts: app.get(PostsService),
    ada: await member('ada'),
    bo: await member('bo'),
    staff: await member('sam', 'staff'),
    squareId: categoryId,
    member,
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
    close: () => app.close(),
  };
}
