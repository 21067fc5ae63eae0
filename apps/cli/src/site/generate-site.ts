import { type BulkThread, CategoriesService, importThreads } from '@app/forum';
import { importAccounts } from '@app/identity';
import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { randomNumbers } from '../random-numbers.ts';
import { generatedThread, type SiteFrame, threadUuid } from './generated-thread.ts';
import { GeneratedTexts } from './generated-text.ts';
import { type SitePlan, topicLengths } from './site-plan.ts';

const CATEGORIES = [
  'Announcements',
  'The house',
  'Money',
  'Garden',
  'Workshop',
  'Energy',
  'Transport',
  'Culture',
];
const POSTS_AT_ONCE = 4000;

export interface GeneratedSite {
  /** What this run wrote; less than the plan when an earlier run had begun. */
  posts: number;
  seconds: number;
}

/**
 * Writes a site of the planned size, with ten years of threads up to `until`. Each batch is one transaction and
 * each thread has a name of its own, so a run that broke off is gone on with by the same plan.
 *
 * @param showProgress is told the share that is done, 0 to 1
 */
export async function generateSite(
  rooms: INestApplicationContext,
  plan: SitePlan,
  { until, showProgress }: { until: Date; showProgress: (share: number) => void },
): Promise<GeneratedSite> {
  const db = rooms.get(DataSource);
  const frame: SiteFrame = {
    seed: plan.seed,
    topics: plan.topics,
    accountIds: await members(db, plan, until),
    categoryIds: await categories(rooms.get(CategoriesService, { strict: false }), db),
    until,
    texts: new GeneratedTexts(plan.seed),
  };
  const lengths = shuffled(topicLengths(plan), plan.seed);
  const known = await writtenBefore(db, plan);
  const begun = performance.now();
  let posts = 0;
  let done = 0;
  let batch: BulkThread[] = [];
  const write = async () => {
    const threads = batch;
    batch = [];
    await db.transaction((tx) => importThreads(tx, threads));
    showProgress(Math.min(done / plan.posts, 0.999));
  };
  for (const [index, length] of lengths.entries()) {
    done += length;
    if (known.has(threadUuid(plan.seed, index))) continue;
    batch.push(generatedThread(frame, index, length));
    posts += length;
    if (batch.reduce((sum, thread) => sum + thread.posts.length, 0) >= POSTS_AT_ONCE) await write();
  }
  if (batch.length > 0) await write();
  // The planner's picture of a table that was empty a minute ago is wrong until it looks again.
  await db.query('vacuum analyze');
  showProgress(1);
  return { posts, seconds: (performance.now() - begun) / 1000 };
}

async function members(db: DataSource, plan: SitePlan, until: Date): Promise<string[]> {
  const day = 24 * 3600 * 1000;
  const bulk = Array.from({ length: plan.members }, (_, at) => ({
    handle: `member-${at + 1}`,
    name: `Member ${at + 1}`,
    createdAt: new Date(until.getTime() - (3653 - (3600 * at) / plan.members) * day),
  }));
  return db.transaction((tx) => importAccounts(tx, bulk));
}

async function categories(service: CategoriesService, db: DataSource): Promise<string[]> {
  const ids: string[] = [];
  for (const [position, name] of CATEGORIES.entries()) {
    const slug = `generated-${position + 1}`;
    const [known] = await db.query<{ id: string }[]>(
      `select id from category where slug = $1 and domain = ''`,
      [slug],
    );
    ids.push(known?.id ?? (await service.create({ slug, name, position })).categoryId);
  }
  return ids;
}

async function writtenBefore(db: DataSource, plan: SitePlan): Promise<Set<string>> {
  const uuids = Array.from({ length: plan.topics }, (_, index) => threadUuid(plan.seed, index));
  const rows = await db.query<{ uuid: string }[]>(`select uuid from topic where uuid = any($1::uuid[])`, [
    uuids,
  ]);
  return new Set(rows.map(({ uuid }) => uuid));
}

/** A long topic may be of any year. */
function shuffled(lengths: number[], seed: number): number[] {
  const random = randomNumbers(seed);
  for (let at = lengths.length - 1; at > 0; at--) {
    const other = random(at + 1);
    [lengths[at], lengths[other]] = [lengths[other]!, lengths[at]!];
  }
  return lengths;
}
