const MINUTE_MS = 60_000;

/** Messages a minute to a host that we hardly know: small servers allow no more (Discourse by default). */
const TO_STRANGERS = 10;
const TO_ACQUAINTANCES = 300;

/** After so many answers without a word of being too many, a host is no stranger. */
export const ACQUAINTED_AFTER = 50;

const MOST_HOSTS = 10_000;

interface Pace {
  /** When messages of the last minute were sent, oldest first. */
  sent: number[];
  answers: number;
}

/** How many messages other servers get from this process in any one minute (federation.md §2.5). */
export class HostPace {
  private readonly hosts = new Map<string, Pace>();

  /** @param isTest tests have many servers under the name of this machine, and know all of them */
  constructor(private readonly isTest: boolean) {}

  /**
   * Counts a message as sent to a host, if it may be sent now.
   *
   * @param answers how often the host answered before, as far as that was written down
   * @param now in milliseconds
   * @returns 0, or the milliseconds after which to ask again
   */
  take(host: string, answers: number, now: number): number {
    const pace = this.paceOf(host, answers, now);
    const most = this.isAcquainted(host, pace) ? TO_ACQUAINTANCES : TO_STRANGERS;
    const first = pace.sent.findIndex((at) => at > now - MINUTE_MS);
    pace.sent.splice(0, first === -1 ? pace.sent.length : first);
    if (pace.sent.length >= most) return pace.sent[pace.sent.length - most]! + MINUTE_MS - now;
    pace.sent.push(now);
    return 0;
  }

  /** @returns how often the host has answered by now */
  answered(host: string): number {
    const pace = this.hosts.get(host);
    return pace ? (pace.answers += 1) : 0;
  }

  /** It asked for patience, and is a stranger again. */
  wasTooMuch(host: string): void {
    const pace = this.hosts.get(host);
    if (pace) pace.answers = 0;
  }

  private isAcquainted(host: string, { answers }: Pace): boolean {
    return answers >= ACQUAINTED_AFTER || (this.isTest && host.startsWith('localhost:'));
  }

  private paceOf(host: string, answers: number, now: number): Pace {
    const known = this.hosts.get(host);
    if (known) return known;
    if (this.hosts.size >= MOST_HOSTS) this.forgetQuiet(now);
    const pace = { sent: [], answers };
    this.hosts.set(host, pace);
    return pace;
  }

  private forgetQuiet(now: number): void {
    for (const [host, { sent }] of this.hosts)
      if ((sent.at(-1) ?? 0) <= now - MINUTE_MS) this.hosts.delete(host);
  }
}
