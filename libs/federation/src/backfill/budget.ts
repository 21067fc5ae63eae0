/** Limits of one reading, so that no thread elsewhere can keep us busy (federation.md §2.3.2). */
const MOST_REQUESTS = 200;
const MOST_POSTS = 500;
const MOST_OF_A_HOST = 60;
const LONGEST_MS = 10 * 60_000;

/** How much one reading of a thread may still ask for. */
export class Budget {
  private requests = 0;
  private posts = 0;
  private readonly ofHosts = new Map<string, number>();
  private readonly end = Date.now() + LONGEST_MS;
  /** Whether something was left unasked. */
  isSpent = false;

  /** Whether one more request to the server of this address is allowed; it counts as made. */
  request(url: string): boolean {
    const host = URL.canParse(url) ? new URL(url).host : '';
    const ofHost = this.ofHosts.get(host) ?? 0;
    if (this.requests >= MOST_REQUESTS || ofHost >= MOST_OF_A_HOST || Date.now() > this.end) {
      this.isSpent = true;
      return false;
    }
    this.requests += 1;
    this.ofHosts.set(host, ofHost + 1);
    return true;
  }

  post(url: string): boolean {
    if (this.posts >= MOST_POSTS) {
      this.isSpent = true;
      return false;
    }
    if (!this.request(url)) return false;
    this.posts += 1;
    return true;
  }
}
