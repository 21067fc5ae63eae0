import { Agent, get } from 'node:http';

/** Milliseconds from asking for a page to its last byte, one after the other on one connection. */
export async function pageTimes(
  urls: readonly string[],
  { rounds, cookie }: { rounds: number; cookie: string },
): Promise<number[][]> {
  const times = urls.map((): number[] => []);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  // Page by page in turn, so that a noise of the machine meets all of them.
  for (let round = 0; round < rounds; round++) {
    for (const [at, url] of urls.entries()) times[at]!.push(await pageTime(url, cookie, agent));
  }
  agent.destroy();
  return times;
}

async function pageTime(url: string, cookie: string, agent: Agent): Promise<number> {
  const begun = performance.now();
  await new Promise<void>((resolve, reject) => {
    get(url, { agent, headers: { cookie, accept: 'text/html' } }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`${url} answers ${answer.statusCode}`));
      answer.resume().once('end', resolve);
    }).once('error', reject);
  });
  return performance.now() - begun;
}

/** The value that so great a share of all values does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
