import { type BenchVoice, type Figure, median } from './figure.ts';
import { RunningSite } from './running-site.ts';

const SITE = ['--members', '50', '--topics', '200', '--posts', '2000', '--largest-topic', '500'];
const STARTS = 5;
/** Seconds, from the command to the last byte of the first page, with the database that comes along. */
const FIRST_PAGE_S = 3;
const IDLE_MB = 250;
const REST_MS = 10_000;

/** How soon a server that was here before shows its first page, and what it takes when nobody is looking. */
export async function benchStart(voice: BenchVoice): Promise<Figure[]> {
  voice.progress('Making a small site');
  const site = await RunningSite.start(SITE);
  try {
    const seconds: number[] = [];
    for (let time = 1; time <= STARTS; time++) {
      voice.progress(`Starting it, ${time} of ${STARTS}`);
      seconds.push((await site.restart()) / 1000);
    }
    voice.progress('Letting it rest');
    await new Promise((resolve) => setTimeout(resolve, REST_MS));
    return [
      {
        name: 'start to first page, embedded database',
        value: median(seconds),
        unit: 's',
        goal: FIRST_PAGE_S,
      },
      { name: 'server process at rest', value: site.residentMegabytes, unit: 'MB', goal: IDLE_MB },
    ];
  } finally {
    await site.stop();
  }
}
