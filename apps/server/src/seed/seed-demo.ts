import type { INestApplicationContext } from '@nestjs/common';
import type { AccountRole } from '@app/contract';
import { AccountsService } from '@app/identity';
import { CategoriesService, renderMarkdown, TopicsService } from '@app/forum';
import { SiteSettings } from '@app/platform';
import { DataSource } from 'typeorm';
import { DemoClock } from './demo-clock.ts';
import type { Demo, DemoThread } from './demo.ts';
import { pastPost, Telling } from './past-post.ts';
import { seedConducted } from './seed-conducted.ts';
import { seedElection } from './seed-election.ts';
import { seedProposal } from './seed-proposal.ts';
import { seedTags } from './seed-tags.ts';
import { seedNews } from './seed-news.ts';
import { seedReactions } from './seed-reactions.ts';
import { seedSenseCheck } from './seed-sense-check.ts';

/** Every demo account has it; the demo is for looking around on one's own machine. */
const DEMO_PASSWORD = 'folkmoot-demo';

/** What a member of long standing has not read yet: the posts of the last hours. */
const UNREAD_MINUTES = 20 * 60;

type Accounts = Map<string, { accountId: string; role: AccountRole }>;

/**
 * Brings the demo association to life, once: a second call does nothing, and a call after one that was
 * interrupted goes on where it stopped.
 *
 * @param tell is told what is being done, with a share between 0 and 1
 * @returns whether anything was seeded; false on a database that has accounts of its own
 */
export async function seedDemo(
  rooms: INestApplicationContext,
  demo: Demo,
  tell: (share: number) => void = () => undefined,
): Promise<boolean> {
  const lock = rooms.get(DataSource).createQueryRunner();
  try {
    // Two servers that start together on one empty database must not both tell the story.
    await lock.query(`select pg_advisory_lock(hashtext('folkmoot seed'))`);
    return await seedOnce(rooms, demo, tell);
  } finally {
    await lock.query(`select pg_advisory_unlock(hashtext('folkmoot seed'))`);
    await lock.release();
  }
}

/** What the operator is told afterwards: who there is and how to be them. */
export function describeSignIns({ name, members }: Demo): string {
  const lines = members.map(({ handle, name: person, role }) => `  ${handle.padEnd(10)}${person}, ${role}`);
  return [`Seeded ${name}. Everybody signs in with the password ${DEMO_PASSWORD}:`, ...lines].join('\n');
}

async function seedOnce(
  rooms: INestApplicationContext,
  demo: Demo,
  tell: (share: number) => void,
): Promise<boolean> {
  const db = rooms.get(DataSource);
  const clock = await beginSeed(db);
  if (!clock) return false;

  await rooms.get(SiteSettings).write({ name: demo.name, description: demo.slogan });
  const telling = new Telling(clock, await seedMembers(rooms, demo, clock));
  await seedCategories(rooms, demo);
  const topics = demo.threads.length + demo.elections.length + demo.conducted.length;
  for (const [index, thread] of demo.threads.entries()) {
    await seedThread(rooms, thread, telling);
    tell((index + 1) / topics);
  }
  for (const [index, election] of demo.elections.entries()) {
    await seedElection(rooms, election, telling);
    tell((demo.threads.length + index + 1) / topics);
  }
  for (const [index, election] of demo.conducted.entries()) {
    await seedConducted(rooms, election, telling);
    tell((demo.threads.length + demo.elections.length + index + 1) / topics);
  }
  await seedTags(rooms, demo);
  for (const proposal of demo.proposals) await seedProposal(rooms, proposal, telling);
  for (const check of demo.senseChecks) await seedSenseCheck(rooms, check, telling);
  await seedReactions(rooms, demo.reactions, telling);
  await markRead(db, clock);
  await seedNews(rooms, clock.minutesAgo(UNREAD_MINUTES));
  await db.query(`update site_setting set value = value || '{"state": "done"}' where key = 'seed'`);
  return true;
}

/** The moment of the first call is kept, so that a seed that goes on later continues the same history. */
async function beginSeed(db: DataSource): Promise<DemoClock | null> {
  const [known] = await db.query<{ value: { state: string; at: string } }[]>(
    `select value from site_setting where key = 'seed'`,
  );
  if (known) return known.value.state === 'done' ? null : new DemoClock(new Date(known.value.at));
  const [taken] = await db.query<[{ taken: boolean }]>(`select exists (select from account) as taken`);
  if (taken.taken) return null;
  const at = new Date();
  await db.query(`insert into site_setting (key, value) values ('seed', $1)`, [{ state: 'begun', at }]);
  return new DemoClock(at);
}

async function seedMembers(rooms: INestApplicationContext, demo: Demo, clock: DemoClock): Promise<Accounts> {
  const accounts: Accounts = new Map();
  for (const { handle, name, email, role, bio, joinedDaysAgo } of demo.members) {
    const { accountId } = await rooms
      .get(AccountsService)
      .register({ username: handle, name, email, password: DEMO_PASSWORD }, { role, language: 'en' });
    await rooms
      .get(DataSource)
      .query(`update account set bio_html = $2, created_at = $3 where id = $1`, [
        accountId,
        renderMarkdown(bio),
        clock.daysAgo(joinedDaysAgo),
      ]);
    // Electoral rolls of the past ask who was a member then.
    await rooms
      .get(DataSource)
      .query(`update group_membership set joined_at = $2 where account_id = $1`, [
        accountId,
        clock.daysAgo(joinedDaysAgo),
      ]);
    accounts.set(handle, { accountId, role });
  }
  return accounts;
}

async function seedCategories(rooms: INestApplicationContext, demo: Demo): Promise<void> {
  for (const [position, category] of demo.categories.entries()) {
    const [known] = await rooms
      .get(DataSource)
      .query<unknown[]>(`select 1 from category where slug = $1 and domain = ''`, [category.slug]);
    if (!known) await rooms.get(CategoriesService).create(newCategory(category, position));
  }
}

function newCategory({ parent, template, ...category }: Demo['categories'][number], position: number) {
  return { ...category, position, parent: parent ?? null, template: template ?? '' };
}

async function seedThread(
  rooms: INestApplicationContext,
  thread: DemoThread,
  telling: Telling,
): Promise<void> {
  const [known] = await rooms
    .get(DataSource)
    .query<unknown[]>(`select 1 from topic where title = $1`, [thread.title]);
  if (known) return;
  const [first, ...replies] = thread.posts.map((post) => pastPost(post, telling));
  const { category, title } = thread;
  if (first) await rooms.get(TopicsService).importThread({ category, title, first, replies });
}

/** Members have read all but the newest posts, as people who live with a forum have. */
async function markRead(db: DataSource, clock: DemoClock): Promise<void> {
  await db.query(
    `insert into topic_reading (account_id, topic_id, read, last_visit_at)
     select account.id, post.topic_id, int4multirange(int4range(1, max(post.number) + 1)), $1
     from account cross join post
     where account.domain = '' and post.created_at < $1
     group by account.id, post.topic_id
     on conflict (account_id, topic_id) do update set read = topic_reading.read + excluded.read`,
    [clock.minutesAgo(UNREAD_MINUTES)],
  );
  await db.query(
    `update topic_reading r set unread = true from topic t
     where t.id = r.topic_id and r.level in ('follow', 'track') and not r.read @> int4range(1, t.last_number, '[]')`,
  );
}
