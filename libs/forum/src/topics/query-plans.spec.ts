import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GUEST, type Viewer } from '@app/identity';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type TestForum, testForum } from '../testing/test-forum.ts';
import { ReadingCountsView } from './reading-counts.view.ts';
import { TimelineView } from '../reading/timeline.view.ts';
import { TopicTreeView } from './topic-tree.view.ts';
import { TopicListView } from './topic-list.view.ts';
import { TopicWindowView } from './topic-window.view.ts';

const LATEST = { f: 'latest', period: 'week', limit: 30 } as const;

interface Plan {
  'Node Type': string;
  'Index Name'?: string;
  'Relation Name'?: string;
  Plans?: Plan[];
}

describe('a big forum', () => {
  let forum: TestForum;
  let ada: Viewer;
  let list: TopicListView;
  let window: TopicWindowView;
  let longTopicId: string;

  // 20 000 topics in 20 categories, one of them with 20 000 posts, and 20 readers who opened 2 000 each.
  beforeAll(async () => {
    forum = await testForum();
    ada = await forum.member('ada');
    list = forum.app.get(TopicListView);
    window = forum.app.get(TopicWindowView);
    const { db } = forum;
    await db.query(
      `insert into category (slug, name) select 'c' || n, 'Category ' || n from generate_series(1, 19) n`,
    );
    await db.query(
      `insert into topic (category_id, author_id, title, slug, last_number, post_count, bumped_at, recent_author_ids)
       select (select min(id) from category) + n % 20, $1, 'Topic ' || n, 'topic', 1, 1,
         now() - n * interval '1 minute', array[$1::bigint]
       from generate_series(1, 20000) n`,
      [ada.accountId],
    );
    await db.query(
      `insert into post (topic_id, number, author_id, raw, html, created_at)
       select id, 1, author_id, 'x', '<p>x</p>', now() - id * interval '20 minutes' from topic`,
    );
    longTopicId = await forum.openTopic(ada);
    await db.query(
      `insert into post (topic_id, number, author_id, raw, html, reply_to_number, created_at)
       select $1, n, $2, 'x', '<p>x</p>', n - 1, now() - (20000 - n) * interval '20 minutes' from generate_series(2, 20000) n`,
      [longTopicId, ada.accountId],
    );
    await db.query(`update topic set last_number = 20000, post_count = 20000 where id = $1`, [longTopicId]);
    await db.query(
      `insert into account (handle, display_name) select 'reader' || n, 'Reader ' || n from generate_series(1, 20) n`,
    );
    await db.query(
      `insert into topic_reading (account_id, topic_id, read)
       select account.id, topic.id, '{[1,2)}' from account, topic where topic.id % 10 = 0
       on conflict do nothing`,
    );
    await db.query(`insert into tag (name) values ('rare'), ('often')`);
    await db.query(
      `insert into topic_tag (topic_id, tag_id) select topic.id, tag.id from topic, tag
       where topic.id % (case tag.name when 'rare' then 2000 else 2 end) = 1`,
    );
    await db.query(`vacuum analyze`);
  }, 240_000);
  afterAll(() => forum.close());

  /** Runs a page and explains every query that it sent. */
  async function plansOf(page: () => Promise<unknown>): Promise<Plan[]> {
    const spy = vi.spyOn(forum.db, 'query');
    await page();
    const sent = spy.mock.calls.map(([sql, parameters]) => ({ sql, parameters }));
    spy.mockRestore();
    const plans: Plan[] = [];
    for (const { sql, parameters } of sent) {
      const [explained] = await forum.db.query<[{ 'QUERY PLAN': [{ Plan: Plan }] }]>(
        `explain (format json) ${sql}`,
        parameters,
      );
      plans.push(...flatten(explained['QUERY PLAN'][0].Plan));
    }
    return plans;
  }
  const flatten = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(flatten)];
  const indexesOn = (plans: Plan[], table: string) => [
    ...new Set(
      plans
        .filter((plan) => plan['Relation Name'] === table)
        .map((plan) => plan['Index Name'] ?? plan['Node Type']),
    ),
  ];
  /** Tables that have thousands of rows here and are read from end to end. */
  const readWhole = (plans: Plan[]) =>
    plans
      .filter((plan) => plan['Node Type'] === 'Seq Scan')
      .map((plan) => plan['Relation Name'])
      .filter((table) => ['topic', 'post', 'topic_reading', 'topic_tag'].includes(table ?? ''));
  const deepIn = async (category?: string) => {
    const page = await list.list(ada, { ...LATEST, limit: 100, ...(category ? { category } : {}) });
    return page.next ?? '';
  };

  it('reads the latest list along its index, also deep down', async () => {
    for (const viewer of [GUEST, ada]) {
      const plans = await plansOf(() => list.list(viewer, LATEST));
      expect(indexesOn(plans, 'topic')).toEqual(['topic_pinned_idx', 'topic_latest_idx']);
      expect(readWhole(plans)).toEqual([]);
    }
    const cursor = await deepIn();
    const plans = await plansOf(() => list.list(ada, { ...LATEST, cursor }));
    expect(indexesOn(plans, 'topic')).toEqual(['topic_pinned_idx', 'topic_latest_idx']);
    expect(indexesOn(plans, 'topic_reading')).toEqual(['topic_reading_pk']);
  });

  it('reads what concerns one reader from that reader’s rows', async () => {
    const [reader] = await forum.db.query<[{ id: string }]>(
      `select id from account where handle = 'reader7'`,
    );
    const viewer = { ...ada, accountId: reader.id };
    await forum.db.query(
      `update topic_reading set level = 'track', level_source = 'read', unread = true
       where account_id = $1 and topic_id % 100 = 0`,
      [reader.id],
    );
    await forum.db.query(
      `insert into category_follow (account_id, category_id, level)
       select $1, id, 'follow' from category where slug in ('c3', 'c4')`,
      [reader.id],
    );
    await forum.db.query(`vacuum analyze topic_reading, category_follow`);
    const expected = {
      unread: ['topic_reading_unread_idx', 'topic_pk'],
      following: ['topic_reading_followed_idx', 'topic_category_latest_idx', 'topic_pk'],
      new: ['topic_created_idx'],
      top: ['post_written_idx', 'topic_pk'],
    } as const;
    for (const [f, indexes] of Object.entries(expected) as [keyof typeof expected, readonly string[]][]) {
      const plans = await plansOf(() => list.list(viewer, { ...LATEST, f }));
      const used = ['topic', 'post', 'topic_reading'].flatMap((table) => indexesOn(plans, table));
      expect({ f, used }).toEqual({ f, used: expect.arrayContaining([...indexes]) });
      expect({ f, whole: readWhole(plans) }).toEqual({ f, whole: [] });
    }
    const plans = await plansOf(() => forum.app.get(ReadingCountsView).read(viewer));
    expect(readWhole(plans)).toEqual([]);
    expect(indexesOn(plans, 'topic')).toEqual(expect.arrayContaining(['topic_created_idx', 'topic_pk']));
  });

  it('reads a category’s list along its index', async () => {
    const cursor = await deepIn('c7');
    for (const query of [{ limit: 30 }, { limit: 30, cursor }]) {
      const plans = await plansOf(() => list.list(ada, { ...LATEST, ...query, category: 'c7' }));
      expect(indexesOn(plans, 'topic')).toEqual(['topic_pinned_idx', 'topic_category_latest_idx']);
    }
  });

  it('reads the lists of a category with parts, and of a tag, along their indexes', async () => {
    await forum.db.query(
      `update category set parent_id = whole.id, ancestor_ids = array[whole.id]
       from category whole where whole.slug = 'c7' and category.slug in ('c8', 'c9')`,
    );
    const cursor = await deepIn('c7');
    for (const query of [{ category: 'c7' }, { category: 'c7', cursor }]) {
      const plans = await plansOf(() => list.list(ada, { ...LATEST, ...query }));
      expect(readWhole(plans)).toEqual([]);
    }
    const next = (await list.list(ada, { ...LATEST, tag: 'often' })).next ?? '';
    for (const query of [{ tag: 'rare' }, { tag: 'often' }, { tag: 'often', cursor: next }]) {
      const plans = await plansOf(() => list.list(ada, { ...LATEST, ...query }));
      expect(indexesOn(plans, 'topic_tag')).toContain('topic_tag_latest_idx');
      expect(readWhole(plans)).toEqual([]);
    }
  });

  it('reads a window of a long topic along its index, wherever it is', async () => {
    const limit = 20;
    for (const query of [
      { limit },
      { limit, near: 10_000 },
      { limit, after: 19_000 },
      { limit, before: 15_000 },
    ]) {
      const plans = await plansOf(() => window.read(ada, longTopicId, query));
      expect(indexesOn(plans, 'post').toSorted()).toEqual(['post_number_uq', 'post_topic_created_idx']);
      expect(indexesOn(plans, 'topic')).toEqual(['topic_pk']);
      expect(readWhole(plans)).toEqual([]);
    }
  });

  it('reads branches, dates and marks of a long topic along their indexes', async () => {
    const tree = forum.app.get(TopicTreeView);
    const timeline = forum.app.get(TimelineView);
    for (const page of [
      () => tree.read(ada, longTopicId, { after: 0 }),
      () => tree.read(ada, longTopicId, { after: 15_000 }),
      () => tree.read(ada, longTopicId, { under: 9000, after: 0 }),
      () => timeline.marks(ada, longTopicId),
      () => timeline.numberAt(ada, longTopicId, new Date(0).toISOString()),
    ]) {
      const plans = await plansOf(page);
      const indexes = ['post_number_uq', 'post_reply_idx', 'post_root_idx', 'post_topic_created_idx'];
      // What a bitmap was made from is below it.
      indexes.push('Bitmap Heap Scan');
      expect(indexesOn(plans, 'post').filter((name) => !indexes.includes(name))).toEqual([]);
      expect(readWhole(plans)).toEqual([]);
    }
  });

  it('sends at most five queries for a page', async () => {
    const spy = vi.spyOn(forum.db, 'query');
    const counted = async (page: () => Promise<unknown>) => {
      spy.mockClear();
      await page();
      return spy.mock.calls.length;
    };
    expect(await counted(() => list.list(ada, { ...LATEST, limit: 100 }))).toBeLessThanOrEqual(5);
    expect(await counted(() => window.read(ada, longTopicId, { limit: 60, near: 500 }))).toBeLessThanOrEqual(
      5,
    );
    spy.mockRestore();
  });

  it('never counts its way to a page', () => {
    const source = join(import.meta.dirname, '..');
    const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
      (name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'),
    );
    const counting = files.filter((name) =>
      /\boffset\b|\bskip:/i.test(readFileSync(join(source, name), 'utf8')),
    );
    expect(files.length).toBeGreaterThan(20);
    expect(counting).toEqual([]);
  });
});
