import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { withDatabase } from '../open-database.ts';
import { type BenchVoice, type Figure, median } from './figure.ts';
import { FollowedSite } from './followed-site.ts';
import { LoopbackHosts } from './loopback-hosts.ts';
import { RunningSite } from './running-site.ts';
import { RemoteWriters } from './signed-replies.ts';

const SITE = ['--members', '5', '--topics', '5', '--posts', '50', '--largest-topic', '10'];
const WRITING_HOSTS = 16;
const REPLIES = 1000;
const TOPICS = 8;
const ROUNDS = 5;
const WARM = 320;

/** How fast messages of other servers are taken in and become posts, and how fast posts reach other servers. */
export async function benchFederation(voice: BenchVoice): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'folkmoot-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  Object.assign(process.env, { DATA_DIR: folder, AP_ALLOW_PRIVATE: '1', LOG_LEVEL: 'error' });
  return withDatabase(async ({ db, databaseUrl }) => {
    process.env['DATABASE_URL'] = databaseUrl;
    voice.progress('Starting a server');
    const running = await RunningSite.start(SITE);
    try {
      const site = await FollowedSite.of(running, db);
      return [...(await comingIn(voice, site, db)), ...(await goingOut(voice, site))];
    } finally {
      await running.stop();
    }
  });
}

async function comingIn(voice: BenchVoice, site: FollowedSite, db: DataSource): Promise<Figure[]> {
  const category = await site.openCategory('coming-in');
  const posts = await Promise.all(
    Array.from({ length: TOPICS }, (_, index) => site.openTopic(category, `Something to answer, ${index}`)),
  );
  const peers = await LoopbackHosts.start(16, WRITING_HOSTS);
  const writers = await RemoteWriters.on(peers, `${site.url}/ap/inbox`);
  const accepted: number[] = [];
  const applied: number[] = [];
  const cpu: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    voice.progress(`Taking in replies, round ${round} of ${ROUNDS}`);
    // The first one is not measured: keys are fetched and code is compiled.
    const replies = await writers.write(round === 0 ? WARM : REPLIES, posts);
    const began = performance.now();
    const cpuBefore = await site.cpuSeconds();
    await writers.send(replies);
    const acceptedMs = performance.now() - began;
    await allApplied(db);
    if (round === 0) continue;
    accepted.push(acceptedMs / REPLIES);
    applied.push((performance.now() - began) / REPLIES);
    cpu.push((1000 * ((await site.cpuSeconds()) - cpuBefore)) / REPLIES);
  }
  await writers.stop();
  await peers.stop();
  return [
    { name: 'a signed activity accepted', value: median(accepted), unit: 'ms', goal: 1000 / 400 },
    { name: 'a reply applied, from its sending on', value: median(applied), unit: 'ms', goal: 1000 / 150 },
    { name: 'a reply, processor time, database and all', value: median(cpu), unit: 'ms', goal: null },
  ];
}

/** @throws Error when one of them became nothing */
async function allApplied(db: DataSource): Promise<void> {
  for (;;) {
    const [row] = await db.query<[{ open: number; ignored: string | null }]>(
      `select count(*) filter (where state = 'received')::int as open,
         min(reason) filter (where state = 'ignored') as ignored from ap_inbox`,
    );
    if (row.ignored !== null) throw new Error(`A reply was ignored: ${row.ignored}`);
    if (row.open === 0) return;
    await new Promise((look) => setTimeout(look, 20));
  }
}

const HOSTS = 1000;
const POSTS = 3;
const PATIENCE_MS = 60_000;
const PAIRS = 21;

async function goingOut(voice: BenchVoice, site: FollowedSite): Promise<Figure[]> {
  voice.progress(`Letting ${HOSTS} hosts follow`);
  const peers = await LoopbackHosts.start(32, HOSTS);
  const loud = await site.openCategory('followed');
  const quiet = await site.openCategory('alone');
  await site.follow(loud, peers.hosts, 1);
  const topic = await site.openTopic(loud, 'What everybody follows');
  // Told as an activity and as a thing.
  await peers.received(2 * HOSTS, PATIENCE_MS);
  const [hanging] = peers.hosts;
  const all: number[] = [];
  const others: number[] = [];
  const enqueued: number[] = [];
  const cpu: number[] = [];
  for (let round = 0; round < POSTS; round += 1) {
    for (const hangs of [false, true]) {
      voice.progress(`Sending a post to ${HOSTS} hosts, round ${round + 1} of ${POSTS}`);
      if (hangs) peers.hang(hanging!);
      const cpuBefore = await site.cpuSeconds();
      const { committedAt, enqueuedMs } = await site.replyAndWatch(topic, HOSTS);
      const { lastAt } = await peers.received(HOSTS - (hangs ? 1 : 0), PATIENCE_MS);
      (hangs ? others : all).push((lastAt - committedAt) / 1000);
      enqueued.push(enqueuedMs);
      if (!hangs) cpu.push((1000 * ((await site.cpuSeconds()) - cpuBefore)) / HOSTS);
      peers.recover(hanging!);
    }
  }
  await site.follow(loud, peers.hosts, 10);
  voice.progress('Posting with 10,000 followers, and with none');
  const ratio = await site.postingRatio(quiet, loud, PAIRS);
  await peers.stop();
  return [
    { name: `a post for ${HOSTS} hosts, enqueued`, value: median(enqueued.slice(1)), unit: 'ms', goal: 100 },
    { name: `a post, delivered to ${HOSTS} hosts`, value: median(all), unit: 's', goal: 10 },
    { name: 'the same, to those beside one that hangs', value: median(others), unit: 's', goal: 10 },
    { name: 'delays of the others by it', value: median(others) / median(all), unit: '×', goal: 1.1 },
    { name: 'a delivery, processor time, database and all', value: median(cpu), unit: 'ms', goal: null },
    { name: 'posting with 10,000 followers, to none', value: ratio, unit: '×', goal: 1.1 },
  ];
}
