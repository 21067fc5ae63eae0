import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { withDatabase } from '../open-database.ts';
import type { BenchVoice, Figure } from './figure.ts';
import { RunningSite } from './running-site.ts';

const SITE = ['--members', '50', '--topics', '200', '--posts', '2000', '--largest-topic', '500'];
const WRITERS = 16;
const SECONDS = 8;

/** As the goals are set: a second, and milliseconds. */
const INTO_ONE = 150;
const SPREAD = 400;
const P99_MS = 100;

/** How many replies a second one process takes in, each committed, in the log and told to its topic's readers. */
export async function benchWrite(voice: BenchVoice): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'folkmoot-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  Object.assign(process.env, { DATA_DIR: folder, LOG_LEVEL: 'error' });
  return withDatabase(async ({ db, databaseUrl }) => {
    process.env['DATABASE_URL'] = databaseUrl;
    voice.progress('Making a site with writers');
    const site = await RunningSite.start(SITE);
    try {
      const cookies: string[] = [];
      for (let n = 0; n < WRITERS; n++) cookies.push(await site.signUp(`bench-writer-${n}`));
      // Nobody but a machine writes so much in an hour.
      await db.query(`update account set role = 'staff' where handle like 'bench-writer-%'`);
      return await measured(voice, site, cookies);
    } finally {
      await site.stop();
    }
  });
}

async function measured(voice: BenchVoice, site: RunningSite, cookies: string[]): Promise<Figure[]> {
  const { items } = await site.ask<{ items: { id: string }[] }>('/topics?limit=60', cookies[0]!);
  const topics = items.map(({ id }) => id);
  return [
    ...(await replies(voice, site, {
      name: 'one topic',
      topics: topics.slice(0, 1),
      cookies,
      goal: INTO_ONE,
    })),
    ...(await replies(voice, site, { name: `${topics.length} topics`, topics, cookies, goal: SPREAD })),
  ];
}

interface Writing {
  name: string;
  topics: readonly string[];
  cookies: readonly string[];
  goal: number;
}

async function replies(
  voice: BenchVoice,
  site: RunningSite,
  { name, topics, cookies, goal }: Writing,
): Promise<Figure[]> {
  voice.progress(`${WRITERS} connections reply in ${name}`);
  const before = await lastNumbers(site, topics);
  let written = 0;
  const { latency, non2xx, errors, duration, statusCodeStats, ...counts } = await autocannon({
    url: site.url,
    connections: WRITERS,
    duration: SECONDS,
    requests: [
      {
        method: 'POST',
        setupRequest: (request) => {
          const n = written++;
          return {
            ...request,
            path: `/api/v1/topics/${topics[n % topics.length]}/posts`,
            headers: {
              'content-type': 'application/json',
              origin: site.url,
              cookie: cookies[n % cookies.length]!,
              'idempotency-key': crypto.randomUUID(),
            },
            body: JSON.stringify({ raw: `Reply ${n} of this run: I would rather have it **in writing**.` }),
          };
        },
      },
    ],
  });
  if (non2xx + errors > 0)
    throw new Error(`${errors} replies had no answer, others ${JSON.stringify(statusCodeStats)}`);
  const taken = counts['2xx'];
  const stored = (await lastNumbers(site, topics)) - before;
  // What was under way when the time was up is stored too, and has no answer.
  if (stored < taken) throw new Error(`${taken} replies were accepted and ${stored} are stored`);
  const told = await untilTold(site, topics[0]!);
  return [
    { name: `replies into ${name}`, value: taken / duration, unit: '/s', goal, moreIsBetter: true },
    { name: `replies into ${name}, p99`, value: latency.p99, unit: 'ms', goal: P99_MS },
    { name: `replies into ${name}, last one told after`, value: told, unit: 'ms', goal: null },
  ];
}

async function lastNumbers(site: RunningSite, topics: readonly string[]): Promise<number> {
  let sum = 0;
  for (const id of topics) {
    const { topic } = await site.ask<{ topic: { lastNumber: number } }>(`/topics/${id}?limit=1`, '');
    sum += topic.lastNumber;
  }
  return sum;
}

/** Milliseconds until the room of a topic is told nothing more. */
async function untilTold(site: RunningSite, topicId: string): Promise<number> {
  const begun = performance.now();
  const head = async () =>
    (await site.ask<{ head: number }>(`/live/changes?room=t:${topicId}&after=0`, '')).head;
  let told = performance.now();
  for (let last = -1, now = await head(); now !== last; last = now, now = await head()) {
    told = performance.now();
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  return told - begun;
}
