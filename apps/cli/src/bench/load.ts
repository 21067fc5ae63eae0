import autocannon from 'autocannon';
import { type Figure, median } from './figure.ts';

/** As the goals are set. */
const CONNECTIONS = 10;
const SECONDS = 3;
const RUNS = 3;

export interface Load {
  url: string;
  cookie?: string;
}

export interface Borne {
  /** Answers a second. */
  rate: number;
  p50: number;
  /** Milliseconds. */
  p99: number;
}

/**
 * Puts the same load on several addresses, run by run in turn, so that a noise of the machine meets all of them.
 *
 * @returns medians of three runs of three seconds, ten connections each, in the order of the loads
 * @throws Error when an answer is no 200
 */
export async function bear(loads: readonly Load[]): Promise<Borne[]> {
  const runs = loads.map((): Borne[] => []);
  for (const load of loads) await run(load, 1);
  for (let time = 0; time < RUNS; time++) {
    for (const [at, load] of loads.entries()) runs[at]!.push(await run(load, SECONDS));
  }
  return runs.map((times) => ({
    rate: median(times.map(({ rate }) => rate)),
    p50: median(times.map(({ p50 }) => p50)),
    p99: median(times.map(({ p99 }) => p99)),
  }));
}

async function run({ url, cookie }: Load, duration: number): Promise<Borne> {
  const { requests, latency, non2xx, errors } = await autocannon({
    url,
    connections: CONNECTIONS,
    duration,
    headers: { accept: 'text/html', ...(cookie === undefined ? {} : { cookie }) },
  });
  if (non2xx + errors > 0) throw new Error(`${url}: ${non2xx} answers were no page, ${errors} did not come`);
  return { rate: requests.average, p50: latency.p50, p99: latency.p99 };
}

/** What one load bore, and which share of another's that is. */
export function shareOf(name: string, borne: Borne, other: Borne, goal: number | null): Figure {
  return {
    name,
    value: (100 * borne.rate) / other.rate,
    unit: '%',
    goal,
    ...(goal === null ? {} : { moreIsBetter: true }),
  };
}
