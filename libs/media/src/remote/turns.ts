const MOST_AT_ONCE = 8;
const MOST_OF_ONE_HOST = 3;
const MOST_WAITING = 400;

/** Lets so many work at once, and few of one host, so that a slow one keeps nobody else waiting. */
export class Turns {
  private readonly running = new Map<string, number>();
  private waiting: { host: string; go: () => void }[] = [];
  private count = 0;

  /** @returns null when too many wait already */
  async take<Result>(host: string, work: () => Promise<Result>): Promise<Result | null> {
    if (!this.isFree(host)) {
      if (this.waiting.length >= MOST_WAITING) return null;
      await new Promise<void>((go) => this.waiting.push({ host, go }));
    } else this.begin(host);
    try {
      return await work();
    } finally {
      this.end(host);
    }
  }

  private isFree(host: string): boolean {
    return this.count < MOST_AT_ONCE && (this.running.get(host) ?? 0) < MOST_OF_ONE_HOST;
  }

  private begin(host: string): void {
    this.count += 1;
    this.running.set(host, (this.running.get(host) ?? 0) + 1);
  }

  private end(host: string): void {
    this.count -= 1;
    const left = (this.running.get(host) ?? 1) - 1;
    if (left > 0) this.running.set(host, left);
    else this.running.delete(host);
    const next = this.waiting.find((one) => this.isFree(one.host));
    if (!next) return;
    this.waiting = this.waiting.filter((one) => one !== next);
    this.begin(next.host);
    next.go();
  }
}
