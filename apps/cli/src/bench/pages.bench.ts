import { chromium } from '@playwright/test';
import { type Visit, visit } from './browser-visit.ts';
import { type BenchOptions, type BenchVoice, type Figure, median } from './figure.ts';
import { pageTimes, percentile } from './page-times.ts';
import { rates } from './rates.ts';
import { RunningSite } from './running-site.ts';

const SITE = ['--members', '200', '--topics', '5000', '--posts', '100000', '--largest-topic', '20000'];
const ROUNDS = 101;
const WARM = 20;
const VIEWS = 10_000;
const READERS = 8;
const VISITS = 3;

/** How fast pages come to somebody signed in, and what they weigh in a browser. */
export async function benchPages(voice: BenchVoice, options: BenchOptions): Promise<Figure[]> {
  voice.progress('Making a site of 100,000 posts');
  const site = await RunningSite.start(SITE);
  try {
    const cookie = await site.signUp('bench-reader');
    const pages = await pagesOf(site, cookie);
    return [
      ...(await serverTimes(voice, pages, cookie)),
      ...(await rates(voice, busiest(pages), { ...options, cookie })),
      ...(await deepTopic(voice, pages, cookie)),
      ...(await inBrowser(voice, pages)),
      ...(await memory(voice, site, { pages, cookie })),
    ];
  } finally {
    await site.stop();
  }
}

interface Pages {
  latest: string;
  unread: string;
  category: string;
  topic: string;
  'topic at post 15,000': string;
  'topic as a tree': string;
  member: string;
}

/** The pages that are measured; the reader has begun to read some topics, so that there is something unread. */
async function pagesOf(site: RunningSite, cookie: string): Promise<Pages> {
  const { items } = await site.ask<{ items: TopicRow[] }>('/topics?limit=60', cookie);
  for (const { id } of items) {
    const body = JSON.stringify({ ranges: [[1, 1]] });
    await site.ask(`/topics/${id}/reading`, cookie, { method: 'PUT', body });
  }
  const largest = await largestTopic(site, cookie);
  const topic = `${site.url}/t/${largest.id}/${largest.slug}`;
  return {
    latest: `${site.url}/`,
    unread: `${site.url}/?f=unread`,
    category: `${site.url}/c/generated-1`,
    topic: `${topic}/10`,
    'topic at post 15,000': `${topic}/15000`,
    'topic as a tree': `${topic}?view=tree`,
    member: `${site.url}/u/member-1`,
  };
}

interface TopicRow {
  id: string;
  slug: string;
  lastNumber: number;
}

/** Walks the lists until it meets the topic that has 20,000 posts. */
async function largestTopic(site: RunningSite, cookie: string): Promise<TopicRow> {
  let cursor = '';
  for (;;) {
    const page = await site.ask<{ items: TopicRow[]; next: string | null }>(
      `/topics?limit=60${cursor}`,
      cookie,
    );
    const found = page.items.find(({ lastNumber }) => lastNumber >= 20_000);
    if (found) return found;
    if (page.next === null) throw new Error('no topic of 20,000 posts');
    cursor = `&cursor=${encodeURIComponent(page.next)}`;
  }
}

async function serverTimes(voice: BenchVoice, pages: Pages, cookie: string): Promise<Figure[]> {
  voice.progress(`Asking for ${Object.keys(pages).length} pages ${ROUNDS} times, signed in`);
  await pageTimes(Object.values(pages), { rounds: WARM, cookie });
  const times = await pageTimes(Object.values(pages), { rounds: ROUNDS, cookie });
  return Object.keys(pages).flatMap((name, at) => [
    { name: `${name}, signed in, median`, value: median(times[at]!), unit: 'ms', goal: null },
    { name: `${name}, signed in, p95`, value: percentile(times[at]!, 0.95), unit: 'ms', goal: 60 },
  ]);
}

function busiest({ latest, category, topic }: Pages): Record<string, string> {
  return { latest, category, topic };
}

async function deepTopic(voice: BenchVoice, pages: Pages, cookie: string): Promise<Figure[]> {
  voice.progress('Comparing post 15,000 with post 10');
  const [near, far] = await pageTimes([pages.topic, pages['topic at post 15,000']], {
    rounds: ROUNDS,
    cookie,
  });
  return [
    { name: 'post 15,000 to post 10, medians', value: median(far!) / median(near!), unit: '×', goal: 1.3 },
  ];
}

async function inBrowser(voice: BenchVoice, pages: Pages): Promise<Figure[]> {
  voice.progress('Opening the reading pages in Chromium over slow 4G');
  const path = process.env['CHROMIUM_PATH'];
  const browser = await chromium.launch({
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    ...(path ? { executablePath: path } : {}),
  });
  try {
    const figures: Figure[] = [];
    for (const name of ['latest', 'category', 'topic'] as const) {
      const visits: Visit[] = [];
      for (let time = 0; time < VISITS; time++) visits.push(await visit(browser, pages[name]));
      const middle = (of: 'lcp' | 'cls' | 'scriptBytes') => median(visits.map((seen) => seen[of]));
      figures.push(
        { name: `${name}, JavaScript compressed`, value: middle('scriptBytes') / 1000, unit: 'kB', goal: 90 },
        { name: `${name}, largest paint, slow 4G`, value: middle('lcp') / 1000, unit: 's', goal: 1.8 },
        { name: `${name}, layout shift`, value: middle('cls'), unit: '', goal: 0.05 },
      );
    }
    return figures;
  } finally {
    await browser.close();
  }
}

async function memory(
  voice: BenchVoice,
  site: RunningSite,
  { pages, cookie }: { pages: Pages; cookie: string },
): Promise<Figure[]> {
  voice.progress(`Looking at ${VIEWS.toLocaleString('en')} pages`);
  const urls = Object.values(pages);
  const rounds = Math.ceil(VIEWS / urls.length / READERS);
  await Promise.all(Array.from({ length: READERS }, () => pageTimes(urls, { rounds, cookie })));
  return [
    { name: 'server process after 10,000 pages', value: site.residentMegabytes, unit: 'MB', goal: 400 },
  ];
}
